package org.haidang.onvif.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haidang.onvif.net.CallException.Reason;
import org.haidang.onvif.net.HttpAnswer.Header;

/**
 * Reads one HTTP/1.1 answer (RFC 9112) from whatever bytes a device sends: by length, in chunks or
 * until it hangs up. Every line, the number of headers, the body and what surrounds its chunks are
 * bounded; time is the stream's affair.
 */
final class AnswerReader {

    /** Longest line of status, header or chunk, bytes. */
    static final int MAX_LINE = 16 << 10;

    /** Header lines, and as many more behind the last chunk. */
    static final int MAX_HEADERS = 100;

    /** Interim answers (1xx) that are passed over. */
    private static final int MAX_INTERIM = 4;

    /** Beyond the body: what sizes and extensions of chunks may take. */
    private static final int MAX_AROUND = 256 << 10;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[8 << 10];
    private int at;
    private int end;
    private int around;

    AnswerReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the answer.
     *
     * @throws IOException from the stream alone
     */
    HttpAnswer read() throws IOException, CallException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            int status = status(line());
            List<Header> headers = headers();
            if (status >= 200) {
                return new HttpAnswer(status, headers, body(status, headers));
            }
            if (status == 101) {
                break;
            }
        }
        throw new CallException(Reason.MALFORMED, "HTTP without an answer");
    }

    private static int status(String line) throws CallException {
        String[] words = line.split(" ", 3);
        if (words.length >= 2
                && words[0].startsWith("HTTP/1.")
                && words[1].length() == 3
                && words[1].chars().allMatch(c -> c >= '0' && c <= '9')
                && words[1].charAt(0) >= '1'
                && words[1].charAt(0) <= '5') {
            return Integer.parseInt(words[1]);
        }
        throw new CallException(Reason.MALFORMED, "not HTTP");
    }

    private List<Header> headers() throws IOException, CallException {
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (headers.size() >= MAX_HEADERS) {
                throw new CallException(
                        Reason.TOO_LARGE, "more than " + MAX_HEADERS + " HTTP headers");
            }
            int colon = line.indexOf(':');
            if (colon > 0) { // what is no header is passed over, as browsers do
                headers.add(
                        new Header(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip()));
            }
        }
        return headers;
    }

    private byte[] body(int status, List<Header> headers) throws IOException, CallException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        HttpAnswer head = new HttpAnswer(status, headers, new byte[0]);
        String coding = head.first("Transfer-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            if (!coding.toLowerCase(Locale.ROOT).strip().equals("chunked")) {
                throw new CallException(Reason.MALFORMED, "unknown transfer coding");
            }
            return chunks();
        }
        String length = head.first("Content-Length");
        return length == null ? untilClosed() : exactly(length(length, 10));
    }

    /** A length that may be read, or the exception that says why not. */
    private int length(String digits, int radix) throws CallException {
        long length;
        try {
            length = Long.parseLong(digits, radix);
        } catch (NumberFormatException e) {
            throw new CallException(Reason.MALFORMED, "HTTP length that is no number");
        }
        if (length < 0) {
            throw new CallException(Reason.MALFORMED, "negative HTTP length");
        }
        if (length > maxBytes) {
            throw tooLarge();
        }
        return (int) length;
    }

    private CallException tooLarge() {
        return new CallException(Reason.TOO_LARGE, "answer beyond " + maxBytes + " bytes");
    }

    private byte[] exactly(int length) throws IOException, CallException {
        var out = new ByteArrayOutputStream(Math.min(length, 64 << 10));
        copy(length, out);
        return out.toByteArray();
    }

    private void copy(int length, ByteArrayOutputStream out) throws IOException, CallException {
        for (int left = length; left > 0; ) {
            if (at == end && !fill()) {
                throw new CallException(
                        Reason.CLOSED, "hung up " + left + " bytes before the end of its answer");
            }
            int n = Math.min(left, end - at);
            out.write(buffer, at, n);
            at += n;
            left -= n;
        }
    }

    private byte[] untilClosed() throws IOException, CallException {
        var out = new ByteArrayOutputStream();
        while (at < end || fill()) {
            out.write(buffer, at, end - at);
            at = end;
            if (out.size() > maxBytes) {
                throw tooLarge();
            }
        }
        return out.toByteArray();
    }

    private byte[] chunks() throws IOException, CallException {
        var out = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            around += line.length() + 4;
            if (around > MAX_AROUND) {
                throw tooLarge();
            }
            int semicolon = line.indexOf(';');
            String digits = semicolon < 0 ? line : line.substring(0, semicolon);
            int length = length(digits.strip(), 16);
            if (length == 0) {
                break;
            }
            if (out.size() + length > maxBytes) {
                throw tooLarge();
            }
            copy(length, out);
            if (!line().isEmpty()) {
                throw new CallException(Reason.MALFORMED, "HTTP chunk longer than it says");
            }
        }
        // The trailer is not read: the answer is whole, and the connection is not used again.
        return out.toByteArray();
    }

    /** A line without its end, in ISO 8859-1. */
    private String line() throws IOException, CallException {
        var out = new StringBuilder(64);
        while (true) {
            if (at == end && !fill()) {
                throw new CallException(Reason.CLOSED, "hung up before it answered");
            }
            byte b = buffer[at++];
            if (b == '\n') {
                int length = out.length();
                if (length > 0 && out.charAt(length - 1) == '\r') {
                    out.setLength(length - 1);
                }
                return out.toString();
            }
            if (out.length() >= MAX_LINE) {
                throw new CallException(
                        Reason.TOO_LARGE, "HTTP line beyond " + MAX_LINE + " bytes");
            }
            out.append((char) (b & 0xFF));
        }
    }

    private boolean fill() throws IOException {
        int n = in.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(n, 0);
        return n > 0;
    }
}
