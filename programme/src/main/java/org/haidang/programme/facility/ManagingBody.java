package org.haidang.programme.facility;

import org.haidang.programme.vietnamese.Sentence;

/** Who runs a facility: the programme counts the three apart. */
public enum ManagingBody {
    MILITARY("Quân đội", "Military"),
    CIVIL("Dân sự", "Civil"),
    HOTEL("Khách sạn", "Hotel");

    private final Sentence words;

    ManagingBody(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
