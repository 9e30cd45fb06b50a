package org.haidang.server.camera;

import java.util.List;

/** What somebody entered cannot be taken; nothing was changed. */
public final class InvalidCameraException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;

    public InvalidCameraException(List<Mistake> mistakes) {
        super(mistakes.toString());
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
