package org.haidang.programme.facility;

import org.haidang.programme.vietnamese.Sentence;

/** Where cameras have to be and where they must not: Công văn 4403/CV-BCĐ of 30/5/2021. */
public enum Zone {
    CORRIDOR(Rule.EACH_FLOOR, "Hành lang, thấy cửa phòng cách ly", "Corridor with the room doors"),
    WAITING_HALL(Rule.EACH_FLOOR, "Sảnh chờ của tầng", "Waiting hall of a floor"),
    OUTSIDE_BATHROOM(
            Rule.EACH_FLOOR, "Bên ngoài nhà vệ sinh, nhà tắm chung", "Outside shared bathrooms"),
    YARD(Rule.EACH_SITE, "Sân", "Yard"),
    SAMPLING(Rule.EACH_SITE, "Khu lấy mẫu", "Sampling area"),
    RECEPTION(Rule.EACH_SITE, "Khu tiếp nhận", "Reception area"),
    MEDICAL_CHECK(Rule.EACH_SITE, "Khu khám sức khỏe", "Medical check area"),
    GOODS(Rule.EACH_SITE, "Khu giao nhận hàng hóa", "Goods area"),
    GATE(Rule.EACH_SITE, "Cổng ra vào", "Gate"),
    COMMON(Rule.EACH_SITE, "Khu sinh hoạt chung khác", "Other common area"),
    ROOM(Rule.FORBIDDEN, "Trong phòng cách ly", "Inside an isolation room"),
    TOILET(Rule.FORBIDDEN, "Trong nhà vệ sinh", "Inside a toilet"),
    BATHROOM(Rule.FORBIDDEN, "Trong nhà tắm", "Inside a bathroom");

    /**
     * A zone is required once for each floor of each block, once for the site, or never allowed.
     */
    public enum Rule {
        EACH_FLOOR,
        EACH_SITE,
        FORBIDDEN
    }

    private final Rule rule;
    private final Sentence words;

    Zone(Rule rule, String vietnamese, String english) {
        this.rule = rule;
        this.words = new Sentence(vietnamese, english);
    }

    public Rule rule() {
        return rule;
    }

    public Sentence words() {
        return words;
    }
}
