package org.haidang.server.dispatch;

import java.util.List;

/**
 * What was typed cannot be kept; says which field and why, as a key of the catalogue with its
 * arguments.
 */
public final class InvalidDispatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String key;
    private final transient List<Object> arguments;

    public InvalidDispatchException(String field, String key, Object... arguments) {
        super(field + " " + key, null, false, false);
        this.field = field;
        this.key = key;
        this.arguments = List.of(arguments);
    }

    public String field() {
        return field;
    }

    public String key() {
        return key;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
