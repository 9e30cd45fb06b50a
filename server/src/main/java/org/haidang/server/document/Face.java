package org.haidang.server.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/** The four faces of Liberation Serif, whose letters are as wide as those of Times New Roman. */
enum Face {
    REGULAR("Regular"),
    BOLD("Bold"),
    ITALIC("Italic"),
    BOLD_ITALIC("BoldItalic");

    /** Made at the first document, then shared: OpenPDF only reads them and keeps subsets apart. */
    private final BaseFont base;

    Face(String name) {
        String file = "LiberationSerif-" + name + ".ttf";
        try (InputStream in = BaseFont.class.getResourceAsStream("/liberation/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the font is missing: " + file);
            }
            base =
                    BaseFont.createFont(
                            file,
                            BaseFont.IDENTITY_H,
                            BaseFont.EMBEDDED,
                            BaseFont.CACHED,
                            in.readAllBytes(),
                            null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Face of(boolean bold, boolean italic) {
        if (bold) {
            return italic ? BOLD_ITALIC : BOLD;
        }
        return italic ? ITALIC : REGULAR;
    }

    Font at(float size) {
        return new Font(base, size);
    }

    /** In points. */
    float width(String text, float size) {
        return base.getWidthPoint(text, size);
    }
}
