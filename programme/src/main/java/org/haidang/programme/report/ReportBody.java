package org.haidang.programme.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.Task;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.programme.vietnamese.VietnameseNumbers;

/**
 * The text of a report, as the letter asked for it: what was ordered, what was done, why not all,
 * difficulties, proposals. The same report gives the same text for ever.
 *
 * @param opening the sentence before the first number
 * @param sections numbered from 1 in this order
 * @param closing ends with "./." as Decree 30/2020/NĐ-CP wants of every text
 */
public record ReportBody(String opening, List<Section> sections, String closing) {

    /** Points go by the Vietnamese alphabet: đ follows d, and there is no f. */
    private static final String POINTS = "abcdđeghik";

    /** The end of every official text. */
    public static final String END = "./.";

    /**
     * @param table whether the table of the steps stands below this section's paragraphs
     */
    public record Section(String heading, List<String> paragraphs, boolean table) {
        public Section {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    public ReportBody {
        sections = List.copyOf(sections);
    }

    /**
     * @param basis the letters it carries out, the nearest first
     * @param author who reports: "Sở Thông tin và Truyền thông"
     * @param receiver who gets it: "Ủy ban nhân dân tỉnh"
     */
    public static ReportBody of(
            Report report, List<Dispatch> basis, String author, String receiver) {
        ReportFigures figures = report.figures();
        List<Section> sections = new ArrayList<>();
        if (!basis.isEmpty()) {
            sections.add(section("Nhiệm vụ được giao", ordered(basis)));
        }
        sections.add(
                new Section(
                        "Kết quả thực hiện (số liệu chốt đến "
                                + VietnameseDates.moment(figures.cutOff())
                                + ")",
                        results(figures),
                        true));
        sections.add(section("Cơ sở chưa kết nối và nguyên nhân", reasons(figures)));
        sections.add(section("Khó khăn, vướng mắc", written(report.text().difficulties())));
        sections.add(section("Kiến nghị, đề xuất", written(report.text().proposals())));
        return new ReportBody(opening(basis, author), sections, closing(author, receiver));
    }

    /** "95,8%"; nothing of nothing is no share. */
    public static String share(int part, int whole) {
        if (whole == 0) {
            return "-";
        }
        BigDecimal percent =
                BigDecimal.valueOf(100L * part)
                        .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
        boolean round = percent.stripTrailingZeros().scale() <= 0;
        return VietnameseNumbers.decimal(percent, round ? 0 : 1) + "%";
    }

    private static String opening(List<Dispatch> basis, String author) {
        String duty = basis.isEmpty() ? "" : "Thực hiện " + basis.getFirst().citation() + ", ";
        return duty + author + " báo cáo kết quả như sau:";
    }

    private static String closing(String author, String receiver) {
        return author + " kính báo cáo " + receiver + " xem xét, chỉ đạo" + END;
    }

    private static List<String> ordered(List<Dispatch> basis) {
        List<String> lines = new ArrayList<>();
        for (Dispatch dispatch : basis) {
            lines.add(dispatch.citation() + (dispatch.tasks().isEmpty() ? "." : ":"));
            for (Task task : dispatch.tasks()) {
                String end = task.deadline() == null ? "." : ", " + task.deadline().phrase() + ".";
                lines.add("- " + task.agency() + ": " + unended(task.text()) + end);
            }
        }
        return lines;
    }

    private static String unended(String text) {
        return text.replaceFirst("[.;\\s]+$", "");
    }

    private static List<String> results(ReportFigures figures) {
        List<String> lines = new ArrayList<>();
        Split all = figures.count(Step.REGISTERED);
        lines.add(
                "a) Trên địa bàn %s có %s cơ sở cách ly tập trung (%s)."
                        .formatted(figures.area(), number(all.total()), parts(all)));
        int point = 1;
        for (Step step : Step.values()) {
            if (step != Step.REGISTERED) {
                lines.add(
                        POINTS.charAt(point++)
                                + ") "
                                + line(step, figures.count(step), all.total()));
            }
        }
        ReportFigures.Cameras cameras = figures.cameras();
        Integer online = cameras.online();
        lines.add(
                POINTS.charAt(point)
                        + ") Camera: cần %s, hiện có %s, đã kết nối %s%s."
                                .formatted(
                                        number(cameras.required()),
                                        number(cameras.existing()),
                                        number(cameras.connected()),
                                        online == null ? "" : ", đang có hình " + number(online)));
        lines.add("Kết quả chia theo đơn vị quản lý như bảng sau:");
        return lines;
    }

    private static String line(Step step, Split count, int all) {
        String of = number(count.total()) + "/" + number(all) + " cơ sở";
        String parts = count.total() == 0 ? "" : " (" + parts(count) + ")";
        return step.words().vietnamese()
                + ": "
                + of
                + ", đạt "
                + share(count.total(), all)
                + parts
                + ".";
    }

    private static String parts(Split split) {
        String said =
                "quân sự %s, dân sự %s, khách sạn %s"
                        .formatted(
                                number(split.military()),
                                number(split.civil()),
                                number(split.hotel()));
        return split.unsaid() == 0 ? said : said + ", chưa xác định " + number(split.unsaid());
    }

    private static List<String> reasons(ReportFigures figures) {
        if (figures.remaining().isEmpty()) {
            return List.of("Tất cả các cơ sở đã kết nối.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "Còn %s cơ sở chưa kết nối (danh sách tại Phụ lục kèm theo), do:"
                        .formatted(number(figures.remaining().size())));
        for (Map.Entry<String, Integer> cause : figures.causes().entrySet()) {
            lines.add("- " + cause.getKey() + ": " + number(cause.getValue()) + " cơ sở;");
        }
        lines.set(lines.size() - 1, lines.getLast().replaceFirst(";$", "."));
        return lines;
    }

    private static List<String> written(String part) {
        List<String> lines = ReportText.paragraphs(part);
        return lines.isEmpty() ? List.of("Không có.") : lines;
    }

    private static Section section(String heading, List<String> paragraphs) {
        return new Section(heading, paragraphs, false);
    }

    private static String number(int value) {
        return VietnameseNumbers.whole(value);
    }
}
