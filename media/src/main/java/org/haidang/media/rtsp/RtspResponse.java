package org.haidang.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param status 100 to 999
 * @param reason may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // messages are compared by nobody
public record RtspResponse(int status, String reason, RtspHeaders headers, byte[] body)
        implements RtspMessage {

    private static final byte[] NO_BODY = {};

    public RtspResponse {
        if (RtspHeaders.breaksLine(reason)) {
            throw new IllegalArgumentException("line break in the status line");
        }
    }

    /** An answer to a request, with its sequence number as it came. */
    public static RtspResponse to(RtspRequest request, int status, String reason) {
        String cseq = request.headers().first("CSeq");
        RtspHeaders headers =
                cseq == null ? RtspHeaders.EMPTY : RtspHeaders.EMPTY.with("CSeq", cseq);
        return new RtspResponse(status, reason, headers, NO_BODY);
    }

    public RtspResponse with(String name, String value) {
        return new RtspResponse(status, reason, headers.with(name, value), body);
    }

    public RtspResponse withBody(String contentType, String text) {
        return new RtspResponse(
                status,
                reason,
                headers.with("Content-Type", contentType),
                text.getBytes(StandardCharsets.UTF_8));
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The media type of the body in lower case, without parameters. */
    public @Nullable String contentType() {
        String value = headers.first("Content-Type");
        if (value == null) {
            return null;
        }
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public byte[] encode() {
        return RtspMessage.encode("RTSP/1.0 " + status + " " + reason, headers, body);
    }

    @Override
    public String toString() {
        return (status + " " + reason).strip();
    }
}
