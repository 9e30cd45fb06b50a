package org.haidang.server.camera;

import java.util.List;

/**
 * A field that cannot be taken.
 *
 * @param key of the sentence that says why
 * @param arguments of the sentence
 */
public record Mistake(String field, String key, List<Object> arguments) {
    public static Mistake of(String field, String key, Object... arguments) {
        return new Mistake(field, key, List.of(arguments));
    }
}
