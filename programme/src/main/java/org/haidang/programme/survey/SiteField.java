package org.haidang.programme.survey;

import static org.haidang.programme.survey.Option.of;

import java.util.List;
import org.haidang.programme.survey.AnswerKind.BlocksAndFloors;
import org.haidang.programme.survey.AnswerKind.Coordinates;
import org.haidang.programme.survey.AnswerKind.Decimal;
import org.haidang.programme.survey.AnswerKind.Line;
import org.haidang.programme.survey.AnswerKind.OneOf;
import org.haidang.programme.survey.AnswerKind.UnitCode;
import org.haidang.programme.survey.AnswerKind.Whole;
import org.haidang.programme.vietnamese.Sentence;

/** What is asked of a site. */
public enum SiteField implements Field {
    ADDRESS(QuestionGroup.PLACE, new Line(300), true, "Địa chỉ", "Address"),
    UNIT_CODE(
            QuestionGroup.PLACE,
            new UnitCode(),
            false,
            "Mã đơn vị hành chính",
            "Code of the administrative unit"),
    COORDINATES(QuestionGroup.PLACE, new Coordinates(), false, "Tọa độ", "Coordinates"),
    MANAGING_BODY(
            QuestionGroup.PEOPLE,
            new OneOf(
                    List.of(
                            of("MILITARY", "Quân đội", "Military"),
                            of("CIVIL", "Dân sự", "Civil"),
                            of("HOTEL", "Khách sạn", "Hotel"))),
            true,
            "Đơn vị quản lý",
            "Managing body"),
    CAPACITY(
            QuestionGroup.PEOPLE,
            new Whole(0, 100_000),
            true,
            "Sức chứa (người)",
            "Capacity (people)"),
    OCCUPANTS(
            QuestionGroup.PEOPLE,
            new Whole(0, 100_000),
            true,
            "Đang cách ly (người)",
            "Occupants now (people)"),
    COOPERATES(
            QuestionGroup.PEOPLE,
            new OneOf(
                    List.of(
                            of("YES", "Có phối hợp", "Cooperates"),
                            of("NO", "Chưa phối hợp", "Does not cooperate"))),
            true,
            "Cơ sở có phối hợp không?",
            "Does the facility cooperate?"),
    UPLINK(
            QuestionGroup.LINE,
            new OneOf(
                    List.of(
                            of("FIBRE", "Cáp quang", "Fibre"),
                            of("COPPER", "Cáp đồng", "Copper"),
                            of("MOBILE", "Di động 4G/5G", "Mobile 4G/5G"),
                            of("NONE", "Không có", "None"))),
            true,
            "Loại đường truyền",
            "Kind of uplink"),
    ISP(QuestionGroup.LINE, new Line(100), true, "Nhà cung cấp Internet", "Internet provider"),
    UP_MBPS(
            QuestionGroup.LINE,
            new Decimal(0, 100_000),
            true,
            "Tốc độ tải lên đo được (Mbit/s)",
            "Measured upload (Mbit/s)"),
    DOWN_MBPS(
            QuestionGroup.LINE,
            new Decimal(0, 100_000),
            false,
            "Tốc độ tải xuống đo được (Mbit/s)",
            "Measured download (Mbit/s)"),
    PUBLIC_ADDRESS(
            QuestionGroup.LINE,
            new OneOf(
                    List.of(
                            of("PUBLIC", "IP công khai", "Public IP"),
                            of("CGNAT", "CGNAT (dùng chung)", "CGNAT (shared)"))),
            false,
            "Địa chỉ IP",
            "IP address"),
    ROUTER(QuestionGroup.LINE, new Line(100), false, "Bộ định tuyến (router)", "Router"),
    POWER(
            QuestionGroup.POWER,
            new OneOf(
                    List.of(
                            of("STEADY", "Ổn định", "Steady"),
                            of("OFTEN_OUT", "Hay mất điện", "Often out"),
                            of("NONE", "Không có", "None"))),
            true,
            "Nguồn điện",
            "Power"),
    UPS(
            QuestionGroup.POWER,
            new OneOf(List.of(of("YES", "Có", "Yes"), of("NO", "Không", "No"))),
            false,
            "Bộ lưu điện (UPS)",
            "Uninterruptible supply (UPS)"),
    DUTY_TV(
            QuestionGroup.POWER,
            new OneOf(List.of(of("YES", "Có", "Yes"), of("NO", "Không", "No"))),
            false,
            "Màn hình trực camera",
            "Screen for the duty watcher"),
    LAYOUT(
            QuestionGroup.BLOCKS,
            new BlocksAndFloors(),
            true,
            "Các khu nhà và tầng",
            "Blocks and floors"),
    CAMERAS(
            QuestionGroup.BLOCKS,
            new Whole(0, 1_000),
            true,
            "Số camera đang có",
            "Number of cameras there are");

    private final QuestionGroup group;
    private final AnswerKind kind;
    private final boolean needed;
    private final Sentence words;

    SiteField(
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
