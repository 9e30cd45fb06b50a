package org.haidang.media.rtsp;

import org.haidang.media.MalformedInputException;

/**
 * Cuts the bytes of one RTSP connection into messages and interleaved frames, in place. The same
 * loop takes both, because answers come between media at any moment.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   '$' = 0x24  |    channel    |            length             |   RFC 2326 section 10.12
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Bytes that are neither are skipped one by one and counted, until the next message or a frame
 * that looks like RTP; a camera that sends more than {@link #MAX_GARBAGE} of them without one good
 * frame in between is given up. For client and server alike. Not thread-safe.
 */
public final class RtspFramer {

    /** Longest start line with its header fields. */
    public static final int MAX_HEADER_BYTES = 8 * 1024;

    public static final int MAX_HEADER_FIELDS = 128;

    /** Longest body. */
    public static final int MAX_BODY_BYTES = 128 * 1024;

    /**
     * Bytes between two good frames or messages that are skipped before the session is given up.
     */
    public static final int MAX_GARBAGE = 64 * 1024;

    /** What {@link #consume} leaves for the next call is never longer. */
    public static final int MAX_TAIL_BYTES = MAX_HEADER_BYTES + MAX_BODY_BYTES;

    private static final int FRAME_HEADER_BYTES = 4;
    private static final int MIN_RTCP_BYTES = 8;

    /** Takes what was found; called in the order of the bytes. */
    public interface Sink {
        /**
         * One interleaved frame. The array is only lent for the call.
         *
         * @param channel 0 to 255
         */
        void onInterleaved(int channel, byte[] buffer, int offset, int length);

        void onMessage(RtspMessage message);

        /** Whether a channel is in use; asked only while searching for the next frame. */
        default boolean knowsChannel(int channel) {
            return true;
        }
    }

    private boolean searching;
    private int garbageRun;
    private long garbageBytes;

    /** Bytes that must be there before another look is worth it; spares reading a head twice. */
    private int needed;

    /** Bytes skipped so far because they were neither message nor frame. */
    public long garbageBytes() {
        return garbageBytes;
    }

    /**
     * Takes all that is complete.
     *
     * @param buffer holds the bytes not consumed before and those that came since
     * @param from index of the first of them
     * @param to index after the last
     * @return index of the first byte not consumed; keep everything from there for the next call
     * @throws MalformedInputException when a limit was passed; the connection is of no more use
     */
    public int consume(byte[] buffer, int from, int to, Sink sink) throws MalformedInputException {
        int at = from;
        if (to - at < needed) {
            return at;
        }
        needed = 0;
        while (at < to) {
            int next =
                    buffer[at] == '$' ? frame(buffer, at, to, sink) : other(buffer, at, to, sink);
            if (next == at) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private int frame(byte[] b, int at, int to, Sink sink) throws MalformedInputException {
        int available = to - at;
        if (available < FRAME_HEADER_BYTES) {
            return at;
        }
        int channel = b[at + 1] & 0xFF;
        int length = ((b[at + 2] & 0xFF) << 8) | (b[at + 3] & 0xFF);
        int end = at + FRAME_HEADER_BYTES + length;
        if (searching) {
            if (available == FRAME_HEADER_BYTES) {
                return at;
            }
            if (!plausible(b, at, to, channel, length, sink)) {
                return skip(at);
            }
        }
        if (end > to) {
            needed = end - at;
            return at;
        }
        found();
        sink.onInterleaved(channel, b, at + FRAME_HEADER_BYTES, length);
        return end;
    }

    /** RTP and RTCP both begin with version 2; what follows must begin a frame or a message. */
    private static boolean plausible(byte[] b, int at, int to, int channel, int length, Sink sink) {
        int end = at + FRAME_HEADER_BYTES + length;
        return length >= MIN_RTCP_BYTES
                && (b[at + FRAME_HEADER_BYTES] & 0xC0) == 0x80
                && sink.knowsChannel(channel)
                && (end >= to || b[end] == '$' || isUpper(b[end]));
    }

    private int other(byte[] b, int at, int to, Sink sink) throws MalformedInputException {
        if (b[at] == '\r' || b[at] == '\n') {
            return at + 1; // blank lines between messages are customary, not garbage
        }
        return switch (StartLine.look(b, at, to)) {
            case NO -> skip(at);
            case PERHAPS -> at;
            case YES -> message(b, at, to, sink);
        };
    }

    private int message(byte[] b, int at, int to, Sink sink) throws MalformedInputException {
        int body = RtspParser.endOfHead(b, at, Math.min(to, at + MAX_HEADER_BYTES));
        if (body < 0) {
            if (to - at >= MAX_HEADER_BYTES) {
                throw new MalformedInputException(
                        "header block beyond " + MAX_HEADER_BYTES + " bytes", at);
            }
            return at;
        }
        RtspParser.Head head = RtspParser.head(b, at, body);
        if (head == null) {
            return skip(at);
        }
        int end = body + head.bodyLength();
        if (end > to) {
            needed = end - at;
            return at;
        }
        found();
        sink.onMessage(head.message(b, body));
        return end;
    }

    private void found() {
        searching = false;
        garbageRun = 0;
    }

    private int skip(int at) throws MalformedInputException {
        searching = true;
        garbageBytes++;
        if (++garbageRun > MAX_GARBAGE) {
            throw new MalformedInputException(
                    "more than " + MAX_GARBAGE + " bytes that are neither RTSP nor RTP", at);
        }
        return at + 1;
    }

    private static boolean isUpper(byte c) {
        return (c >= 'A' && c <= 'Z') || c == '\r' || c == '\n';
    }

    /** Whether bytes begin a start line: {@code RTSP/} or a method token and a blank. */
    private enum StartLine {
        NO,
        PERHAPS,
        YES;

        private static final byte[] VERSION = {'R', 'T', 'S', 'P', '/'};
        private static final int MAX_METHOD_LENGTH = 24;

        static StartLine look(byte[] b, int at, int to) {
            StartLine version = lookVersion(b, at, to);
            return version == NO ? lookMethod(b, at, to) : version;
        }

        private static StartLine lookVersion(byte[] b, int at, int to) {
            for (int i = 0; i < VERSION.length; i++) {
                if (at + i == to) {
                    return PERHAPS;
                }
                if (b[at + i] != VERSION[i]) {
                    return NO;
                }
            }
            return YES;
        }

        /** A token of three letters or more, a blank, and the start of an address. */
        private static StartLine lookMethod(byte[] b, int at, int to) {
            int i = at;
            while (i < to && i - at <= MAX_METHOD_LENGTH && (isLetter(b[i]) || b[i] == '_')) {
                i++;
            }
            if (i == to) {
                return i - at <= MAX_METHOD_LENGTH ? PERHAPS : NO;
            }
            if (i - at < 3 || b[i] != ' ') {
                return NO;
            }
            if (i + 1 == to) {
                return PERHAPS;
            }
            byte c = b[i + 1];
            return c == '*' || c == '/' || c == 'r' || c == 'R' ? YES : NO;
        }

        private static boolean isLetter(byte c) {
            return c >= 'A' && c <= 'Z';
        }
    }

    /** For tests and logs. */
    @Override
    public String toString() {
        return "RtspFramer[garbage " + garbageBytes + (searching ? ", searching]" : "]");
    }
}
