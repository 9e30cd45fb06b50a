package org.haidang.programme.vietnamese;

/** One sentence for a person, in both languages of the house. */
public record Sentence(String vietnamese, String english) {

    public Sentence {
        if (vietnamese.isBlank() || english.isBlank()) {
            throw new IllegalArgumentException(
                    "a sentence needs both languages: '" + vietnamese + "', '" + english + "'");
        }
    }
}
