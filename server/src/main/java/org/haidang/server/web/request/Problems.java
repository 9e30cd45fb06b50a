package org.haidang.server.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes problems, gives each a reference, and notes it in the log under the same. */
public final class Problems {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    /** Without letters that are taken for digits or make words. */
    private static final String ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ";

    private final JsonMapper json;

    public Problems(JsonMapper json) {
        this.json = json;
    }

    public Problem of(
            HttpServletRequest request,
            int status,
            String key,
            List<Object> arguments,
            List<ProblemException.Field> fields,
            @Nullable Throwable cause) {
        Language language = language(request);
        String reference = reference();
        log(request, status, key, fields, reference, cause);
        List<Problem.FieldError> errors =
                fields.isEmpty()
                        ? null
                        : fields.stream()
                                .map(f ->
                                        new Problem.FieldError(
                                                f.field(),
                                                Words.of(
                                                        language,
                                                        f.key(),
                                                        said(f.arguments(), language))))
                                .toList();
        return new Problem(
                "urn:haidang:" + key,
                Words.of(language, "problem." + key + ".title"),
                status,
                Words.of(language, "problem." + key + ".detail", said(arguments, language)),
                // Without the query: a set-up link's token would be in it.
                request.getRequestURI(),
                reference,
                errors);
    }

    /** The sentence of a key, with the programme's own sentences inside in the same language. */
    public static String sentence(Language language, String key, List<Object> arguments) {
        return Words.of(language, key, said(arguments, language));
    }

    /** The programme's own sentences in the reader's language. */
    private static Object[] said(List<Object> arguments, Language language) {
        return arguments.stream()
                .map(one ->
                        one instanceof Sentence sentence
                                ? language == Language.VI
                                        ? sentence.vietnamese()
                                        : sentence.english()
                                : one)
                .toArray();
    }

    /**
     * What is wrong at another site, in a camera or on the way there is no fault here, and may last
     * for days.
     */
    private static boolean elsewhere(String key) {
        return key.startsWith("site-")
                || key.equals("ptz-device")
                || key.equals("centre-unreachable")
                || key.equals("centre-behind-proxy");
    }

    private static void log(
            HttpServletRequest request,
            int status,
            String key,
            List<ProblemException.Field> fields,
            String reference,
            @Nullable Throwable cause) {
        Level level = status >= 500 && !elsewhere(key) ? Level.ERROR : Level.INFO;
        String line =
                "%s %s -> %d %s %s (reference %s)"
                        .formatted(
                                request.getMethod(),
                                clean(request.getRequestURI()),
                                status,
                                key,
                                fields.isEmpty()
                                        ? ""
                                        : fields.stream()
                                                .map(field -> clean(field.field()))
                                                .toList(),
                                reference);
        if (cause == null) {
            LOG.log(level, line);
        } else {
            LOG.log(level, line, cause);
        }
    }

    /** What a stranger sent must not write lines of its own into the log. */
    private static String clean(String text) {
        String printable = text.replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() <= 200 ? printable : printable.substring(0, 200) + "...";
    }

    /** Answers outside of the controllers. */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String key,
            Object... arguments)
            throws IOException {
        Problem problem = of(request, status, key, List.of(arguments), List.of(), null);
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    public static Language language(HttpServletRequest request) {
        return Language.accepted(request.getHeader("Accept-Language"));
    }

    private static String reference() {
        StringBuilder reference = new StringBuilder(9);
        for (int i = 0; i < 8; i++) {
            if (i == 4) {
                reference.append('-');
            }
            reference.append(
                    ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
        }
        return reference.toString();
    }
}
