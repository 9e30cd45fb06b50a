package org.haidang.programme.dispatch;

/** One line of a distribution list, and how it is reached. */
public record Addressee(String name, Access access) {

    /** Whoever is on the list sees the data in the system or gets the paper. */
    public enum Access {
        VIEW_ROLE,
        COPY,
        NONE
    }

    public Addressee {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an addressee has a name");
        }
    }

    boolean reached() {
        return access != Access.NONE;
    }
}
