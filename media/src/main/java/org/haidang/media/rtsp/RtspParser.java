package org.haidang.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.haidang.media.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of one message (RFC 2326 sections 4 to 7) with the liberties cameras take: lines
 * that end in LF alone, no reason phrase, no or many blanks around the colon, lines that are no
 * field at all.
 */
final class RtspParser {

    private RtspParser() {}

    /** A head whose body has yet to come. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Head(boolean response, String[] startLine, RtspHeaders headers, int bodyLength) {

        RtspMessage message(byte[] b, int bodyAt) {
            byte[] body = Arrays.copyOfRange(b, bodyAt, bodyAt + bodyLength);
            if (!response) {
                return new RtspRequest(startLine[0], startLine[1], headers, body);
            }
            String reason = startLine.length > 2 ? startLine[2].strip() : "";
            return new RtspResponse(status(startLine), reason, headers, body);
        }
    }

    /** The index after the blank line that ends the head, or -1 when it is not there yet. */
    static int endOfHead(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != '\n') {
                continue;
            }
            if (i + 1 < to && b[i + 1] == '\n') {
                return i + 2;
            }
            if (i + 2 < to && b[i + 1] == '\r' && b[i + 2] == '\n') {
                return i + 3;
            }
        }
        return -1;
    }

    /**
     * The head between two indices, or null when its first line is none.
     *
     * @throws MalformedInputException when a limit was passed
     */
    static @Nullable Head head(byte[] b, int from, int to) throws MalformedInputException {
        String text = new String(b, from, to - from, StandardCharsets.UTF_8);
        String[] lines = text.split("\r?\n|\r", -1);
        String[] startLine = lines[0].strip().split(" +", 3);
        boolean response = startLine[0].startsWith("RTSP/");
        if (startLine.length < 2 || (response && status(startLine) < 0)) {
            return null;
        }
        var fields = new RtspHeaders.Builder();
        for (int i = 1; i < lines.length; i++) {
            addField(fields, lines[i]);
        }
        RtspHeaders headers = fields.build();
        return new Head(response, startLine, headers, bodyLength(headers));
    }

    private static void addField(RtspHeaders.Builder fields, String line)
            throws MalformedInputException {
        if (line.isBlank()) {
            return;
        }
        if (fields.size() >= RtspFramer.MAX_HEADER_FIELDS) {
            throw new MalformedInputException(
                    "more than " + RtspFramer.MAX_HEADER_FIELDS + " header fields");
        }
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            fields.continueLast(line.strip());
            return;
        }
        int colon = line.indexOf(':');
        if (colon > 0) {
            fields.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    private static int status(String[] startLine) {
        long status = RtspMessage.leadingNumber(startLine[1], -1);
        return status < 100 || status > 999 ? -1 : (int) status;
    }

    private static int bodyLength(RtspHeaders headers) throws MalformedInputException {
        long length = RtspMessage.leadingNumber(headers.first("Content-Length"), 0);
        if (length > RtspFramer.MAX_BODY_BYTES) {
            throw new MalformedInputException(
                    "body of " + length + " bytes, beyond " + RtspFramer.MAX_BODY_BYTES);
        }
        return (int) length;
    }
}
