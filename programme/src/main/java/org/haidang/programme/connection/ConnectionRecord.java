package org.haidang.programme.connection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.haidang.programme.facility.CameraConnection;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.FacilityEvidence.AcceptanceSigned;
import org.haidang.programme.facility.FacilityEvidence.PlanCovers;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;
import org.jspecify.annotations.Nullable;

/**
 * The connection record of a facility (biên bản nghiệm thu): what was measured when it was drawn
 * up, frozen, and who signed for it. Everything not listed is refused.
 *
 * <pre>
 * from       act       to         by
 * OPEN       sign      OPEN       the site and VNPT, in any order
 * OPEN       sign      CLOSED     Sở TT&amp;TT, last
 * OPEN       withdraw  WITHDRAWN  any party, with a reason
 * </pre>
 *
 * <p>Its verdict is computed from its own measurements (D9). A record that says "not connected" may
 * be kept and printed, but nobody can sign it.
 *
 * @param plan the approved version it was connected by (D5)
 * @param missing required places without camera or waiver when it was drawn up
 * @param signatures in the order they were given
 * @param withdrawal null unless it was withdrawn
 */
public record ConnectionRecord(
        String id,
        String facility,
        PlanCovers plan,
        Instant drawnUpAt,
        ConnectionLimits limits,
        List<RecordedCamera> cameras,
        List<ZonePlace> missing,
        List<Signature> signatures,
        @Nullable Withdrawal withdrawal) {

    public static final int MAX_CAMERAS = 500;
    public static final int MAX_REASON = 1_000;

    /** Who signs; the dispatch names all three. */
    public enum Party {
        SITE("Đại diện cơ sở", "For the facility"),
        OPERATOR("Đại diện VNPT", "For VNPT"),
        DEPARTMENT(
                "Đại diện Sở Thông tin và Truyền thông",
                "For the Department of Information and Communications");

        private final Sentence words;

        Party(String vietnamese, String english) {
            this.words = new Sentence(vietnamese, english);
        }

        public Sentence words() {
            return words;
        }
    }

    public enum State {
        OPEN,
        CLOSED,
        WITHDRAWN
    }

    /**
     * A camera with its evidence.
     *
     * @param pictureSha256 the picture that a person accepted; empty when none was
     * @param acceptedBy empty when nobody did
     */
    public record RecordedCamera(
            String camera,
            String name,
            @Nullable ZonePlace place,
            String pictureSha256,
            String acceptedBy,
            ConnectionFacts facts) {
        public RecordedCamera {
            if (facts.pictureAccepted() == pictureSha256.isEmpty()) {
                throw new IllegalArgumentException(camera + ": an acceptance has its picture");
            }
        }
    }

    /**
     * A party's word.
     *
     * @param person by which two signatures of one person are known for one person's
     */
    public record Signature(Party party, String person, String name, Instant at) {
        public Signature {
            if (person.isBlank() || name.isBlank()) {
                throw new IllegalArgumentException("a signature has a person: " + party);
            }
        }
    }

    public record Withdrawal(String person, String name, Instant at, String reason) {
        public Withdrawal {
            reason = VietnameseText.normalise(reason);
            if (reason.isEmpty() || reason.length() > MAX_REASON) {
                throw new IllegalArgumentException("a record is withdrawn with a reason");
            }
        }
    }

    /** What became of an act upon the record. */
    public sealed interface Outcome {}

    public record Done(ConnectionRecord record) implements Outcome {}

    public record Refused(Sentence reason) implements Outcome {}

    public ConnectionRecord {
        cameras = List.copyOf(cameras);
        missing = List.copyOf(missing);
        signatures = List.copyOf(signatures);
        if (id.isBlank() || facility.isBlank() || cameras.size() > MAX_CAMERAS) {
            throw new IllegalArgumentException(
                    "record '" + id + "' of '" + facility + "', " + cameras.size() + " cameras");
        }
    }

    public static ConnectionRecord drawUp(
            String id,
            String facility,
            PlanCovers plan,
            Instant at,
            ConnectionLimits limits,
            List<RecordedCamera> cameras,
            ZoneSufficiency zones) {
        List<ZonePlace> missing =
                switch (zones) {
                    case ZoneSufficiency.Enough() -> List.of();
                    case ZoneSufficiency.Missing(List<ZonePlace> places) -> places;
                };
        return new ConnectionRecord(
                id, facility, plan, at, limits, cameras, missing, List.of(), null);
    }

    public State state() {
        if (withdrawal != null) {
            return State.WITHDRAWN;
        }
        return signatures.size() == Party.values().length ? State.CLOSED : State.OPEN;
    }

    /** From the frozen measurements, each time anew: it is stored nowhere. */
    public FacilityConnection verdict() {
        TreeMap<String, CameraConnection> all = new TreeMap<>();
        cameras.forEach(
                camera -> all.put(camera.camera(), CameraConnection.of(camera.facts(), limits)));
        return FacilityConnection.of(
                missing.isEmpty()
                        ? new ZoneSufficiency.Enough()
                        : new ZoneSufficiency.Missing(missing),
                all);
    }

    public Optional<Signature> signature(Party party) {
        return signatures.stream().filter(signature -> signature.party() == party).findFirst();
    }

    /** What moves the facility on; empty until all have signed. */
    public Optional<AcceptanceSigned> evidence() {
        return state() == State.CLOSED ? Optional.of(new AcceptanceSigned(id)) : Optional.empty();
    }

    public Outcome sign(Signature signature) {
        if (state() != State.OPEN) {
            return over();
        }
        if (!(verdict() instanceof FacilityConnection.Connected)) {
            return refused(
                    "Số đo trong biên bản cho thấy chưa đạt kết nối nên không ký được; hãy khắc phục rồi lập biên bản mới.",
                    "The record's own measurements say not connected, so it cannot be signed; mend that and draw up a new one.");
        }
        if (signature(signature.party()).isPresent()) {
            return refused(
                    signature.party().words().vietnamese() + " đã ký biên bản này.",
                    signature.party().words().english() + ": the record is signed already.");
        }
        if (signatures.stream().anyMatch(other -> other.person().equals(signature.person()))) {
            return refused(
                    "Một người không ký thay cho hai bên; cần đại diện khác ký.",
                    "One person cannot sign for two parties; another must sign.");
        }
        if (signature.party() == Party.DEPARTMENT && signatures.size() < 2) {
            return refused(
                    "Sở Thông tin và Truyền thông ký sau cùng; còn thiếu chữ ký: "
                            + missingWords().vietnamese()
                            + ".",
                    "The department signs last; signatures are missing: "
                            + missingWords().english()
                            + ".");
        }
        boolean early =
                signature.at().isBefore(drawnUpAt)
                        || signatures.stream()
                                .anyMatch(other -> signature.at().isBefore(other.at()));
        if (early) {
            return refused(
                    "Thời điểm ký sớm hơn lúc lập biên bản hoặc chữ ký trước; hãy kiểm tra đồng hồ máy chủ.",
                    "The signature is earlier than the record or the one before; check the server's clock.");
        }
        List<Signature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new Done(with(more, null));
    }

    public Outcome withdraw(Withdrawal by) {
        return state() == State.OPEN ? new Done(with(signatures, by)) : over();
    }

    private Sentence missingWords() {
        List<Party> open =
                Arrays.stream(Party.values())
                        .filter(party -> party != Party.DEPARTMENT && signature(party).isEmpty())
                        .toList();
        return new Sentence(
                String.join(", ", open.stream().map(p -> p.words().vietnamese()).toList()),
                String.join(", ", open.stream().map(p -> p.words().english()).toList()));
    }

    private ConnectionRecord with(List<Signature> changed, @Nullable Withdrawal by) {
        return new ConnectionRecord(
                id, facility, plan, drawnUpAt, limits, cameras, missing, changed, by);
    }

    private static Refused over() {
        return refused(
                "Biên bản đã ký đủ hoặc đã rút lại nên không thay đổi được; hãy lập biên bản mới.",
                "The record is fully signed or withdrawn and does not change; draw up a new one.");
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }
}
