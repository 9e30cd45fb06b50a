package org.haidang.server.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The details of a row as JSON text and back, within bounds that keep a row small. */
final class DetailText {
    private static final int MAX_NAME = 300;
    private static final int MAX_VALUE = 1_000;
    private static final int MAX_ITEMS = 100;
    private static final int MAX_DEPTH = 4;
    private static final int MAX_JSON = 16_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DetailText() {}

    static String json(Map<String, Object> detail) {
        String text = JSON.writeValueAsString(bounded(detail, 0));
        return text.length() <= MAX_JSON
                ? text
                : JSON.writeValueAsString(
                        Map.of(
                                "cut",
                                detail.keySet().stream()
                                        .limit(MAX_ITEMS)
                                        .map(key -> text(key, MAX_NAME))
                                        .toList()));
    }

    private static Object bounded(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map when depth < MAX_DEPTH -> {
                Map<String, Object> some = new LinkedHashMap<>();
                map.entrySet().stream()
                        .limit(MAX_ITEMS)
                        .forEach(e ->
                                some.put(
                                        text(String.valueOf(e.getKey()), MAX_NAME),
                                        bounded(e.getValue(), depth + 1)));
                yield some;
            }
            case Collection<?> all when depth < MAX_DEPTH -> {
                List<Object> some = new ArrayList<>();
                all.stream().limit(MAX_ITEMS).forEach(item -> some.add(bounded(item, depth + 1)));
                yield some;
            }
            case Boolean b -> b;
            case Integer i -> i;
            case Long l -> l;
            case Double d -> d;
            default -> text(value.toString(), MAX_VALUE);
        };
    }

    static @Nullable String name(@Nullable String name) {
        return name == null ? null : text(name, MAX_NAME);
    }

    /** PostgreSQL takes no NUL, UTF-8 has no lone surrogates, a line of a log no line breaks. */
    private static String text(String raw, int max) {
        StringBuilder text = new StringBuilder(Math.min(raw.length(), max));
        raw.codePoints()
                .limit(max)
                .forEach(c ->
                        text.appendCodePoint(
                                Character.isISOControl(c)
                                                || Character.getType(c) == Character.SURROGATE
                                        ? '?'
                                        : c));
        return text.toString();
    }

    /** What {@link #json} wrote; of a row that somebody changed perhaps only its text. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> read(String json) {
        try {
            return JSON.readValue(json, LinkedHashMap.class);
        } catch (JacksonException e) {
            return Map.of("unreadable", json);
        }
    }
}
