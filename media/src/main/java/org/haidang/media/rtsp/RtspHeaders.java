package org.haidang.media.rtsp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in the order they came; names compare without regard to case, a name may come
 * several times. Immutable.
 */
public final class RtspHeaders {

    public static final RtspHeaders EMPTY = new RtspHeaders(List.of());

    private record Field(String name, String value) {}

    private final List<Field> fields;

    private RtspHeaders(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * A copy with one more field.
     *
     * @throws IllegalArgumentException for a line break, which would begin another field
     */
    public RtspHeaders with(String name, String value) {
        if (breaksLine(name) || breaksLine(value)) {
            throw new IllegalArgumentException("line break in header field " + name.strip());
        }
        List<Field> more = new ArrayList<>(fields.size() + 1);
        more.addAll(fields);
        more.add(new Field(name, value));
        return new RtspHeaders(more);
    }

    public RtspHeaders with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** A copy with all fields of another behind its own. */
    RtspHeaders with(RtspHeaders others) {
        List<Field> more = new ArrayList<>(fields);
        more.addAll(others.fields);
        return new RtspHeaders(more);
    }

    static boolean breaksLine(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }

    /** The first value under a name. */
    public @Nullable String first(String name) {
        for (Field field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                return field.value;
            }
        }
        return null;
    }

    /** All values under a name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                values.add(field.value);
            }
        }
        return values;
    }

    public int size() {
        return fields.size();
    }

    void appendTo(StringBuilder out) {
        for (Field field : fields) {
            out.append(field.name).append(": ").append(field.value).append("\r\n");
        }
    }

    /** Names and values; for tests. Authorization is left out of any log by its users. */
    @Override
    public String toString() {
        var names = new StringBuilder();
        for (Field field : fields) {
            names.append(names.isEmpty() ? "" : ", ").append(field.name);
        }
        return names.toString();
    }

    /** Collects fields while a message is parsed. */
    static final class Builder {
        private final List<Field> fields = new ArrayList<>();

        void add(String name, String value) {
            fields.add(new Field(name, value));
        }

        /** A line that begins with a blank continues the one before (RFC 2326 section 4.1). */
        void continueLast(String more) {
            if (!fields.isEmpty()) {
                Field last = fields.removeLast();
                fields.add(new Field(last.name, (last.value + " " + more).strip()));
            }
        }

        int size() {
            return fields.size();
        }

        RtspHeaders build() {
            return new RtspHeaders(List.copyOf(fields));
        }
    }
}
