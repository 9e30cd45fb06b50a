package org.haidang.server.web.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be answered as asked; becomes a {@link Problem} in the reader's language.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A field with the key of its sentence.
     *
     * @param arguments of the sentence
     */
    public record Field(String field, String key, List<Object> arguments) {}

    private final int status;
    private final String key;
    private final transient List<Object> arguments;
    private final transient List<Field> fields;
    private final int retryAfterSeconds;

    private ProblemException(
            int status,
            String key,
            List<Object> arguments,
            List<Field> fields,
            int retryAfterSeconds,
            @Nullable Throwable cause) {
        super(key + " " + fields, cause, false, cause != null);
        this.status = status;
        this.key = key;
        this.arguments = arguments;
        this.fields = fields;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static ProblemException of(int status, String key, Object... arguments) {
        return new ProblemException(status, key, List.of(arguments), List.of(), 0, null);
    }

    public static ProblemException notFound() {
        return of(404, "not-found");
    }

    public static ProblemException invalid(List<Field> fields) {
        return new ProblemException(422, "invalid", List.of(), fields, 0, null);
    }

    public static ProblemException invalid(String field, String key, Object... arguments) {
        return invalid(List.of(new Field(field, key, List.of(arguments))));
    }

    /**
     * Fields stand otherwise than whoever asks believes.
     *
     * @param key of the sentence about the whole
     */
    public static ProblemException overtaken(String key, List<Field> fields) {
        return new ProblemException(409, key, List.of(), fields, 0, null);
    }

    public static ProblemException wait(int seconds) {
        return new ProblemException(429, "login-wait", List.of(seconds), List.of(), seconds, null);
    }

    public static ProblemException busy(@Nullable Throwable cause) {
        return new ProblemException(503, "busy", List.of(), List.of(), 2, cause);
    }

    public int status() {
        return status;
    }

    public String key() {
        return key;
    }

    public List<Object> arguments() {
        return arguments;
    }

    public List<Field> fields() {
        return fields;
    }

    /** 0 for no hint. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
