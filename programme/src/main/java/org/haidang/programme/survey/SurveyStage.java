package org.haidang.programme.survey;

import org.haidang.programme.vietnamese.Sentence;

/** The stages of one version of a survey; {@link SurveyLife} says which follows which. */
public enum SurveyStage {
    DRAFT("đang điền", "being filled in"),
    SUBMITTED("đã gửi, chờ ký", "submitted, waiting for signatures"),
    SIGNED("đã ký đủ, chờ kết luận", "signed, waiting for its evaluation"),
    EVALUATED("đã có kết luận", "evaluated"),
    SENT_BACK("bị trả lại", "sent back");

    private final Sentence words;

    SurveyStage(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
