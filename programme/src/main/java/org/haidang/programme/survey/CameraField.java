package org.haidang.programme.survey;

import static org.haidang.programme.survey.Option.of;

import java.util.Arrays;
import java.util.List;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.survey.AnswerKind.Decimal;
import org.haidang.programme.survey.AnswerKind.Line;
import org.haidang.programme.survey.AnswerKind.Mac;
import org.haidang.programme.survey.AnswerKind.OneOf;
import org.haidang.programme.survey.AnswerKind.Photo;
import org.haidang.programme.survey.AnswerKind.SomeOf;
import org.haidang.programme.survey.AnswerKind.Whole;
import org.haidang.programme.vietnamese.Sentence;

/** What is asked of each camera. */
public enum CameraField implements Field {
    CODE(QuestionGroup.CAMERA_PLACE, new Line(60), true, "Mã camera", "Camera code"),
    /** Forbidden zones are among the choices so that choosing one can be answered with a reason. */
    ZONE(QuestionGroup.CAMERA_PLACE, new OneOf(zones()), true, "Vị trí giám sát", "Zone"),
    BLOCK(QuestionGroup.CAMERA_PLACE, new Line(20), false, "Khu nhà", "Block"),
    FLOOR(QuestionGroup.CAMERA_PLACE, new Line(20), false, "Tầng", "Floor"),
    DIRECTION_PHOTO(
            QuestionGroup.CAMERA_PLACE,
            new Photo(),
            false,
            "Ảnh hướng nhìn",
            "Photo of its direction"),
    FORBIDDEN_PLACE(
            QuestionGroup.CAMERA_PLACE,
            new OneOf(
                    List.of(
                            of("NO", "Không", "No"),
                            zone(Zone.ROOM),
                            zone(Zone.TOILET),
                            zone(Zone.BATHROOM))),
            true,
            "Có đang đặt ở vị trí cấm không?",
            "Does it stand at a forbidden place?"),
    CONDITION(
            QuestionGroup.CAMERA_STATE,
            new OneOf(
                    List.of(
                            of("WORKING", "Hoạt động", "Working"),
                            of("NEEDS_REPAIR", "Cần sửa", "Needs repair"),
                            of("OBSOLETE", "Lạc hậu", "Obsolete"),
                            of("LOCKED", "Bị nhà cung cấp khóa", "Locked by its vendor"))),
            true,
            "Tình trạng",
            "Condition"),
    REACHABLE(
            QuestionGroup.CAMERA_STATE,
            new OneOf(
                    List.of(
                            of("YES", "Kết nối được", "Reached"),
                            of("NO", "Không kết nối được", "Not reached"),
                            of("NOT_TRIED", "Chưa thử", "Not tried"))),
            true,
            "Kết nối tới camera",
            "Reachability"),
    DEFAULT_PASSWORD(
            QuestionGroup.CAMERA_STATE,
            new OneOf(
                    List.of(
                            of("REFUSED", "Đã đổi", "Was changed"),
                            of("ACCEPTED", "Còn mặc định", "Still the default"),
                            of("NOT_TRIED", "Chưa thử", "Not tried"))),
            true,
            "Mật khẩu mặc định",
            "Default password"),
    POWER(
            QuestionGroup.CAMERA_STATE,
            new OneOf(
                    List.of(
                            of("UPS", "Có lưu điện", "With UPS"),
                            of("MAINS", "Điện lưới", "Mains only"),
                            of("POE", "Qua cáp mạng (PoE)", "Over the network (PoE)"),
                            of("NONE", "Không có", "None"))),
            false,
            "Nguồn điện",
            "Power"),
    OWNER(QuestionGroup.CAMERA_STATE, new Line(200), false, "Chủ sở hữu", "Owner"),
    MAKE(QuestionGroup.CAMERA_DEVICE, new Line(60), false, "Hãng", "Make"),
    MODEL(QuestionGroup.CAMERA_DEVICE, new Line(60), false, "Kiểu máy", "Model"),
    FIRMWARE(QuestionGroup.CAMERA_DEVICE, new Line(60), false, "Phiên bản phần mềm", "Firmware"),
    SERIAL(QuestionGroup.CAMERA_DEVICE, new Line(60), false, "Số sê-ri", "Serial number"),
    MAC(QuestionGroup.CAMERA_DEVICE, new Mac(), false, "Địa chỉ MAC", "MAC address"),
    ANALOG(
            QuestionGroup.CAMERA_DEVICE,
            new OneOf(
                    List.of(
                            of("NO", "Camera mạng (IP)", "Network camera (IP)"),
                            of("YES", "Tương tự, qua đầu ghi", "Analog, through a recorder"))),
            false,
            "Loại camera",
            "Analog via recorder?"),
    CHANNEL(
            QuestionGroup.CAMERA_DEVICE,
            new Whole(1, 256),
            false,
            "Kênh đầu ghi",
            "Recorder channel"),
    ONVIF(
            QuestionGroup.CAMERA_DEVICE,
            new SomeOf(
                    List.of(
                            of("S", "S", "S"),
                            of("T", "T", "T"),
                            of("G", "G", "G"),
                            of("M", "M", "M"),
                            of("NONE", "Không hỗ trợ", "None"))),
            false,
            "Hồ sơ ONVIF",
            "ONVIF profiles"),
    PTZ(QuestionGroup.CAMERA_DEVICE, yesNo(), false, "Quay quét (PTZ)", "PTZ"),
    IR(QuestionGroup.CAMERA_DEVICE, yesNo(), false, "Hồng ngoại", "Infrared"),
    STORAGE_DAYS(
            QuestionGroup.CAMERA_DEVICE,
            new Whole(0, 3_650),
            false,
            "Lưu tại chỗ (ngày)",
            "Local storage (days)"),
    MAIN_CODEC(
            QuestionGroup.CAMERA_STREAM, codec(), false, "Luồng chính: chuẩn nén", "Main: codec"),
    MAIN_WIDTH(
            QuestionGroup.CAMERA_STREAM,
            new Whole(16, 16_384),
            false,
            "Luồng chính: rộng (px)",
            "Main: width (px)"),
    MAIN_HEIGHT(
            QuestionGroup.CAMERA_STREAM,
            new Whole(16, 16_384),
            false,
            "Luồng chính: cao (px)",
            "Main: height (px)"),
    MAIN_FPS(
            QuestionGroup.CAMERA_STREAM,
            new Decimal(0, 240),
            false,
            "Luồng chính: hình/giây",
            "Main: pictures per second"),
    MAIN_KBPS(
            QuestionGroup.CAMERA_STREAM,
            new Whole(0, 1_000_000),
            false,
            "Luồng chính: kbit/s",
            "Main: kbit/s"),
    MAIN_GOP(
            QuestionGroup.CAMERA_STREAM,
            new Whole(1, 10_000),
            false,
            "Luồng chính: nhóm ảnh (hình)",
            "Main: group of pictures (pictures)"),
    SUB_CODEC(QuestionGroup.CAMERA_STREAM, codec(), false, "Luồng phụ: chuẩn nén", "Sub: codec"),
    SUB_WIDTH(
            QuestionGroup.CAMERA_STREAM,
            new Whole(16, 16_384),
            false,
            "Luồng phụ: rộng (px)",
            "Sub: width (px)"),
    SUB_HEIGHT(
            QuestionGroup.CAMERA_STREAM,
            new Whole(16, 16_384),
            false,
            "Luồng phụ: cao (px)",
            "Sub: height (px)"),
    SUB_FPS(
            QuestionGroup.CAMERA_STREAM,
            new Decimal(0, 240),
            false,
            "Luồng phụ: hình/giây",
            "Sub: pictures per second"),
    SUB_KBPS(
            QuestionGroup.CAMERA_STREAM,
            new Whole(0, 1_000_000),
            false,
            "Luồng phụ: kbit/s",
            "Sub: kbit/s"),
    SUB_GOP(
            QuestionGroup.CAMERA_STREAM,
            new Whole(1, 10_000),
            false,
            "Luồng phụ: nhóm ảnh (hình)",
            "Sub: group of pictures (pictures)"),
    AUDIO(QuestionGroup.CAMERA_STREAM, new Line(40), false, "Âm thanh", "Audio"),
    CLOCK_OFFSET_S(
            QuestionGroup.CAMERA_STREAM,
            new Decimal(-1_000_000, 1_000_000),
            false,
            "Đồng hồ lệch (giây)",
            "Clock offset (s)"),
    /** A camera entered by mistake; what was answered of it stays in the list of operations. */
    REMOVED(
            QuestionGroup.CAMERA_STATE,
            new OneOf(List.of(of("YES", "Bỏ khỏi phiếu", "Taken off the form"))),
            false,
            "Bỏ camera này khỏi phiếu",
            "Take this camera off the form");

    private final QuestionGroup group;
    private final AnswerKind kind;
    private final boolean needed;
    private final Sentence words;

    CameraField(
            QuestionGroup group,
            AnswerKind kind,
            boolean needed,
            String vietnamese,
            String english) {
        this.group = group;
        this.kind = kind;
        this.needed = needed;
        this.words = new Sentence(vietnamese, english);
    }

    private static List<Option> zones() {
        return Arrays.stream(Zone.values()).map(CameraField::zone).toList();
    }

    private static Option zone(Zone zone) {
        return new Option(zone.name(), zone.words());
    }

    private static OneOf yesNo() {
        return new OneOf(List.of(of("YES", "Có", "Yes"), of("NO", "Không", "No")));
    }

    private static OneOf codec() {
        return new OneOf(
                List.of(
                        of("H264", "H.264", "H.264"),
                        of("H265", "H.265", "H.265"),
                        of("MJPEG", "MJPEG", "MJPEG"),
                        of("OTHER", "Khác", "Other"),
                        of("NONE", "Không có luồng này", "No such stream")));
    }

    @Override
    public QuestionGroup group() {
        return group;
    }

    @Override
    public AnswerKind kind() {
        return kind;
    }

    @Override
    public Sentence words() {
        return words;
    }

    @Override
    public boolean needed() {
        return needed;
    }
}
