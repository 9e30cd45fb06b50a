package org.haidang.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.haidang.media.MalformedInputException;
import org.haidang.media.sdp.Sdp;
import org.haidang.media.source.FailureReason;
import org.jspecify.annotations.Nullable;

/** A conversation on the bench: the test plays the camera, byte by byte, and moves the time. */
final class Dialogue implements ConversationActions, RtspFramer.Sink {

    static final String URL = "rtsp://192.0.2.7:554/live";
    static final String SDP =
            """
            v=0
            o=- 0 0 IN IP4 192.0.2.7
            s=x
            t=0 0
            m=video 0 RTP/AVP 96
            a=rtpmap:96 H264/90000
            a=control:trackID=0
            """;
    static final String SDP_WITH_AUDIO =
            SDP
                    + """
                    m=audio 0 RTP/AVP 0
                    a=control:trackID=1
                    """;

    final List<RtspRequest> sent = new ArrayList<>();
    final List<RtspResponse> answered = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<TrackSetup> setups = new ArrayList<>();
    final CameraMemory memory = new CameraMemory();
    private final @Nullable Credentials credentials;
    private final TransportChoice transport;
    private final SplittableRandom random = new SplittableRandom(7);
    private final RtspFramer framer = new RtspFramer();
    private final @Nullable ReplayRange replay;
    private ClientLogin login;
    Conversation conversation;
    String url;
    boolean playing;
    boolean tornDown;
    @Nullable RtspUri restartedAt;
    @Nullable FailureReason failure;
    String sentence = "";
    int udpPort = 50_000;
    long nowNs = 1_000_000_000L;

    Dialogue(String url, @Nullable Credentials credentials, TransportChoice transport) {
        this(url, credentials, transport, null);
    }

    private Dialogue(
            String url,
            @Nullable Credentials credentials,
            TransportChoice transport,
            @Nullable ReplayRange replay) {
        this.url = url;
        this.credentials = credentials;
        this.transport = transport;
        this.replay = replay;
        this.login = new ClientLogin(credentials, memory, random);
        this.conversation = connect();
    }

    static Dialogue plain() {
        return new Dialogue(URL, null, TransportChoice.AUTO);
    }

    static Dialogue with(TransportChoice transport) {
        return new Dialogue(URL, null, transport);
    }

    static Dialogue replaying(ReplayRange range) {
        return new Dialogue(URL, null, TransportChoice.TCP, range);
    }

    static Dialogue withPassword() {
        return new Dialogue(URL, new Credentials("admin", "p@ss:w/rd"), TransportChoice.AUTO);
    }

    private Conversation connect() {
        try {
            ConversationSettings settings =
                    new ConversationSettings(
                            RtspUri.of(url), credentials, transport, "HaiDang/test", 8_000, replay);
            return new Conversation(settings, memory, login, this, random);
        } catch (MalformedInputException e) {
            throw new AssertionError(e);
        }
    }

    Dialogue start() {
        conversation.start(nowNs);
        return this;
    }

    /** A new connection of the same attempt, as after a restart. */
    Dialogue reconnect() {
        restartedAt = null;
        conversation = connect();
        return start();
    }

    /** A new attempt of the same source. */
    Dialogue retry() {
        login = new ClientLogin(credentials, memory, random);
        failure = null;
        return reconnect();
    }

    RtspRequest last() {
        return sent.getLast();
    }

    String header(String name) {
        return String.valueOf(last().headers().first(name));
    }

    /** Exact text, but {@code \n} goes as CRLF and {@code {cseq}} is the last request's. */
    Dialogue raw(String text) {
        String wire =
                text.replace("\r\n", "\n")
                        .replace("\n", "\r\n")
                        .replace("{cseq}", sent.isEmpty() ? "0" : Long.toString(last().cseq()));
        return bytes(wire.getBytes(StandardCharsets.UTF_8));
    }

    Dialogue bytes(byte[] bytes) {
        try {
            framer.consume(bytes, 0, bytes.length, this);
        } catch (MalformedInputException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Dialogue status(int status, String... headers) {
        return raw(
                "RTSP/1.0 "
                        + status
                        + " Words\nCSeq: {cseq}\n"
                        + String.join("\n", headers)
                        + (headers.length > 0 ? "\n\n" : "\n"));
    }

    Dialogue ok(String... headers) {
        return status(200, headers);
    }

    Dialogue described(String sdp, String... headers) {
        byte[] body = sdp.getBytes(StandardCharsets.UTF_8);
        String head =
                "RTSP/1.0 200 OK\r\nCSeq: "
                        + last().cseq()
                        + "\r\nContent-Type: application/sdp\r\n"
                        + (headers.length > 0 ? String.join("\r\n", headers) + "\r\n" : "")
                        + "Content-Length: "
                        + body.length
                        + "\r\n\r\n";
        return bytes((head + sdp).getBytes(StandardCharsets.UTF_8));
    }

    /** Up to the first SETUP, which is not answered. */
    Dialogue untilSetup(String sdp, String... describeHeaders) {
        return start().ok("Public: OPTIONS, DESCRIBE, SETUP, PLAY").described(sdp, describeHeaders);
    }

    /** Up to PLAY, which is not answered. */
    Dialogue untilPlay() {
        return untilSetup(SDP)
                .ok("Transport: RTP/AVP/TCP;interleaved=0-1", "Session: 1;timeout=60");
    }

    /** Plays; these methods were offered. */
    Dialogue untilPlaying(String methods) {
        return start().ok("Public: " + methods)
                .described(SDP)
                .ok("Transport: RTP/AVP/TCP;interleaved=0-1", "Session: 1;timeout=60")
                .ok();
    }

    Dialogue pass(long ms) {
        long end = nowNs + ms * 1_000_000;
        while (nowNs < end) {
            nowNs = Math.min(end, nowNs + 100_000_000);
            conversation.onTick(nowNs);
        }
        return this;
    }

    long count(String method) {
        return sent.stream().filter(r -> r.method().equals(method)).count();
    }

    // ---- what the conversation does

    @Override
    public void send(byte[] message) {
        try {
            new RtspFramer()
                    .consume(
                            message,
                            0,
                            message.length,
                            new RtspFramer.Sink() {
                                @Override
                                public void onInterleaved(int c, byte[] b, int o, int l) {}

                                @Override
                                public void onMessage(RtspMessage own) {
                                    switch (own) {
                                        case RtspRequest request -> sent.add(request);
                                        case RtspResponse response -> answered.add(response);
                                    }
                                }
                            });
        } catch (MalformedInputException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public int openUdpPorts(MediaTrack track) {
        return udpPort;
    }

    @Override
    public void onDescribed(Sdp sdp, List<MediaTrack> tracks) {}

    @Override
    public void onTrackSetup(TrackSetup setup) {
        setups.add(setup);
    }

    @Override
    public void onPlaying() {
        playing = true;
    }

    @Override
    public void onNote(String note) {
        notes.add(note);
    }

    @Override
    public void restart(RtspUri target, String why) {
        restartedAt = target;
        notes.add(why);
    }

    @Override
    public void onFailed(FailureReason reason, String why) {
        failure = reason;
        sentence = why;
    }

    @Override
    public void onTornDown() {
        tornDown = true;
    }

    // ---- what the camera's bytes hold

    @Override
    public void onInterleaved(int channel, byte[] buffer, int offset, int length) {
        conversation.onMedia(nowNs);
    }

    @Override
    public void onMessage(RtspMessage message) {
        conversation.onMessage(message, nowNs);
    }
}
