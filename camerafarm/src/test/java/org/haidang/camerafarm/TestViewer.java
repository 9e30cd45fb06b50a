package org.haidang.camerafarm;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspFramer;
import org.haidang.media.rtsp.RtspMessage;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.rtsp.RtspResponse;
import org.jspecify.annotations.Nullable;

/** A viewer that does as it is told and keeps what it gets. */
final class TestViewer implements AutoCloseable, RtspFramer.Sink {

    private static final int PATIENCE_MS = 5_000;

    /** One interleaved frame. */
    record Frame(int channel, byte[] bytes) {
        int sequence() {
            return (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        }

        int timestamp() {
            return word(4);
        }

        int word(int at) {
            return (bytes[at] & 0xff) << 24
                    | (bytes[at + 1] & 0xff) << 16
                    | (bytes[at + 2] & 0xff) << 8
                    | bytes[at + 3] & 0xff;
        }

        boolean marker() {
            return (bytes[1] & 0x80) != 0;
        }

        /** NAL unit type of H.264, also of the one that a fragment carries. */
        int nalType() {
            int type = bytes[12] & 0x1f;
            return type == 28 ? bytes[13] & 0x1f : type;
        }
    }

    private final Socket socket = new Socket();
    private final RtspFramer framer = new RtspFramer();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Deque<RtspResponse> answers = new ArrayDeque<>();
    private byte[] buffer = new byte[1 << 17];
    private int filled;
    private int cseq;
    private @Nullable String session;
    private @Nullable String login;

    TestViewer(int port) throws IOException {
        this("127.0.0.1", port);
    }

    TestViewer(String host, int port) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
    }

    /** Sends a request and waits for its answer; headers are name and value in turn. */
    RtspResponse ask(String method, String uri, String... headers) throws IOException {
        RtspRequest request = RtspRequest.of(method, uri, ++cseq);
        for (int i = 0; i < headers.length; i += 2) {
            request = request.with(headers[i], headers[i + 1]);
        }
        if (session != null) {
            request = request.with("Session", session);
        }
        if (login != null) {
            request = request.with("Authorization", login);
            login = null;
        }
        socket.getOutputStream().write(request.encode());
        while (answers.isEmpty()) {
            read();
        }
        RtspResponse answer = answers.removeFirst();
        String id = answer.headers().first("Session");
        if (id != null) {
            session = id.substring(0, id.indexOf(';'));
        }
        return answer;
    }

    /** Makes the next request carry a digest login for a challenge (RFC 7616). */
    void logIn(RtspResponse challenge, String user, String password, String method, String uri) {
        String header = challenge.headers().first("WWW-Authenticate");
        String realm = parameter(header, "realm");
        String nonce = parameter(header, "nonce");
        String algorithm = header != null && header.contains("SHA-256") ? "SHA-256" : "MD5";
        String a1 = hash(algorithm, user + ":" + realm + ":" + password);
        String a2 = hash(algorithm, method + ":" + uri);
        String response = hash(algorithm, a1 + ":" + nonce + ":00000001:abc:auth:" + a2);
        login =
                "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\","
                                .formatted(user, realm, nonce, uri, response)
                        + " algorithm=%s, qop=auth, nc=00000001, cnonce=\"abc\""
                                .formatted(algorithm);
    }

    /** SETUP of the first track over TCP, and PLAY. */
    void play(String uri) throws IOException {
        ask("SETUP", uri + "/trackID=0", "Transport", "RTP/AVP/TCP;unicast;interleaved=0-1");
        ask("PLAY", uri, "Range", "npt=0.000-");
    }

    /** The next frame. */
    Frame frame() throws IOException {
        while (frames.isEmpty()) {
            read();
        }
        return frames.removeFirst();
    }

    /** Whether a frame has come already. */
    boolean hasFrame() {
        return !frames.isEmpty();
    }

    /** The next RTP packet of the first track. */
    Frame media() throws IOException {
        Frame frame = frame();
        while (frame.channel() != 0) {
            frame = frame();
        }
        return frame;
    }

    /** Whether the connection ends instead of bringing more. */
    boolean closed() {
        try {
            while (true) {
                read();
            }
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether nothing at all comes for a while. */
    boolean silentForMs(int ms) throws IOException {
        socket.setSoTimeout(ms);
        try {
            read();
            return false;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    /** Takes what has come already. */
    void forget() throws IOException {
        while (!silentForMs(200)) {
            frames.clear();
        }
        frames.clear();
    }

    private void read() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int count = socket.getInputStream().read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            throw new EOFException("closed by the farm");
        }
        filled += count;
        try {
            int used = framer.consume(buffer, 0, filled, this);
            System.arraycopy(buffer, used, buffer, 0, filled - used);
            filled -= used;
        } catch (MalformedInputException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void onInterleaved(int channel, byte[] bytes, int offset, int length) {
        frames.add(new Frame(channel, Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    @Override
    public void onMessage(RtspMessage message) {
        if (message instanceof RtspResponse response) {
            answers.add(response);
        }
    }

    private static String parameter(@Nullable String header, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(String.valueOf(header));
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance(algorithm)
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
