package org.haidang.media.rtsp;

/** A request that was sent and whose answer is awaited. */
final class Exchange {

    /** What the answer is for. */
    enum Purpose {
        OPTIONS,
        DESCRIBE,
        SETUP,
        PLAY,
        KEEPALIVE,
        TEARDOWN;

        /** Whether the conversation waits for this answer before it goes on. */
        boolean awaited() {
            return this != KEEPALIVE;
        }
    }

    final Purpose purpose;
    final String method;
    final String uri;
    final RtspHeaders extra;
    final long sentNs;
    final boolean signed;

    /** How often the same request, signed, was refused with 401 before. */
    final int refusals;

    Exchange(
            Purpose purpose,
            String method,
            String uri,
            RtspHeaders extra,
            long sentNs,
            boolean signed,
            int refusals) {
        this.purpose = purpose;
        this.method = method;
        this.uri = uri;
        this.extra = extra;
        this.sentNs = sentNs;
        this.signed = signed;
        this.refusals = refusals;
    }
}
