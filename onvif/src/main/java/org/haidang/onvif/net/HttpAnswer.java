package org.haidang.onvif.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer.
 *
 * @param status 200 to 599
 * @param headers in the order they came
 * @param body owned by whoever has the answer; empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // answers are compared by nobody
public record HttpAnswer(int status, List<Header> headers, byte[] body) {

    /** A header field; names compare without regard to case. */
    public record Header(String name, String value) {}

    public HttpAnswer {
        headers = List.copyOf(headers);
    }

    /** All values under a name. */
    public List<String> all(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** The first value under a name. */
    public @Nullable String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.getFirst();
    }
}
