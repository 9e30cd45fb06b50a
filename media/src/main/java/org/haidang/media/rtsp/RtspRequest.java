package org.haidang.media.rtsp;

/**
 * A request.
 *
 * @param method as written, normally upper case
 * @param uri exactly as it stands in the request line; a digest covers these characters
 */
@SuppressWarnings("ArrayRecordComponent") // messages are compared by nobody
public record RtspRequest(String method, String uri, RtspHeaders headers, byte[] body)
        implements RtspMessage {

    private static final byte[] NO_BODY = {};

    public RtspRequest {
        if (RtspHeaders.breaksLine(method) || RtspHeaders.breaksLine(uri)) {
            throw new IllegalArgumentException("line break in the request line");
        }
    }

    public static RtspRequest of(String method, String uri, long cseq) {
        return new RtspRequest(method, uri, RtspHeaders.EMPTY.with("CSeq", cseq), NO_BODY);
    }

    public RtspRequest with(String name, String value) {
        return new RtspRequest(method, uri, headers.with(name, value), body);
    }

    @Override
    public byte[] encode() {
        return RtspMessage.encode(method + " " + uri + " RTSP/1.0", headers, body);
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
