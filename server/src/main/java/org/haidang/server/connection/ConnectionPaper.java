package org.haidang.server.connection;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.connection.ConnectionRecord.Party;
import org.haidang.programme.connection.ConnectionRecord.RecordedCamera;
import org.haidang.programme.facility.CameraClock;
import org.haidang.programme.facility.CameraConnection;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.Shortfall;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.programme.vietnamese.VietnameseNumbers;
import org.haidang.server.document.Block;
import org.haidang.server.document.Block.Column;
import org.haidang.server.document.Block.Paragraph;
import org.haidang.server.document.Letterhead;
import org.haidang.server.document.OfficialDocument;
import org.haidang.server.document.Paper;
import org.haidang.server.document.RecordPaper;
import org.haidang.server.document.Signature;
import org.jspecify.annotations.Nullable;

/**
 * A connection record on paper, as it was drawn up: parties, verdict, every figure against its
 * limit, and the accepted pictures with their hashes. Always in Vietnamese.
 */
public final class ConnectionPaper {
    /** In one paper: a picture is some 200 kB. Of the rest the hashes stand there. */
    public static final int MAX_PICTURES = 60;

    private static final String ISSUER = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG";

    /** Where it was signed is not known here; there is room to write it. */
    private static final String PLACE_BY_HAND = "…………";

    private static final float PICTURE_MM = 120;
    private static final String NOT_MEASURED = "chưa đo";
    private static final String NOT_KNOWN = "không rõ";

    private final ConnectionRecord record;
    private final String facility;
    private final Map<String, byte[]> pictures;

    private ConnectionPaper(
            ConnectionRecord record, String facility, Map<String, byte[]> pictures) {
        this.record = record;
        this.facility = facility;
        this.pictures = pictures;
    }

    /**
     * @param facility its name
     * @param pictures the accepted pictures that may be shown, as JPEG by camera; not to be changed
     *     afterwards
     */
    public static OfficialDocument of(
            ConnectionRecord record, String facility, Map<String, byte[]> pictures) {
        return new ConnectionPaper(record, facility, pictures).paper().document();
    }

    private RecordPaper paper() {
        return new RecordPaper(
                new Letterhead(
                        List.of(),
                        List.of(ISSUER),
                        null,
                        "",
                        PLACE_BY_HAND,
                        record.drawnUpAt().atZone(VietnameseDates.ZONE).toLocalDate()),
                "Nghiệm thu kết nối camera giám sát tại " + facility,
                List.of(
                        "phương án kết nối thống nhất phiên bản "
                                + record.plan().version()
                                + " đã được phê duyệt"),
                Stream.of(Party.values()).map(this::party).toList(),
                checked(),
                conclusion(),
                Stream.of(Party.values()).map(this::signature).toList(),
                List.of(
                        new RecordPaper.Proof("SỐ LIỆU ĐO", Paper.LANDSCAPE, measured()),
                        new RecordPaper.Proof(
                                "HÌNH ẢNH NGHIỆM THU", Paper.PORTRAIT, photographs())));
    }

    // ---- who

    private String party(Party party) {
        return party.words().vietnamese()
                + ": "
                + record.signature(party)
                        .map(one ->
                                one.name()
                                        + ", ký trên hệ thống lúc "
                                        + VietnameseDates.moment(one.at()))
                        .orElse("chưa ký");
    }

    private Signature signature(Party party) {
        return new Signature(
                List.of(party.words().vietnamese().toUpperCase(Locale.ROOT)),
                record.signature(party).map(ConnectionRecord.Signature::name).orElse(""));
    }

    // ---- what

    private List<Block> checked() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                Paragraph.body(
                        "Hệ thống tự đo và lập biên bản lúc "
                                + VietnameseDates.moment(record.drawnUpAt())
                                + " (mã biên bản: "
                                + record.id()
                                + "). Số liệu từng camera ở phụ lục; không ai nhập tay được."));
        List<List<String>> rows = new ArrayList<>();
        for (RecordedCamera camera : record.cameras()) {
            rows.add(
                    List.of(
                            Integer.toString(rows.size() + 1),
                            camera.name(),
                            place(camera.place()),
                            shortfalls(camera).isEmpty() ? "Đạt" : "Chưa đạt"));
        }
        if (rows.isEmpty()) {
            blocks.add(Paragraph.body("Chưa có camera nào được khai cho cơ sở này."));
        } else {
            blocks.add(
                    new Block.Table(
                            List.of(
                                    Column.number("TT", 0.6f),
                                    Column.of("Camera", 3),
                                    Column.of("Vị trí giám sát", 4),
                                    Column.of("Kết quả", 1.4f)),
                            rows));
        }
        if (!record.missing().isEmpty()) {
            blocks.add(
                    Paragraph.body(
                            "Vị trí bắt buộc chưa có camera được nghiệm thu và chưa được miễn: "
                                    + String.join(
                                            "; ",
                                            record.missing().stream()
                                                    .map(ConnectionPaper::place)
                                                    .toList())
                                    + "."));
        }
        List<String> silent =
                record.cameras().stream()
                        .filter(camera -> camera.facts().clock() instanceof CameraClock.Silent)
                        .map(RecordedCamera::name)
                        .toList();
        if (!silent.isEmpty()) {
            blocks.add(
                    Paragraph.body(
                            String.join("; ", silent) + ": " + CameraClock.UNKNOWN.vietnamese()));
        }
        return blocks;
    }

    private String conclusion() {
        ConnectionRecord.Withdrawal withdrawal = record.withdrawal();
        if (withdrawal != null) {
            return "Biên bản đã được "
                    + withdrawal.name()
                    + " rút lại lúc "
                    + VietnameseDates.moment(withdrawal.at())
                    + ", không có giá trị nghiệm thu. Lý do: "
                    + withdrawal.reason();
        }
        return record.verdict() instanceof FacilityConnection.Connected
                ? "Đạt: mọi camera đạt kết nối và đủ các vị trí bắt buộc; cơ sở đủ điều kiện vận hành."
                : "Chưa đạt kết nối; biên bản này không ký được và không có giá trị nghiệm thu.";
    }

    private List<Shortfall> shortfalls(RecordedCamera camera) {
        return switch (CameraConnection.of(camera.facts(), record.limits())) {
            case CameraConnection.Connected _ -> List.of();
            case CameraConnection.NotConnected not -> not.shortfalls();
        };
    }

    // ---- the figures

    private List<Block> measured() {
        if (record.cameras().isEmpty()) {
            return List.of();
        }
        ConnectionLimits limits = record.limits();
        List<List<String>> rows = new ArrayList<>();
        for (RecordedCamera camera : record.cameras()) {
            ConnectionFacts facts = camera.facts();
            Instant picture = facts.lastKeyPicture();
            rows.add(
                    List.of(
                            Integer.toString(rows.size() + 1),
                            camera.name(),
                            picture == null ? NOT_MEASURED : VietnameseDates.moment(picture),
                            seconds(facts.firstPicture()),
                            clock(facts.clock()),
                            percent(facts.availableInLastDay()),
                            switch (facts.credential()) {
                                case DEFAULT_REFUSED -> "bị từ chối";
                                case DEFAULT_ACCEPTED -> "còn dùng được";
                                case NOT_TRIED -> "chưa thử";
                            },
                            String.join(
                                    " ",
                                    shortfalls(camera).stream()
                                            .map(one -> one.sentence().vietnamese())
                                            .toList())));
        }
        return List.of(
                Paragraph.body(
                        "Yêu cầu: giải mã được hình trong "
                                + limits.keyPictureAge().toMinutes()
                                + " phút gần nhất; hình đầu tiên đến trong "
                                + seconds(limits.firstPicture())
                                + " giây; đồng hồ camera, nếu camera có báo giờ, lệch không quá "
                                + seconds(limits.clockOffset())
                                + " giây; có hình ít nhất "
                                + limits.availabilityPercent()
                                + "% của 24 giờ trước lúc lập; mật khẩu mặc định bị từ chối; hình được người có thẩm quyền nghiệm thu."),
                new Block.Table(
                        List.of(
                                Column.number("TT", 0.7f),
                                Column.of("Camera", 2.6f),
                                Column.of("Hình giải mã gần nhất", 2.6f),
                                Column.number("Hình đầu tiên (giây)", 1.3f),
                                Column.number("Lệch giờ (giây)", 1.3f),
                                Column.number("Có hình 24 giờ (%)", 1.3f),
                                Column.of("Mật khẩu mặc định", 1.6f),
                                Column.of("Chưa đạt vì", 4)),
                        rows));
    }

    private static String clock(CameraClock clock) {
        return switch (clock) {
            case CameraClock.Told(Duration offset) -> seconds(offset);
            case CameraClock.Silent() -> NOT_KNOWN;
            case CameraClock.NotMeasured() -> NOT_MEASURED;
        };
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null
                ? NOT_MEASURED
                : VietnameseNumbers.decimal(BigDecimal.valueOf(duration.toMillis(), 3), 1);
    }

    /** Rounded down: 94.99 is not 95. */
    private static String percent(Duration available) {
        long tenths = available.toMillis() * 1_000 / Duration.ofDays(1).toMillis();
        return VietnameseNumbers.decimal(BigDecimal.valueOf(tenths, 1), 1);
    }

    // ---- the pictures

    private List<Block> photographs() {
        List<Block> blocks = new ArrayList<>();
        int shown = 0;
        for (RecordedCamera camera : record.cameras()) {
            if (camera.pictureSha256().isEmpty()) {
                continue;
            }
            String caption =
                    camera.name()
                            + " ("
                            + place(camera.place())
                            + "), "
                            + camera.acceptedBy()
                            + " nghiệm thu. SHA-256: "
                            + camera.pictureSha256();
            byte[] picture = pictures.get(camera.camera());
            if (picture == null || shown == MAX_PICTURES) {
                blocks.add(Paragraph.body(caption + ". Hình lưu trên hệ thống, không in kèm."));
            } else {
                blocks.add(new Block.Picture(picture, PICTURE_MM, caption));
                shown++;
            }
        }
        return blocks;
    }

    private static String place(@Nullable ZonePlace place) {
        return place == null ? "chưa chọn" : place.words().vietnamese();
    }
}
