package org.haidang.server.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.ContactColumn;
import org.haidang.programme.vietnamese.Phone;

/**
 * The consolidated list of focal points as paper and as workbook: the four columns of the dispatch
 * first and in its order (D3), then the facility.
 */
public final class ContactListPaper {
    private static final String SUBJECT =
            "Đầu mối phối hợp kết nối camera giám sát của các cơ sở cách ly tập trung";
    private static final String FACILITY = "Cơ sở";

    /** A facility's focal point. */
    public record Row(Contact contact, String facility) {}

    private ContactListPaper() {}

    /**
     * @param version of the list
     * @param distribution may be empty
     */
    public static OfficialDocument of(
            Letterhead letterhead,
            int version,
            List<Row> rows,
            List<String> distribution,
            Signature signature) {
        List<Block.Column> columns = new ArrayList<>();
        for (ContactColumn column : ContactColumn.values()) {
            columns.add(Block.Column.of(column.heading().vietnamese(), share(column)));
        }
        columns.add(Block.Column.of(FACILITY, 4));
        return new OfficialDocument(
                Paper.LANDSCAPE,
                letterhead,
                new Heading.Titled("DANH SÁCH", SUBJECT, List.of()),
                List.of(
                        Block.Paragraph.note("(Phiên bản " + version + ")"),
                        new Block.Table(
                                columns, rows.stream().map(ContactListPaper::cells).toList()),
                        Block.Paragraph.body("Danh sách có " + rows.size() + " đầu mối./.")),
                distribution,
                List.of(signature),
                List.of());
    }

    public static SheetTable sheet(List<Row> rows) {
        List<SheetTable.Column> columns = new ArrayList<>();
        for (ContactColumn column : ContactColumn.values()) {
            columns.add(
                    new SheetTable.Column(
                            column.heading().vietnamese(), Math.round(8 * share(column))));
        }
        columns.add(new SheetTable.Column(FACILITY, 40));
        return new SheetTable(
                "Danh sách đầu mối",
                List.of(),
                columns,
                rows.stream().map(row -> List.<Object>copyOf(cells(row))).toList());
    }

    private static float share(ContactColumn column) {
        return switch (column) {
            case FULL_NAME -> 3.2f;
            case TITLE, PHONE -> 2.6f;
            case EMAIL -> 3.6f;
        };
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (ContactColumn column : ContactColumn.values()) {
            cells.add(cell(row.contact(), column));
        }
        cells.add(row.facility());
        return cells;
    }

    private static String cell(Contact contact, ContactColumn column) {
        return switch (column) {
            case FULL_NAME -> contact.fullName().full();
            case TITLE -> contact.title();
            case PHONE ->
                    contact.phones().stream().map(Phone::shown).collect(Collectors.joining("; "));
            case EMAIL -> contact.email().address();
        };
    }
}
