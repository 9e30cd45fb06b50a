package org.haidang.programme.plan;

import org.haidang.programme.vietnamese.Sentence;

/** What a site's pictures travel by. */
public enum LinkType {
    FIBRE("Cáp quang Internet", "Internet over fibre"),
    GOVERNMENT_NETWORK("Mạng truyền số liệu chuyên dùng", "The state's dedicated data network"),
    LEASED_LINE("Kênh thuê riêng", "Leased line"),
    MOBILE("Mạng di động 4G/5G", "Mobile network, 4G or 5G");

    private final Sentence words;

    LinkType(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
