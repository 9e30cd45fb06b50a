package org.haidang.server.web.programme;

import java.util.List;

/** The list of focal points on paper. */
final class ListPage {
    private ListPage() {}

    /**
     * The page.
     *
     * @param state which version it is
     * @param rows number and the five columns
     * @param signatures one line a station
     */
    static String of(
            PrintPage page, String state, List<List<String>> rows, List<String> signatures) {
        page.open("header", "national")
                .text("p", "", page.words("print.nation"))
                .text("p", "motto", page.words("print.motto"))
                .close("header")
                .text("h1", "", page.words("contacts.print.title"))
                .text("p", "state", state)
                .table(
                        List.of(
                                page.words("contacts.column.number"),
                                page.words("contacts.column.name"),
                                page.words("contacts.column.title"),
                                page.words("contacts.column.phone"),
                                page.words("contacts.column.email"),
                                page.words("contacts.column.facility")),
                        rows);
        if (!signatures.isEmpty()) {
            page.open("ol", "signatures");
            signatures.forEach(line -> page.text("li", "", line));
            page.close("ol");
        }
        return page.done();
    }
}
