package org.haidang.camerafarm.onvif;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An HTTP answer.
 *
 * @param challenges values of {@code WWW-Authenticate}
 */
@SuppressWarnings("ArrayRecordComponent") // answers are compared by nobody
public record Reply(int status, String contentType, byte[] body, List<String> challenges) {

    private static final String SOAP = "application/soap+xml; charset=utf-8";

    static Reply soap(int status, String document) {
        return new Reply(status, SOAP, Xml.bytes(document), List.of());
    }

    static Reply plain(int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new Reply(status, "text/plain; charset=utf-8", body, List.of());
    }

    Reply challenged(List<String> with) {
        return new Reply(status, contentType, body, List.copyOf(with));
    }
}
