package org.haidang.server.document;

/** A4, upright; or lying, where a table needs the width. */
public enum Paper {
    PORTRAIT(Decree30.A4_SHORT_MM, Decree30.A4_LONG_MM),
    LANDSCAPE(Decree30.A4_LONG_MM, Decree30.A4_SHORT_MM);

    private final float widthMm;
    private final float heightMm;

    Paper(float widthMm, float heightMm) {
        this.widthMm = widthMm;
        this.heightMm = heightMm;
    }

    float widthMm() {
        return widthMm;
    }

    float heightMm() {
        return heightMm;
    }

    /** Between the margins. */
    float textMm() {
        return widthMm - Decree30.LEFT_MM - Decree30.RIGHT_MM;
    }
}
