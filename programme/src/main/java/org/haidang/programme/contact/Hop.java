package org.haidang.programme.contact;

import org.haidang.programme.vietnamese.Sentence;

/** The stations of the list, in the order of the dispatch: item 1, "thông qua Sở ..." (D4). */
public enum Hop {
    FACILITY("Cơ sở gửi danh sách", "Submitted by the facility"),
    MILITARY_COMMAND("Bộ Chỉ huy Quân sự tổng hợp", "Consolidated by the Military Command"),
    DEPARTMENT(
            "Sở Thông tin và Truyền thông tiếp nhận",
            "Received by the Department of Information and Communications"),
    /**
     * What is known here is that it was sent on; whether the ministry took it is its own record.
     */
    MINISTRY("Sở chuyển Bộ", "Forwarded to the ministry");

    private final Sentence act;

    Hop(String vietnamese, String english) {
        this.act = new Sentence(vietnamese, english);
    }

    /** What a signature at this station says. */
    public Sentence act() {
        return act;
    }
}
