package org.haidang.programme.survey;

/** Who answered, signed or decided; the name as it was then. */
public record Author(String id, String name) {

    public Author {
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("an author has an id and a name");
        }
    }
}
