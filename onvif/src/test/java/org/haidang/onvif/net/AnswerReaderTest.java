package org.haidang.onvif.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.haidang.onvif.net.CallException.Reason;
import org.junit.jupiter.api.Test;

/** HTTP without sockets. */
class AnswerReaderTest {
    private static final int LIMIT = 4096;
    private static final int MUTATIONS = 20_000;

    private static final String CHUNKED =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 No\r\nWWW-Authenticate: a\r\nwww-authenticate:"
                    + "  b \r\nTransfer-Encoding: Chunked\r\n\r\n5;x=y\r\nhello\r\n1\r\n!\r\n0\r\n";

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static HttpAnswer read(String text) throws IOException, CallException {
        return new AnswerReader(bytes(text), LIMIT).read();
    }

    private static String body(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.ISO_8859_1);
    }

    private static Reason failure(String text) {
        return failure(bytes(text));
    }

    private static Reason failure(InputStream in) {
        try {
            new AnswerReader(in, LIMIT).read();
        } catch (CallException e) {
            return e.reason();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("read");
    }

    @Test
    void readsAnAnswerOfALength() throws Exception {
        HttpAnswer answer = read("HTTP/1.0 200 OK\nContent-Length: 3\nrubbish\n\nabcdef");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo("abc");
        assertThat(body(read("HTTP/1.1 204 \r\n\r\nabc"))).isEmpty();
    }

    @Test
    void readsChunksAndPassesOverInterimAnswers() throws Exception {
        HttpAnswer answer = read(CHUNKED);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.all("WWW-AUTHENTICATE")).containsExactly("a", "b");
        assertThat(body(answer)).isEqualTo("hello!");
    }

    @Test
    void readsUntilTheDeviceHangsUp() throws Exception {
        assertThat(body(read("HTTP/1.1 200\r\n\r\nabc"))).isEqualTo("abc");
        assertThat(failure("HTTP/1.1 200 OK\r\n\r\n" + "a".repeat(LIMIT + 1)))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void refusesAHundredMegabytesBeforeTheyCome() {
        assertThat(failure("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n"))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(failure("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6400000\r\n"))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(failure("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n"))
                .isEqualTo(Reason.MALFORMED);
    }

    /** Says the same for ever, after a beginning. */
    private static InputStream endless(String start, String again) {
        return new InputStream() {
            private long at;

            @Override
            public int read(byte[] bytes, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    bytes[offset + i] = (byte) read();
                }
                return length;
            }

            @Override
            public int read() {
                long i = at++;
                return i < start.length()
                        ? start.charAt((int) i)
                        : again.charAt((int) ((i - start.length()) % again.length()));
            }
        };
    }

    @Test
    void cutsWhatDoesNotEnd() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(failure(endless(chunked, "4\r\nabcd\r\n"))).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure(endless(chunked, "1" + ";x".repeat(4000) + "\r\na\r\n")))
                .as("extensions of chunks")
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(failure(endless(chunked, "1"))).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure(endless("HTTP/1.1 200 OK\r\n", "A: b\r\n"))).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure(endless("HTTP/1.1 200 ", "O"))).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure(endless("", "HTTP/1.1 100 Go on\r\n\r\n"))).isEqualTo(Reason.MALFORMED);
        assertThat(failure(endless("", "\n"))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void saysWhatIsNotHttp() {
        assertThat(failure("RTSP/1.0 200 OK\r\n\r\n")).isEqualTo(Reason.MALFORMED);
        assertThat(failure("SSH-2.0-x\r\n")).isEqualTo(Reason.MALFORMED);
        assertThat(failure("HTTP/1.1 2x0 OK\r\n\r\n")).isEqualTo(Reason.MALFORMED);
        assertThat(failure("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"))
                .isEqualTo(Reason.MALFORMED);
        assertThat(failure("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"))
                .isEqualTo(Reason.MALFORMED);
        assertThat(failure("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void tellsOfEveryTruncationThatItIsOne() {
        for (int length = 0; length < CHUNKED.length() - 1; length++) {
            assertThat(failure(CHUNKED.substring(0, length)))
                    .as("cut to %d bytes", length)
                    .isEqualTo(Reason.CLOSED);
        }
    }

    @Test
    void survivesAnyMutation() {
        Random chance = new Random(3);
        byte[] good = CHUNKED.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = Arrays.copyOf(good, good.length + chance.nextInt(8));
            for (int n = chance.nextInt(5); n >= 0; n--) {
                bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
            }
            try {
                assertThat(new AnswerReader(new ByteArrayInputStream(bytes), LIMIT).read().body())
                        .hasSizeLessThanOrEqualTo(LIMIT);
            } catch (CallException e) {
                assertThat(e.getMessage()).isNotEmpty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void letsTheStreamsFailuresThrough() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("line is down");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        return read();
                    }
                };
        assertThatThrownBy(() -> new AnswerReader(broken, LIMIT).read())
                .isInstanceOf(IOException.class);
    }
}
