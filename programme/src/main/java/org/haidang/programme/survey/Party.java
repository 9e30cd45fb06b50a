package org.haidang.programme.survey;

import org.haidang.programme.vietnamese.Sentence;

/** Who signs a survey. */
public enum Party {
    FOCAL_POINT("Đầu mối cơ sở", "The facility's focal point"),
    ENGINEER("Kỹ sư VNPT", "VNPT's engineer"),
    DEPARTMENT("Sở Thông tin và Truyền thông", "Department of Information and Communications");

    private final Sentence words;

    Party(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
