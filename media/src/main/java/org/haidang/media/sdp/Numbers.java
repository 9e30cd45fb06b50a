package org.haidang.media.sdp;

/** Numbers in text that a stranger wrote. */
final class Numbers {

    private Numbers() {}

    /** The number at the start of a text when it lies between the bounds, else -1. */
    static int parse(String text, int min, int max) {
        String trimmed = text.strip();
        long value = 0;
        int i = 0;
        while (i < trimmed.length() && i < 10) {
            char c = trimmed.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            value = value * 10 + (c - '0');
            i++;
        }
        return i == 0 || value < min || value > max ? -1 : (int) value;
    }
}
