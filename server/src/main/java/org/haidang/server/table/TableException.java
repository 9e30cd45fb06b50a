package org.haidang.server.table;

import java.util.List;

/** A table that cannot be read at all. */
public final class TableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String key;
    private final transient List<Object> arguments;

    TableException(String key, Object... arguments) {
        super(key);
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /** Of the sentence that says why. */
    public String key() {
        return key;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
