package org.haidang.programme.facility;

/** A reason with what was seen; {@link ReasonCode#OTHER} says nothing without a text. */
public record Finding(ReasonCode code, String text) {

    public static final int MAX_CHARACTERS = 2_000;

    public Finding {
        text = text.strip();
        if (text.length() > MAX_CHARACTERS || (code == ReasonCode.OTHER && text.isEmpty())) {
            throw new IllegalArgumentException(code + " with " + text.length() + " characters");
        }
    }
}
