package org.haidang.programme.vietnamese;

import java.util.List;

/**
 * A person's full name, one field. It is never stored split: which words are the family name cannot
 * be told from the text ("Nguyễn Long Biên", "Tôn Nữ Thị Ninh", "Y Moan").
 */
public record PersonName(String full) {

    public static final int MAX_CHARACTERS = 200;

    public PersonName {
        full = VietnameseText.normalise(full);
        if (full.isEmpty() || full.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a name has 1 to " + MAX_CHARACTERS + " characters, not " + full.length());
        }
    }

    /** The last word: what a person is called by and sorted by. */
    public String givenName() {
        return VietnameseText.words(full).getLast();
    }

    List<String> familyAndMiddle() {
        List<String> words = VietnameseText.words(full);
        return words.subList(0, words.size() - 1);
    }
}
