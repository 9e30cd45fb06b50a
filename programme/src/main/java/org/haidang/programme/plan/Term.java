package org.haidang.programme.plan;

import org.haidang.programme.vietnamese.Sentence;

/** A single thing that the plan settles, for lists of deviations and of changes. */
public enum Term {
    MAIN_PICTURE("Hình luồng chính", "Main picture"),
    MAIN_KBPS("Tốc độ luồng chính (kbit/s)", "Main stream (kbit/s)"),
    SUB_PICTURE("Hình luồng phụ", "Sub picture"),
    SUB_KBPS("Tốc độ luồng phụ (kbit/s)", "Sub stream (kbit/s)"),
    RECORDING("Ghi hình", "Recording"),
    RETENTION("Thời hạn lưu (ngày)", "Retention (days)"),
    LINK("Loại đường truyền", "Link"),
    SUPPLIES("Phân công trang bị", "Who supplies what"),
    VIEWING("Số luồng chính xem cùng lúc", "Main streams viewed at once"),
    HEADROOM("Dự phòng băng thông (%)", "Headroom (%)"),
    SITE("Cơ sở trong phương án", "Site in the plan"),
    CAMERAS("Số camera", "Cameras"),
    UPLINK("Đường lên đo được (kbit/s)", "Measured uplink (kbit/s)"),
    START("Ngày bắt đầu", "Start day"),
    RESPONSIBLE("Người chịu trách nhiệm", "Responsible");

    private final Sentence words;

    Term(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
