package org.haidang.programme.contact;

import org.haidang.programme.vietnamese.Sentence;

/** The columns of the consolidated list, in the order in which the dispatch names them (D3). */
public enum ContactColumn {
    FULL_NAME("Họ tên", "Full name"),
    TITLE("Chức danh", "Title"),
    PHONE("Số điện thoại liên hệ", "Phone"),
    EMAIL("Địa chỉ e-mail", "E-mail");

    private final Sentence heading;

    ContactColumn(String vietnamese, String english) {
        this.heading = new Sentence(vietnamese, english);
    }

    public Sentence heading() {
        return heading;
    }
}
