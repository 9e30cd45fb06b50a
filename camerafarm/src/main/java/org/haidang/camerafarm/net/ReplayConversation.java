package org.haidang.camerafarm.net;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.haidang.camerafarm.camera.DeviceCommons;
import org.haidang.camerafarm.camera.DeviceFault;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Storage;
import org.haidang.camerafarm.camera.Timeline;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.rtsp.RtspResponse;
import org.jspecify.annotations.Nullable;

/**
 * A device's side of the replay of what it has stored (ONVIF Streaming Specification, replay; RFC
 * 2326): one session per connection, over TCP. Times in it are those of the device's own clock. A
 * PLAY with a range takes effect at once, whether {@code Immediate} says so or not; {@code Frames}
 * and {@code Scale} are not looked at.
 */
final class ReplayConversation {

    private static final String FEATURE = "onvif-replay";

    private final Conversation.Host host;
    private @Nullable ReplaySession session;

    ReplayConversation(Conversation.Host host) {
        this.host = host;
    }

    @Nullable ReplaySession session() {
        return session;
    }

    /** The refusal when the client requires what this device does not know, or null. */
    @Nullable RtspResponse unsupported(RtspRequest request) {
        for (String header : request.headers().all("Require")) {
            for (String tag : header.split(",")) {
                if (!tag.strip().equals(FEATURE) || does(DeviceFault.Kind.REPLAY_NO_EXTENSION)) {
                    return RtspResponse.to(request, 551, "Option not supported")
                            .with("Unsupported", tag.strip());
                }
            }
        }
        return null;
    }

    private boolean does(DeviceFault.Kind kind) {
        DeviceCommons device = host.door().device();
        return device != null && device.faults().does(kind);
    }

    /** The answer to a request for what a camera has stored, from somebody who may ask. */
    RtspResponse perform(RtspRequest request, FakeCamera camera, int track) {
        Storage storage = Objects.requireNonNull(camera.storage(), "only what stores is named");
        return switch (request.method()) {
            case "DESCRIBE" -> describe(request, camera, storage);
            case "SETUP" -> setUp(request, camera, storage.feed().track(track), track);
            case "PLAY" -> play(request, storage);
            case "PAUSE" -> pause(request);
            case "GET_PARAMETER", "SET_PARAMETER" -> withSession(request);
            case "TEARDOWN" -> {
                RtspResponse answer = withSession(request);
                session = null;
                yield answer;
            }
            default -> RtspResponse.to(request, 501, "Not Implemented");
        };
    }

    private RtspResponse describe(RtspRequest request, FakeCamera camera, Storage storage) {
        List<Storage.Stored> stored = storage.stretches(host.nowNs());
        long fromNs = stored.isEmpty() ? host.nowNs() : stored.getFirst().fromNs();
        return Conversation.ok(request)
                .with("Content-Base", Conversation.base(request.uri()))
                .withBody(
                        "application/sdp",
                        storage.feed().stream()
                                .description(ClockRange.from(camera.clock().at(fromNs))));
    }

    private RtspResponse setUp(
            RtspRequest request, FakeCamera camera, @Nullable Timeline timeline, int track) {
        TransportOffer offer = TransportOffer.of(request.headers().first("Transport"));
        DeviceCommons device = Objects.requireNonNull(host.door().device(), "of a device only");
        if (timeline == null) {
            return RtspResponse.to(request, 404, "Not Found");
        }
        if (offer == null || !offer.tcp()) {
            return RtspResponse.to(request, 461, "Unsupported Transport");
        }
        ReplaySession open = session;
        if (open != null && (open.playing() || open.camera() != camera)) {
            return RtspResponse.to(request, 455, "Method Not Valid in This State");
        }
        if (open == null) {
            if (does(DeviceFault.Kind.REPLAY_BUSY) || host.replays() >= device.maxReplays()) {
                return RtspResponse.to(request, 453, "Not Enough Bandwidth");
            }
            String id = HexFormat.of().toHexDigits(host.random().nextInt());
            open = new ReplaySession(camera, id, host.tcp(), host.tools());
            session = open;
        }
        ReplayTrack added =
                new ReplayTrack(
                        timeline,
                        track,
                        host.random().nextInt(),
                        host.random().nextInt(1 << 16),
                        host.random().nextInt());
        open.add(added);
        return withSession(request)
                .with(
                        "Transport",
                        "RTP/AVP/TCP;unicast;interleaved=%d-%d;ssrc=%s"
                                .formatted(
                                        track * 2,
                                        track * 2 + 1,
                                        HexFormat.of().withUpperCase().toHexDigits(added.ssrc())));
    }

    private RtspResponse play(RtspRequest request, Storage storage) {
        ReplaySession open = session;
        if (open == null || open.tracks().isEmpty()) {
            return RtspResponse.to(request, 454, "Session Not Found");
        }
        String range = request.headers().first("Range");
        ReplaySession.Manner manner = manner(request);
        if (range == null && !open.over()) {
            open.goOn(manner, host.nowNs());
            return playing(request, open);
        }
        ReplayPlan plan;
        try {
            ClockRange asked = range == null ? ClockRange.ALL : ClockRange.parse(range);
            plan = plan(storage, asked, open.camera());
        } catch (MalformedInputException e) {
            return RtspResponse.to(request, 457, "Invalid Range");
        }
        if (plan.pieces().isEmpty()) {
            return RtspResponse.to(request, 457, "Invalid Range");
        }
        open.play(plan, manner, host.nowNs());
        return playing(request, open)
                .with(
                        "Range",
                        ClockRange.header(
                                open.camera().clock().at(plan.pieces().getFirst().fromNs()),
                                open.camera().clock().at(plan.pieces().getLast().untilNs())));
    }

    private ReplayPlan plan(Storage storage, ClockRange asked, FakeCamera camera) {
        Duration offset = camera.clock().offset();
        Instant from = asked.from();
        Instant to = asked.to();
        return ReplayPlan.of(
                storage,
                host.nowNs(),
                from == null ? Long.MIN_VALUE : camera.clock().farm().nsAt(from.minus(offset)),
                to == null ? Long.MAX_VALUE : camera.clock().farm().nsAt(to.minus(offset)));
    }

    /** Rate-Control is yes unless the client says no. */
    private static ReplaySession.Manner manner(RtspRequest request) {
        String rateControl = request.headers().first("Rate-Control");
        boolean fast =
                rateControl != null && rateControl.strip().toLowerCase(Locale.ROOT).equals("no");
        return new ReplaySession.Manner(!fast, sequence(request.headers().first("CSeq")));
    }

    private static int sequence(@Nullable String cseq) {
        try {
            return cseq == null ? 0 : (int) Long.parseLong(cseq.strip());
        } catch (NumberFormatException e) {
            return 0; // an answer without meaning to a request without a number
        }
    }

    private RtspResponse playing(RtspRequest request, ReplaySession open) {
        StringBuilder info = new StringBuilder();
        for (ReplayTrack track : open.tracks()) {
            if (!track.over()) {
                info.append(info.isEmpty() ? "" : ",")
                        .append("url=")
                        .append(Conversation.base(request.uri()))
                        .append("trackID=")
                        .append(track.channel())
                        .append(";seq=")
                        .append(track.sequence())
                        .append(";rtptime=")
                        .append(Integer.toUnsignedString(track.timestamp()));
            }
        }
        return withSession(request).with("RTP-Info", info.toString());
    }

    private RtspResponse pause(RtspRequest request) {
        if (session != null) {
            session.pause();
        }
        return withSession(request);
    }

    private RtspResponse withSession(RtspRequest request) {
        return session == null
                ? RtspResponse.to(request, 454, "Session Not Found")
                : Conversation.withSession(request, session.id());
    }
}
