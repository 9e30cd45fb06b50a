package org.haidang.server.document;

/**
 * The measures of annex I of Decree 30/2020/NĐ-CP: where it leaves a choice, ours. Lengths in
 * millimetres, sizes in points.
 */
final class Decree30 {
    static final String NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    static final String MOTTO = "Độc lập - Tự do - Hạnh phúc";

    static final float A4_SHORT_MM = 210;
    static final float A4_LONG_MM = 297;

    /** 20 to 25. */
    static final float TOP_MM = 20;

    /** 20 to 25. */
    static final float BOTTOM_MM = 20;

    /** 30 to 35. */
    static final float LEFT_MM = 30;

    /**
     * 15 to 20; one more than the least, for stops at the end of a line hang a little beyond it.
     */
    static final float RIGHT_MM = 16;

    /** From the edge to the page number, within the top margin. */
    static final float PAGE_NUMBER_MM = 10;

    /** 10 or 12.7. */
    static final float FIRST_LINE_MM = 12.7f;

    /** 13 to 14. */
    static final float BODY = 14;

    static final float PAGE_NUMBER = 13;

    /** Issuing bodies and the nation: 12 to 13. */
    static final float ISSUER = 12;

    static final float NATION_SIZE = 12;

    /** One more than the nation: 13 to 14. */
    static final float MOTTO_SIZE = 13;

    static final float NUMBER = 13;

    /** "V/v ...": 12 to 13. */
    static final float LETTER_SUBJECT = 12;

    static final float PLACE = 13;
    static final float TITLE = 14;
    static final float RECIPIENTS = 14;
    static final float DISTRIBUTION_HEAD = 12;
    static final float DISTRIBUTION = 11;
    static final float SIGNATURE = 14;
    static final float TABLE = 12;

    /** Between paragraphs: at least 6. */
    static final float PARAGRAPH_GAP = 6;

    /** Single spacing, the least that is allowed, as a part of the size: Times' own lines. */
    static final float SINGLE = 1.15f;

    /** Below issuing body and subject: a third to a half of the text's width. */
    static final float SHORT_RULE = 0.4f;

    /** Of the text's width; the rest is the nation's. */
    static final float ISSUER_COLUMN = 0.42f;

    /** Between authority and name, for hand and seal. */
    static final int SIGNATURE_LINES = 4;

    private Decree30() {}

    static float points(float mm) {
        return mm * 72 / 25.4f;
    }
}
