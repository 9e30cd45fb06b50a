package org.haidang.server.document;

import java.util.List;

/** A part of a text, from top to bottom. */
public sealed interface Block {

    /** One paragraph. */
    record Paragraph(Style style, List<Span> spans) implements Block {
        public Paragraph {
            spans = List.copyOf(spans);
        }

        public static Paragraph body(String text) {
            return new Paragraph(Style.BODY, List.of(Span.of(text)));
        }

        public static Paragraph body(Span... spans) {
            return new Paragraph(Style.BODY, List.of(spans));
        }

        /** The line of a number: "1. Kết quả thực hiện". */
        public static Paragraph heading(String text) {
            return new Paragraph(Style.BODY, List.of(Span.bold(text)));
        }

        public static Paragraph note(String text) {
            return new Paragraph(Style.CENTRED, List.of(Span.italic(text)));
        }

        public String text() {
            StringBuilder text = new StringBuilder();
            spans.forEach(span -> text.append(span.text()));
            return text.toString();
        }
    }

    enum Style {
        /** First line indented, both edges straight. */
        BODY,
        /** In the middle. */
        CENTRED,
        /** At the left edge. */
        PLAIN
    }

    /**
     * A table whose head comes again on each page.
     *
     * @param rows with a cell per column
     */
    record Table(List<Column> columns, List<List<String>> rows) implements Block {
        public static final int MAX_ROWS = 20_000;

        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            if (columns.isEmpty() || rows.size() > MAX_ROWS) {
                throw new IllegalArgumentException(columns.size() + " x " + rows.size());
            }
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("cells for " + columns.size() + ": " + row);
                }
            }
        }
    }

    /**
     * @param share of the width, against the other columns'
     */
    record Column(String title, float share, Align align) {
        public Column {
            if (!(share > 0)) {
                throw new IllegalArgumentException("no share of the width: " + share);
            }
        }

        public static Column of(String title, float share) {
            return new Column(title, share, Align.LEFT);
        }

        public static Column number(String title, float share) {
            return new Column(title, share, Align.RIGHT);
        }
    }

    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    /**
     * A photograph as evidence.
     *
     * @param image PNG or JPEG, at most {@link #MAX_BYTES}; not to be changed afterwards
     * @param widthMm on paper; the height follows
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Picture(byte[] image, float widthMm, String caption) implements Block {
        public static final int MAX_BYTES = 8 << 20;

        public Picture {
            if (image.length > MAX_BYTES || !(widthMm > 0 && widthMm <= 250)) {
                throw new IllegalArgumentException(image.length + " bytes, " + widthMm + " mm");
            }
        }
    }
}
