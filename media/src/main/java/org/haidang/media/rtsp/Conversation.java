package org.haidang.media.rtsp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.haidang.media.MalformedInputException;
import org.haidang.media.sdp.Sdp;
import org.haidang.media.sdp.SdpParser;
import org.haidang.media.source.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one RTSP session over one connection, as a state machine that is given
 * messages and time and asks for actions.
 *
 * <pre>
 * state     event                                    then
 * --------- ---------------------------------------- ---------------------------------------------
 * IDLE      start                                    OPTIONS -> OPTIONS (or DESCRIBE when known to
 *                                                    hang up on OPTIONS)
 * OPTIONS   any answer                               DESCRIBE -> DESCRIBE
 *           closed, or silent too long               restart, without OPTIONS
 * DESCRIBE  2xx with tracks                          SETUP of the first -> SETUP
 *           2xx without                              failed UNSUPPORTED
 * SETUP     2xx                                      SETUP of the next, or PLAY -> PLAY
 *           461, or the other transport in a 2xx     restart with the next transport
 *           400 404 451 455 503                      SETUP again with the other way to join addresses
 *           454 and a newer session id is known      SETUP again with that
 *           other error, of an audio track           SETUP of the next: video goes on without
 * PLAY      2xx, or none for 5 s while media comes   PLAYING
 *           454                                      as in SETUP, then restart
 *           other 4xx                                PLAY again without Range, once; failed when
 *                                                    recordings are asked for
 * PLAYING   half the session timeout passes          keepalive, answer not awaited
 *           keepalive refused as unknown             keepalive by OPTIONS from now on
 *           keepalive answered 454                   restart
 * any       401                                      the same request signed (ClientLogin decides)
 *           3xx with Location, before PLAYING        restart at the new address
 *           other error, before PLAYING              failed
 *           no answer in time, before PLAYING        failed UNREACHABLE
 *           closed                                   failed CLOSED
 *           request of the camera's own              answered
 *           teardown                                 TEARDOWN -> TEARDOWN, or at once ENDED
 * TEARDOWN  any answer, closed, or 1 s               ENDED
 * </pre>
 *
 * <p>Not thread-safe. Source: RFC 2326 and the cameras of docs/design/camera-conformance.md, whose
 * row numbers stand at the branches they have caused.
 */
public final class Conversation {

    /** Where a conversation stands. */
    public enum State {
        IDLE,
        OPTIONS,
        DESCRIBE,
        SETUP,
        PLAY,
        PLAYING,
        TEARDOWN,
        ENDED
    }

    /** Media without an answer to PLAY for this long means that it plays (P03). */
    static final long UNANSWERED_PLAY_NS = 5_000_000_000L;

    /** How long the answer to TEARDOWN is awaited (K09). */
    static final long TEARDOWN_NS = 1_000_000_000L;

    /** Longest time between keepalives (K06). */
    static final int MAX_KEEPALIVE_S = 25;

    private static final RtspHeaders NO_HEADERS = RtspHeaders.EMPTY;

    private final ConversationSettings settings;
    private final CameraMemory memory;
    private final ClientLogin login;
    private final ConversationActions actions;
    private final RandomGenerator random;
    private final Outbox outbox;

    private State state = State.IDLE;
    private boolean challenged;
    private @Nullable Set<String> methods;
    private RtspUri base;
    private RtspUri aggregate;
    private final List<MediaTrack> toSetUp = new ArrayList<>();
    private final Set<Integer> channels = new HashSet<>();
    private int tracksSetUp;
    private int tracksAsked;
    private Transport transport = Transport.TCP;
    private ControlUrl.Style style;
    private boolean otherStyleTried;
    private @Nullable SessionId session;
    private @Nullable String latestSession;
    private boolean latestSessionTried;
    private long lastMediaNs = Long.MIN_VALUE;
    private long keepaliveAtNs;
    private long teardownSentNs;

    /**
     * @param login shared by the conversations of one attempt, so that a camera that hangs up after
     *     its challenge finds the next request signed
     * @param random for the client nonce and the spread of keepalives
     */
    public Conversation(
            ConversationSettings settings,
            CameraMemory memory,
            ClientLogin login,
            ConversationActions actions,
            RandomGenerator random) {
        this.settings = settings;
        this.memory = memory;
        this.login = login;
        this.actions = actions;
        this.random = random;
        this.outbox = new Outbox(settings, login, actions);
        this.base = settings.uri();
        this.aggregate = settings.uri();
        this.style = memory.controlStyle();
    }

    public State state() {
        return state;
    }

    /** Seconds after which the camera forgets a session it hears nothing from. */
    public int sessionTimeoutS() {
        return session == null ? SessionId.DEFAULT_TIMEOUT_S : session.timeoutS();
    }

    /** The transport asked for. */
    public Transport transport() {
        return transport;
    }

    /** The connection stands. */
    public void start(long nowNs) {
        login.newConnection();
        if (memory.skipsOptions()) {
            describe(nowNs);
            return;
        }
        state = State.OPTIONS;
        send(Exchange.Purpose.OPTIONS, "OPTIONS", settings.uri(), NO_HEADERS, nowNs);
    }

    /** A message came. */
    public void onMessage(RtspMessage message, long nowNs) {
        if (state == State.ENDED) {
            return;
        }
        switch (message) {
            case RtspRequest request -> answer(request);
            case RtspResponse response -> onResponse(response, nowNs);
        }
    }

    /** An RTP packet of a track that was set up came. */
    public void onMedia(long nowNs) {
        lastMediaNs = nowNs;
    }

    /** Time passes; call several times a second. */
    public void onTick(long nowNs) {
        switch (state) {
            case IDLE, ENDED -> {}
            case OPTIONS, DESCRIBE, SETUP -> checkAnswer(nowNs);
            case PLAY -> {
                Exchange play = outbox.awaited();
                if (play != null
                        && nowNs - play.sentNs >= UNANSWERED_PLAY_NS
                        && lastMediaNs != Long.MIN_VALUE) {
                    actions.onNote("sends media but does not answer PLAY");
                    outbox.abandonAwaited();
                    playing(nowNs);
                } else {
                    checkAnswer(nowNs);
                }
            }
            case PLAYING -> {
                if (nowNs >= keepaliveAtNs) {
                    keepalive(nowNs);
                }
            }
            case TEARDOWN -> {
                if (nowNs - teardownSentNs >= TEARDOWN_NS) {
                    tornDown();
                }
            }
        }
    }

    /** The camera closed the connection. */
    public void onClosed() {
        switch (state) {
            case ENDED -> {}
            case TEARDOWN -> tornDown();
            case OPTIONS -> restartWithoutOptions("hung up on OPTIONS");
            case IDLE, DESCRIBE, SETUP, PLAY, PLAYING -> {
                if (challenged) {
                    restart(settings.uri(), "hung up after asking for a login");
                } else {
                    fail(
                            FailureReason.CLOSED,
                            "The camera closed the connection "
                                    + (state == State.PLAYING
                                            ? "while playing."
                                            : "instead of answering " + state + "."));
                }
            }
        }
    }

    /** Ends the session in order; {@code onTornDown} follows within a second. */
    public void teardown(long nowNs) {
        if (state == State.ENDED || state == State.TEARDOWN) {
            return;
        }
        boolean nothingToEnd = session == null && tracksSetUp == 0;
        state = State.TEARDOWN;
        if (nothingToEnd) {
            tornDown();
            return;
        }
        teardownSentNs = nowNs;
        outbox.abandonAwaited();
        send(Exchange.Purpose.TEARDOWN, "TEARDOWN", aggregate, NO_HEADERS, nowNs);
    }

    // ---- answers

    private void onResponse(RtspResponse response, long nowNs) {
        Exchange exchange = outbox.match(response);
        if (exchange == null || response.status() < 200) {
            return; // late, unasked for, or "100 Continue"
        }
        if (response.status() == 401) {
            onChallenge(exchange, response, nowNs);
            return;
        }
        challenged = false;
        if (exchange.signed) {
            login.accepted();
        }
        if (state != State.PLAYING && exchange.purpose.awaited() && redirected(response)) {
            return;
        }
        switch (exchange.purpose) {
            case OPTIONS -> onOptions(response, nowNs);
            case DESCRIBE -> onDescribe(response, nowNs);
            case SETUP -> onSetup(exchange, response, nowNs);
            case PLAY -> onPlay(exchange, response, nowNs);
            case KEEPALIVE -> onKeepalive(exchange, response, nowNs);
            case TEARDOWN -> tornDown();
        }
    }

    /** On any method at any time (A07, A08, A15). */
    private void onChallenge(Exchange exchange, RtspResponse response, long nowNs) {
        boolean again =
                login.challenged(
                        response.headers().all("WWW-Authenticate"),
                        exchange.signed,
                        exchange.refusals > 0);
        if (again) {
            challenged = true;
            outbox.resend(exchange, exchange.signed, nowNs);
            return;
        }
        switch (exchange.purpose) {
            case KEEPALIVE -> actions.onNote("refuses keepalives with 401");
            case TEARDOWN -> tornDown();
            case OPTIONS, DESCRIBE, SETUP, PLAY ->
                    fail(
                            FailureReason.AUTHENTICATION,
                            settings.credentials() == null
                                    ? "The camera asks for a user name and password."
                                    : exchange.signed
                                            ? "The camera refuses the user name or password."
                                            : "The camera offers no way to log in that is known.");
        }
    }

    /** F12. */
    private boolean redirected(RtspResponse response) {
        String location = response.headers().first("Location");
        if (response.status() < 300 || response.status() > 399 || location == null) {
            return false;
        }
        try {
            RtspUri target = RtspUri.of(location);
            if (target.secure()) {
                fail(
                        FailureReason.REJECTED,
                        "The camera redirects to rtsps, which is not supported.");
            } else {
                restart(target, "was redirected");
            }
        } catch (MalformedInputException e) {
            fail(FailureReason.PROTOCOL, "The camera redirects to an address that cannot be read.");
        }
        return true;
    }

    private void onOptions(RtspResponse response, long nowNs) {
        String list = response.headers().first("Public");
        if (response.ok() && list != null) {
            methods = Set.copyOf(List.of(list.toUpperCase(Locale.ROOT).strip().split("[\\s,]+")));
        }
        describe(nowNs); // F11: whatever it said
    }

    private void describe(long nowNs) {
        state = State.DESCRIBE;
        send(
                Exchange.Purpose.DESCRIBE,
                "DESCRIBE",
                settings.uri(),
                NO_HEADERS.with("Accept", "application/sdp"),
                nowNs);
    }

    private void onDescribe(RtspResponse response, long nowNs) {
        if (!response.ok()) {
            failed("DESCRIBE", response);
            return;
        }
        if (response.body().length == 0) {
            fail(FailureReason.PROTOCOL, "The camera answered DESCRIBE without a description.");
            return;
        }
        Sdp sdp = SdpParser.parse(response.body());
        List<MediaTrack> tracks = TrackChoice.pulled(sdp);
        if (tracks.isEmpty()) {
            fail(
                    FailureReason.UNSUPPORTED,
                    "The camera offers no video or audio that can be carried (it has "
                            + clean(TrackChoice.encodings(sdp))
                            + ").");
            return;
        }
        base = ControlUrl.base(settings.uri(), response.headers(), sdp.control());
        aggregate = ControlUrl.track(base, sdp.control(), style);
        toSetUp.addAll(tracks);
        transport = memory.transport(settings.transport());
        actions.onDescribed(sdp, tracks);
        setUpNext(nowNs);
    }

    // ---- SETUP

    private void setUpNext(long nowNs) {
        if (!toSetUp.isEmpty()) {
            state = State.SETUP;
            latestSessionTried = false;
            setUp(toSetUp.getFirst(), nowNs);
        } else if (tracksSetUp > 0) {
            play(true, nowNs);
        } else {
            fail(FailureReason.REJECTED, "The camera let no track be set up.");
        }
    }

    private void setUp(MediaTrack track, long nowNs) {
        String ask;
        if (transport == Transport.TCP) {
            ask = TransportHeader.askTcp(2 * tracksAsked);
        } else {
            int port = actions.openUdpPorts(track);
            if (port < 0) {
                tryNextTransport(FailureReason.REJECTED, "No pair of UDP ports is free.");
                return;
            }
            ask = TransportHeader.askUdp(port);
        }
        RtspHeaders wanted = settings.replay() == null ? NO_HEADERS : ReplayRange.setup();
        send(
                Exchange.Purpose.SETUP,
                "SETUP",
                ControlUrl.track(base, track.control(), style),
                wanted.with("Transport", ask),
                nowNs);
    }

    private void onSetup(Exchange exchange, RtspResponse response, long nowNs) {
        MediaTrack track = toSetUp.getFirst();
        if (response.ok()) {
            onSetupAccepted(track, response, nowNs);
        } else if (response.status() == 461) {
            tryNextTransport(FailureReason.REJECTED, "The camera refuses " + transport + " (461).");
        } else if (response.status() == 454 && useLatestSession()) {
            outbox.resend(exchange, false, nowNs);
        } else if (mayBeAddress(response.status()) && tryOtherStyle(track)) {
            setUp(track, nowNs);
        } else if (!track.isVideo() && (tracksSetUp > 0 || toSetUp.size() > 1)) {
            actions.onNote("refuses its audio track (" + clean(response.toString()) + ")");
            toSetUp.removeFirst();
            setUpNext(nowNs);
        } else {
            failed("SETUP", response);
        }
    }

    private void onSetupAccepted(MediaTrack track, RtspResponse response, long nowNs) {
        TransportHeader answer = TransportHeader.parse(response.headers().first("Transport"));
        boolean udp = transport == Transport.UDP;
        if (udp && (answer.tcp() || answer.multicast())) { // S09, S21
            tryNextTransport(FailureReason.REJECTED, "The camera answers UDP with another way.");
            return;
        }
        adoptSession(response);
        if (otherStyleTried) {
            memory.controlStyle(style);
        }
        toSetUp.removeFirst();
        int asked = 2 * tracksAsked++;
        tracksSetUp++;
        if (udp) {
            actions.onTrackSetup(new TrackSetup(track, transport, -1, -1, answer));
        } else {
            TransportHeader.Pair given = answer.interleaved(); // S01, S03
            boolean use = given != null && given.rtp() != given.rtcp() && free(given);
            int rtp = use && given != null ? given.rtp() : asked;
            int rtcp = use && given != null ? given.rtcp() : asked + 1;
            channels.add(rtp);
            channels.add(rtcp);
            actions.onTrackSetup(new TrackSetup(track, transport, rtp, rtcp, answer));
        }
        setUpNext(nowNs);
    }

    private boolean free(TransportHeader.Pair pair) {
        return !channels.contains(pair.rtp()) && !channels.contains(pair.rtcp());
    }

    /** The first id counts; a later one is kept in case the camera means it (S11). */
    private void adoptSession(RtspResponse response) {
        SessionId given = SessionId.parse(response.headers().first("Session"));
        if (given == null) {
            return;
        }
        latestSession = given.id();
        if (session == null) {
            session = given;
            outbox.session(given.id());
        }
    }

    private boolean useLatestSession() {
        if (latestSession == null
                || latestSessionTried
                || session == null
                || latestSession.equals(session.id())) {
            return false;
        }
        latestSessionTried = true;
        session = new SessionId(latestSession, session.timeoutS());
        outbox.session(latestSession);
        return true;
    }

    /** U09. */
    private static boolean mayBeAddress(int status) {
        return switch (status) {
            case 400, 404, 451, 455, 503 -> true;
            default -> false;
        };
    }

    private boolean tryOtherStyle(MediaTrack track) {
        RtspUri present = ControlUrl.track(base, track.control(), style);
        RtspUri other = ControlUrl.track(base, track.control(), style.other());
        if (otherStyleTried || present.equals(other)) {
            return false;
        }
        otherStyleTried = true;
        style = style.other();
        return true;
    }

    private void tryNextTransport(FailureReason reason, String sentence) {
        if (memory.nextTransport(settings.transport())) {
            restart(settings.uri(), "changes the transport: " + sentence); // S08, S09, S10
        } else {
            fail(reason, sentence);
        }
    }

    // ---- PLAY and after

    private void play(boolean withRange, long nowNs) {
        state = State.PLAY;
        ReplayRange replay = settings.replay();
        RtspHeaders range = NO_HEADERS;
        if (replay != null) {
            range = replay.play();
        } else if (withRange) {
            range = NO_HEADERS.with("Range", "npt=0.000-"); // P01
        }
        send(Exchange.Purpose.PLAY, "PLAY", aggregate, range, nowNs);
    }

    private void onPlay(Exchange exchange, RtspResponse response, long nowNs) {
        if (response.ok()) {
            playing(nowNs);
        } else if (response.status() == 454) {
            if (useLatestSession()) {
                outbox.resend(exchange, false, nowNs);
            } else {
                restart(settings.uri(), "forgot the session"); // P07
            }
        } else if (settings.replay() == null
                && response.status() / 100 == 4
                && response.status() != 453
                && exchange.extra.first("Range") != null) {
            play(false, nowNs);
        } else {
            failed("PLAY", response);
        }
    }

    private void playing(long nowNs) {
        state = State.PLAYING;
        latestSessionTried = false;
        scheduleKeepalive(nowNs);
        actions.onPlaying();
    }

    private void scheduleKeepalive(long nowNs) {
        double seconds = Math.min(sessionTimeoutS() / 2.0, MAX_KEEPALIVE_S);
        keepaliveAtNs = nowNs + (long) (seconds * 1e9 * random.nextDouble(0.9, 1.0));
    }

    /** GET_PARAMETER only where the camera has named it (K01, K03), at the base (K05). */
    private void keepalive(long nowNs) {
        boolean getParameter =
                methods != null
                        && methods.contains("GET_PARAMETER")
                        && !memory.refusesGetParameter();
        send(
                Exchange.Purpose.KEEPALIVE,
                getParameter ? "GET_PARAMETER" : "OPTIONS",
                aggregate,
                NO_HEADERS,
                nowNs);
        scheduleKeepalive(nowNs);
    }

    private void onKeepalive(Exchange exchange, RtspResponse response, long nowNs) {
        if (state != State.PLAYING || response.ok()) {
            return;
        }
        if (response.status() == 454) {
            if (useLatestSession()) {
                outbox.resend(exchange, false, nowNs);
            } else {
                restart(settings.uri(), "forgot the session");
            }
        } else if (exchange.method.equals("GET_PARAMETER")) {
            memory.refuseGetParameter();
            actions.onNote("refuses GET_PARAMETER (" + clean(response.toString()) + ")");
            keepalive(nowNs);
        }
    }

    // ---- the camera's own requests (F08)

    private void answer(RtspRequest request) {
        outbox.answer(
                switch (request.method()) {
                    case "OPTIONS" ->
                            RtspResponse.to(request, 200, "OK")
                                    .with("Public", "OPTIONS, GET_PARAMETER, SET_PARAMETER");
                    case "GET_PARAMETER", "SET_PARAMETER" -> RtspResponse.to(request, 200, "OK");
                    default -> RtspResponse.to(request, 501, "Not Implemented");
                });
    }

    // ---- ends

    private void checkAnswer(long nowNs) {
        Exchange awaited = outbox.awaited();
        if (awaited == null || nowNs - awaited.sentNs < settings.responseTimeoutMs() * 1_000_000L) {
            return;
        }
        if (state == State.OPTIONS) {
            restartWithoutOptions("does not answer OPTIONS");
        } else {
            fail(
                    FailureReason.UNREACHABLE,
                    "The camera accepts the connection but does not answer "
                            + awaited.method
                            + " within "
                            + settings.responseTimeoutMs()
                            + " ms.");
        }
    }

    private void restartWithoutOptions(String why) {
        memory.skipOptions();
        restart(settings.uri(), why);
    }

    private void failed(String method, RtspResponse response) {
        FailureReason reason =
                switch (response.status()) {
                    case 403 -> FailureReason.AUTHENTICATION;
                    case 404, 410, 454, 457 -> FailureReason.NOT_FOUND;
                    case 453, 503 -> FailureReason.BUSY;
                    case 551 -> FailureReason.UNSUPPORTED;
                    default -> FailureReason.REJECTED;
                };
        fail(reason, "The camera answered " + method + " with " + clean(response.toString()) + ".");
    }

    private void send(
            Exchange.Purpose purpose, String method, RtspUri uri, RtspHeaders extra, long nowNs) {
        outbox.send(purpose, method, uri.requestUri(), extra, nowNs);
    }

    private void restart(RtspUri target, String why) {
        state = State.ENDED;
        actions.restart(target, why);
    }

    private void fail(FailureReason reason, String sentence) {
        state = State.ENDED;
        actions.onFailed(reason, sentence);
    }

    private void tornDown() {
        state = State.ENDED;
        actions.onTornDown();
    }

    /** A stranger's words for a log line: printable, short. */
    static String clean(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7E\\xA0-\\uFFFF]", "?");
        return printable.length() <= 120 ? printable : printable.substring(0, 120) + "...";
    }
}
