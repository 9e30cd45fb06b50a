package org.haidang.media.rtsp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One RTSP/1.0 message (RFC 2326 sections 6 and 7). Bodies belong to the message. */
public sealed interface RtspMessage permits RtspRequest, RtspResponse {

    RtspHeaders headers();

    /** Empty when there is none. */
    byte[] body();

    /** As it goes over the wire; {@code Content-Length} is added when there is a body. */
    byte[] encode();

    /** The sequence number, or -1 when it is missing or not a number. */
    default long cseq() {
        return leadingNumber(headers().first("CSeq"), -1);
    }

    /** The digits at the start of a header value, or {@code otherwise}. */
    static long leadingNumber(@Nullable String value, long otherwise) {
        if (value == null) {
            return otherwise;
        }
        String text = value.strip();
        int end = 0;
        while (end < text.length() && end < 18 && Character.digit(text.charAt(end), 10) >= 0) {
            end++;
        }
        return end == 0 ? otherwise : Long.parseLong(text.substring(0, end));
    }

    static byte[] encode(String startLine, RtspHeaders headers, byte[] body) {
        var head = new StringBuilder(256).append(startLine).append("\r\n");
        headers.appendTo(head);
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] text = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[text.length + body.length];
        System.arraycopy(text, 0, all, 0, text.length);
        System.arraycopy(body, 0, all, text.length, body.length);
        return all;
    }
}
