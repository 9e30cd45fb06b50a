package org.haidang.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.haidang.media.MalformedInputException;
import org.junit.jupiter.api.Test;

/** Rows F of the catalogue, as far as they are about bytes alone. */
class FramingTest implements RtspFramer.Sink {
    private final List<String> seen = new ArrayList<>();
    private final List<RtspMessage> messages = new ArrayList<>();
    private final RtspFramer framer = new RtspFramer();
    private byte[] rest = {};

    @Override
    public void onInterleaved(int channel, byte[] buffer, int offset, int length) {
        seen.add(channel + ":" + length);
    }

    @Override
    public void onMessage(RtspMessage message) {
        seen.add(message.toString());
        messages.add(message);
    }

    @Override
    public boolean knowsChannel(int channel) {
        return channel < 4;
    }

    private void feed(byte[] bytes) throws MalformedInputException {
        byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
        System.arraycopy(bytes, 0, all, rest.length, bytes.length);
        int used = framer.consume(all, 0, all.length, this);
        rest = Arrays.copyOfRange(all, used, all.length);
    }

    private void feed(String text) throws MalformedInputException {
        feed(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] rtpFrame(int channel, int length) {
        byte[] frame = new byte[4 + length];
        frame[0] = '$';
        frame[1] = (byte) channel;
        frame[2] = (byte) (length >> 8);
        frame[3] = (byte) length;
        if (length > 0) {
            frame[4] = (byte) 0x80;
        }
        return frame;
    }

    private static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Test
    void f01_takesAStatusLineWithoutReason() throws Exception {
        feed("RTSP/1.0 200\r\nCSeq: 1\r\n\r\n");
        feed("RTSP/1.0 200 \r\nCSeq: 2\r\n\r\n");
        assertThat(messages).hasSize(2).allMatch(m -> ((RtspResponse) m).status() == 200);
    }

    @Test
    void f02_findsTheNextFrameBehindStrayBytes() throws Exception {
        byte[] stray = {1, 2, '$', 9, 0, 4, 0, 0, 0, 0, '$', 0, 0, 20, 3};
        feed(concat(rtpFrame(0, 20), stray, rtpFrame(0, 30), rtpFrame(1, 8)));
        assertThat(seen).containsExactly("0:20", "0:30", "1:8");
        assertThat(framer.garbageBytes()).isEqualTo(stray.length);
    }

    @Test
    void f02_findsTheNextAnswerBehindStrayBytes() throws Exception {
        feed("garbage, RTS and then\nRTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n");
        assertThat(seen).containsExactly("200 OK");
    }

    @Test
    void f02_takesTheLargestFrameWhenInStep() throws Exception {
        feed(concat(rtpFrame(2, 65_535), rtpFrame(0, 12)));
        assertThat(seen).containsExactly("2:65535", "0:12");
    }

    @Test
    void f02_givesUpAfter64KilobytesOfGarbage() throws Exception {
        feed(new byte[RtspFramer.MAX_GARBAGE]);
        feed(rtpFrame(0, 12));
        feed(new byte[RtspFramer.MAX_GARBAGE]);
        assertThat(seen).hasSize(1);
        assertThatThrownBy(() -> feed(new byte[1])).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void f03_takesFieldsWithoutOrWithManyBlanksAndBareLineFeeds() throws Exception {
        feed("RTSP/1.0 200 OK\nCSeq:7\nSession:     abc\nnonsense\n\n");
        assertThat(messages.getFirst().cseq()).isEqualTo(7);
        assertThat(messages.getFirst().headers().first("session")).isEqualTo("abc");
    }

    @Test
    void f04_trimsBlanksBehindValues() throws Exception {
        feed("RTSP/1.0 401 Unauthorized\r\nCSeq: 2 \r\nSession: 9 \t\r\n\r\n");
        assertThat(messages.getFirst().cseq()).isEqualTo(2);
        assertThat(messages.getFirst().headers().first("Session")).isEqualTo("9");
    }

    @Test
    void f15_takesAnswersBetweenFramesCutAnywhere() throws Exception {
        byte[] answer =
                "RTSP/1.0 200 OK\r\nCSeq: 3\r\nContent-Length: 4\r\n\r\nbody"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] all = concat(rtpFrame(0, 40), answer, rtpFrame(1, 10), rtpFrame(0, 5));
        for (int cut = 0; cut <= all.length; cut++) {
            seen.clear();
            feed(Arrays.copyOf(all, cut));
            feed(Arrays.copyOfRange(all, cut, all.length));
            assertThat(seen).as("cut at %d", cut).containsExactly("0:40", "200 OK", "1:10", "0:5");
        }
        assertThat(framer.garbageBytes()).isZero();
    }

    @Test
    void f17_refusesAHeaderBlockBeyondTheLimit() {
        String head = "RTSP/1.0 200 OK\r\nX: " + "y".repeat(RtspFramer.MAX_HEADER_BYTES);
        assertThatThrownBy(() -> feed(head))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageContaining("8192");
    }

    @Test
    void f17_refusesThousandsOfFields() {
        String head = "RTSP/1.0 200 OK\r\n" + "A:1\r\n".repeat(1_000) + "\r\n";
        assertThatThrownBy(() -> feed(head)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void f17_refusesABodyBeyondTheLimitBeforeItComes() {
        String head = "RTSP/1.0 200 OK\r\nContent-Length: 131073\r\n\r\n";
        assertThatThrownBy(() -> feed(head)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void takesABodyThatDripsInWithoutReadingTheHeadAgain() throws Exception {
        feed("RTSP/1.0 200 OK\r\nContent-Length: 100000\r\n\r\n");
        byte[] body = new byte[100_000];
        Arrays.fill(body, (byte) 'v');
        for (int at = 0; at < body.length; at += 1000) {
            feed(Arrays.copyOfRange(body, at, at + 1000));
        }
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().body()).isEqualTo(body);
    }

    @Test
    void readsWhatItWrites() throws Exception {
        RtspRequest request =
                new RtspRequest(
                        "ANNOUNCE",
                        "rtsp://h/p",
                        RtspHeaders.EMPTY.with("CSeq", 9).with("Content-Type", "text/plain"),
                        new byte[] {1, 2, 3});
        feed(request.encode());
        RtspMessage read = messages.getFirst();
        assertThat(read.cseq()).isEqualTo(9);
        assertThat(read.body()).containsExactly(1, 2, 3);
        assertThat(read).isInstanceOf(RtspRequest.class);
    }

    @Test
    void noTruncationOrMutationBringsAnythingButMalformedInput() {
        byte[] good =
                concat(
                        ("RTSP/1.0 200 OK\r\nCSeq: 3\r\nSession: 1;timeout=60\r\n"
                                        + "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n"
                                        + "Transport: RTP/AVP/TCP;interleaved=0-1;ssrc=1234\r\n"
                                        + "Content-Length: 4\r\n\r\nbody")
                                .getBytes(StandardCharsets.UTF_8),
                        rtpFrame(0, 60),
                        "OPTIONS rtsp://h/ RTSP/1.0\r\nCSeq: 4\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8),
                        rtpFrame(1, 30));
        for (int cut = 0; cut < good.length; cut++) {
            digest(Arrays.copyOf(good, cut));
        }
        long seed = 20_261_123L;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(8); n >= 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            digest(bad);
        }
    }

    /** All that a session would do with the messages; anything but the one exception escapes. */
    private static void digest(byte[] bytes) {
        try {
            new RtspFramer()
                    .consume(
                            bytes,
                            0,
                            bytes.length,
                            new RtspFramer.Sink() {
                                @Override
                                public void onInterleaved(int c, byte[] b, int o, int l) {}

                                @Override
                                public void onMessage(RtspMessage message) {
                                    RtspHeaders headers = message.headers();
                                    TransportHeader.parse(headers.first("Transport"));
                                    SessionId.parse(headers.first("Session"));
                                    Challenge.parse(headers.all("WWW-Authenticate"));
                                    assertThat(message.cseq()).isGreaterThanOrEqualTo(-1);
                                }
                            });
        } catch (MalformedInputException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
