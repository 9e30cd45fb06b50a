package org.haidang.server.secrets;

import org.jspecify.annotations.Nullable;

/** A sealed secret cannot be opened: the key file is another one, or the row was changed. */
public final class SealException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SealException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
