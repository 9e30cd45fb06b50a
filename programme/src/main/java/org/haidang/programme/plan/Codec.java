package org.haidang.programme.plan;

/** What a stream is coded in. */
public enum Codec {
    H264("H.264"),
    H265("H.265");

    private final String words;

    Codec(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
