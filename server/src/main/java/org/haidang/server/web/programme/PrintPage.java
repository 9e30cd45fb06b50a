package org.haidang.server.web.programme;

import java.util.List;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;

/**
 * A page of A4 for the browser's printer. Everything that people wrote goes through {@link #text}:
 * nothing of it can become markup.
 */
final class PrintPage {
    private final StringBuilder html = new StringBuilder(4_096);
    private final Language language;

    PrintPage(Language language, String title, String kind) {
        this.language = language;
        html.append("<!doctype html><html lang=\"")
                .append(language.code())
                .append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\"")
                .append(" content=\"width=device-width\"><title>")
                .append(escaped(title))
                .append("</title><link rel=\"stylesheet\" href=\"/print/print.css\">")
                .append("<script type=\"module\" src=\"/print/print.js\"></script></head>")
                .append("<body class=\"")
                .append(kind)
                .append("\"><p class=\"screen\"><button type=\"button\" id=\"print\">")
                .append(escaped(Words.of(language, "print.button")))
                .append("</button></p><main>");
    }

    String words(String key, Object... arguments) {
        return Words.of(language, key, arguments);
    }

    PrintPage text(String element, String kind, String text) {
        html.append('<').append(element);
        if (!kind.isEmpty()) {
            html.append(" class=\"").append(kind).append('"');
        }
        html.append('>').append(escaped(text)).append("</").append(element).append('>');
        return this;
    }

    PrintPage open(String element, String kind) {
        html.append('<').append(element).append(" class=\"").append(kind).append("\">");
        return this;
    }

    PrintPage close(String element) {
        html.append("</").append(element).append('>');
        return this;
    }

    /** Our own drawing, as it is. */
    PrintPage drawing(String svg) {
        html.append(svg);
        return this;
    }

    PrintPage table(List<String> titles, List<List<String>> rows) {
        html.append("<table><thead><tr>");
        titles.forEach(title -> text("th", "", title));
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> text("td", "", cell));
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        return this;
    }

    String done() {
        return html.append("</main></body></html>").toString();
    }

    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
