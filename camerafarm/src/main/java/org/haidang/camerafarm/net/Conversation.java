package org.haidang.camerafarm.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.camerafarm.camera.DeviceCommons;
import org.haidang.camerafarm.camera.Door;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Feed;
import org.haidang.camerafarm.camera.Misbehaviour;
import org.haidang.camerafarm.camera.Timeline;
import org.haidang.camerafarm.camera.TrackPlayer;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.rtsp.RtspResponse;
import org.haidang.media.rtsp.ServerLogin;
import org.jspecify.annotations.Nullable;

/**
 * A camera's side of one RTSP connection (RFC 2326 section 10). One session per connection; a
 * request that names another camera than the first is answered for that other camera, as a recorder
 * does. A connection has a live session or a replay, not both.
 */
final class Conversation {

    private static final String METHODS =
            "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
    private static final int SESSION_TIMEOUT_SECONDS = 60;
    private static final Pattern USERNAME = Pattern.compile("username=\"([^\"]*)\"");

    /** What a conversation needs of its surroundings. */
    interface Host {
        FarmSettings settings();

        /** Where the client came in. */
        Door door();

        RandomGenerator random();

        TcpOutlet tcp();

        UdpPorts udp();

        /** How many replays are set up at this door now. */
        int replays();

        Outlet.Tools tools();

        InetAddress peer();

        long nowNs();
    }

    private final Host host;
    private final String nonce;
    private final ReplayConversation replays;
    private @Nullable FakeCamera camera;
    private @Nullable MediaSession session;

    Conversation(Host host) {
        this.host = host;
        this.replays = new ReplayConversation(host);
        this.nonce = HexFormat.of().toHexDigits(host.random().nextLong());
    }

    /** The camera last spoken to, or null. */
    @Nullable FakeCamera camera() {
        return camera;
    }

    @Nullable MediaSession session() {
        return session;
    }

    @Nullable ReplaySession replay() {
        return replays.session();
    }

    /**
     * The answer to a request.
     *
     * @return null when the camera hangs and says nothing
     */
    @Nullable RtspResponse answer(RtspRequest request) throws IOException {
        Address address = Address.of(request.uri(), host.door());
        FakeCamera named = address.camera();
        if (named != null) {
            camera = named;
        }
        if (camera != null && camera.does(Misbehaviour.Kind.HANG)) {
            return null;
        }
        RtspResponse unsupported = address.replay() ? replays.unsupported(request) : null;
        if (unsupported != null) {
            return unsupported;
        }
        if (request.method().equals("OPTIONS")) {
            return ok(request).with("Public", METHODS);
        }
        Feed feed = address.feed();
        if (named == null || feed == null) {
            return RtspResponse.to(request, 404, "Not Found");
        }
        RtspResponse refusal = checkLogin(request, named);
        if (refusal != null) {
            return refusal;
        }
        if (address.replay() ? session != null : replay() != null) {
            return RtspResponse.to(request, 455, "Method Not Valid in This State");
        }
        return address.replay()
                ? replays.perform(request, named, address.track())
                : perform(request, named, feed, address.track());
    }

    private @Nullable RtspResponse checkLogin(RtspRequest request, FakeCamera named) {
        FarmSettings settings = host.settings();
        Credentials credentials = host.door().credentials();
        boolean refused = named.does(Misbehaviour.Kind.REFUSE_LOGIN);
        if (credentials == null && !refused) {
            return null;
        }
        ServerLogin.Verdict verdict =
                refused || credentials == null
                        ? ServerLogin.Verdict.WRONG
                        : settings.login().verify(request, credentials, nonce);
        count(request, verdict);
        if (verdict == ServerLogin.Verdict.OK) {
            return null;
        }
        RtspResponse answer = RtspResponse.to(request, 401, "Unauthorized");
        boolean stale = verdict == ServerLogin.Verdict.STALE;
        for (String challenge : settings.login().challenges(nonce, stale)) {
            answer = answer.with("WWW-Authenticate", challenge);
        }
        return answer;
    }

    private void count(RtspRequest request, ServerLogin.Verdict verdict) {
        DeviceCommons device = host.door().device();
        String login = request.headers().first("Authorization");
        if (device != null && login != null) {
            Matcher name = USERNAME.matcher(login);
            device.logins()
                    .tried(name.find() ? name.group(1) : "", verdict == ServerLogin.Verdict.WRONG);
        }
    }

    private RtspResponse perform(RtspRequest request, FakeCamera named, Feed feed, int track)
            throws IOException {
        return switch (request.method()) {
            case "DESCRIBE" ->
                    ok(request)
                            .with("Content-Base", base(request.uri()))
                            .withBody("application/sdp", feed.stream().description());
            case "SETUP" -> setup(request, named, feed, track);
            case "PLAY" -> play(request);
            case "PAUSE", "GET_PARAMETER", "SET_PARAMETER" -> withSession(request);
            case "TEARDOWN" -> teardown(request);
            default -> RtspResponse.to(request, 501, "Not Implemented");
        };
    }

    private RtspResponse setup(RtspRequest request, FakeCamera named, Feed feed, int track)
            throws IOException {
        Timeline timeline = feed.track(track);
        TransportOffer offer = TransportOffer.of(request.headers().first("Transport"));
        if (timeline == null) {
            return RtspResponse.to(request, 404, "Not Found");
        }
        if (offer == null) {
            return RtspResponse.to(request, 461, "Unsupported Transport");
        }
        MediaSession open = session;
        if (open != null && (open.playing() || open.feed() != feed)) {
            return RtspResponse.to(request, 455, "Method Not Valid in This State");
        }
        if (open == null) {
            String id = HexFormat.of().toHexDigits(host.random().nextInt());
            Outlet outlet = offer.tcp() ? host.tcp() : new UdpOutlet(host.udp(), host.tools());
            open = new MediaSession(named, feed, id, outlet);
            session = open;
        }
        return add(request, open, timeline, track, offer);
    }

    private RtspResponse add(
            RtspRequest request,
            MediaSession open,
            Timeline timeline,
            int track,
            TransportOffer offer)
            throws IOException {
        RandomGenerator random = host.random();
        TrackPlayer player =
                new TrackPlayer(
                        timeline,
                        track,
                        random.nextInt(),
                        random.nextInt(1 << 16),
                        random.nextInt());
        String transport;
        if (open.outlet() instanceof UdpOutlet udp) {
            if (offer.tcp()) {
                return RtspResponse.to(request, 461, "Unsupported Transport");
            }
            udp.target(
                    track,
                    new UdpOutlet.Target(
                            new InetSocketAddress(host.peer(), offer.clientPort()),
                            new InetSocketAddress(host.peer(), offer.clientPort() + 1)));
            int port = host.udp().rtpPort();
            transport =
                    "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d"
                            .formatted(offer.clientPort(), offer.clientPort() + 1, port, port + 1);
        } else {
            transport = "RTP/AVP/TCP;unicast;interleaved=%d-%d".formatted(track * 2, track * 2 + 1);
        }
        open.add(player);
        return withSession(request)
                .with(
                        "Transport",
                        transport
                                + ";ssrc="
                                + HexFormat.of().withUpperCase().toHexDigits(player.ssrc()));
    }

    private RtspResponse play(RtspRequest request) {
        MediaSession open = session;
        if (open == null || open.tracks().isEmpty()) {
            return RtspResponse.to(request, 454, "Session Not Found");
        }
        if (!open.playing()) {
            open.play(host.nowNs(), host.settings().joinAtKey());
        }
        StringBuilder info = new StringBuilder();
        for (TrackPlayer track : open.tracks()) {
            info.append(info.isEmpty() ? "" : ",")
                    .append("url=")
                    .append(base(request.uri()))
                    .append("trackID=")
                    .append(track.channel())
                    .append(";seq=")
                    .append(track.sequence())
                    .append(";rtptime=")
                    .append(Integer.toUnsignedString(track.timestamp()));
        }
        return withSession(request).with("Range", "npt=now-").with("RTP-Info", info.toString());
    }

    private RtspResponse teardown(RtspRequest request) {
        RtspResponse answer = withSession(request);
        session = null;
        return answer;
    }

    private RtspResponse withSession(RtspRequest request) {
        MediaSession open = session;
        if (open == null) {
            return RtspResponse.to(request, 454, "Session Not Found");
        }
        return withSession(request, open.id());
    }

    static RtspResponse withSession(RtspRequest request, String id) {
        return ok(request).with("Session", id + ";timeout=" + SESSION_TIMEOUT_SECONDS);
    }

    static RtspResponse ok(RtspRequest request) {
        return RtspResponse.to(request, 200, "OK").with("Server", "Hai Dang camera farm");
    }

    /** The address with a slash at its end, so that relative controls resolve below it. */
    static String base(String uri) {
        return uri.endsWith("/") ? uri : uri + "/";
    }
}
