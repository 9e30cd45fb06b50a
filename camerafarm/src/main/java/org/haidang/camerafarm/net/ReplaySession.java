package org.haidang.camerafarm.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.camera.DeviceClock;
import org.haidang.camerafarm.camera.DeviceFault;
import org.haidang.camerafarm.camera.DeviceFaults;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Misbehaviour;
import org.haidang.camerafarm.packet.PacketBlock;
import org.jspecify.annotations.Nullable;

/**
 * One client's replay of what one camera has stored (ONVIF Streaming Specification, replay). A
 * block is made only when the connection has taken the one before, so that at most one waits for a
 * client that does not read. Used by the event loop only.
 */
final class ReplaySession {

    /** So many blocks at once leave the live streams on time. */
    static final int MAX_BLOCKS_AT_ONCE = 32;

    private static final int EXTENSION_PROFILE = 0xABAC;
    private static final int EXTENSION_WORDS = 3;
    private static final int RTCP_BYTES = 16;

    private final FakeCamera camera;
    private final String id;
    private final TcpOutlet outlet;
    private final Outlet.Tools tools;
    private final List<ReplayTrack> tracks = new ArrayList<>();
    private final byte[] extension = new byte[PacketBlock.EXTENSION_BYTES];
    private boolean playing;
    private boolean paced;
    private int cseq;
    private Duration clockOffset = Duration.ZERO;
    private long startNs;
    private long pictures;

    /**
     * How a PLAY wants it.
     *
     * @param paced in real time, else as fast as the client reads
     * @param cseq of the request
     */
    record Manner(boolean paced, int cseq) {}

    ReplaySession(FakeCamera camera, String id, TcpOutlet outlet, Outlet.Tools tools) {
        this.camera = camera;
        this.id = id;
        this.outlet = outlet;
        this.tools = tools;
    }

    FakeCamera camera() {
        return camera;
    }

    String id() {
        return id;
    }

    List<ReplayTrack> tracks() {
        return tracks;
    }

    boolean playing() {
        return playing;
    }

    /** Whether all of the last PLAY has been sent, or there was none. */
    boolean over() {
        return tracks.stream().allMatch(ReplayTrack::over);
    }

    void add(ReplayTrack track) {
        tracks.removeIf(old -> old.channel() == track.channel());
        tracks.add(track);
    }

    /** Sends a plan from its beginning. */
    void play(ReplayPlan plan, Manner manner, long nowNs) {
        tracks.forEach(track -> track.begin(plan));
        goOn(manner, nowNs);
    }

    /** Goes on where it was paused. */
    void goOn(Manner manner, long nowNs) {
        paced = manner.paced;
        cseq = manner.cseq;
        clockOffset = camera.clock().offset();
        pictures = 0;
        ReplayTrack next = next();
        playing = next != null;
        startNs = next == null ? nowNs : nowNs - next.playNs();
    }

    void pause() {
        playing = false;
    }

    /**
     * Sends what is due and what the client has room for.
     *
     * @throws IOException when the client is gone, or the device closes as a fault
     */
    void run(long nowNs) throws IOException {
        DeviceFaults faults = camera.clock().faults();
        DeviceFault hang = faults.fault(DeviceFault.Kind.REPLAY_HANG);
        DeviceFault close = faults.fault(DeviceFault.Kind.REPLAY_CLOSE);
        boolean extended = !faults.does(DeviceFault.Kind.REPLAY_NO_EXTENSION);
        for (int i = 0; i < MAX_BLOCKS_AT_ONCE && playing && !outlet.stalled(); i++) {
            if (reached(hang) || camera.does(Misbehaviour.Kind.HANG)) {
                return;
            }
            if (reached(close)) {
                throw new IOException("closes a replay, as asked");
            }
            ReplayTrack track = next();
            if (track == null) {
                playing = false;
            } else if (paced && nowNs < startNs + track.playNs()) {
                return;
            } else {
                send(track, extended);
            }
        }
    }

    private boolean reached(@Nullable DeviceFault fault) {
        return fault != null && pictures >= fault.value();
    }

    /** The track whose next block was sent first, or null when all are over. */
    private @Nullable ReplayTrack next() {
        ReplayTrack next = null;
        for (ReplayTrack track : tracks) {
            if (!track.over() && (next == null || track.sentNs() < next.sentNs())) {
                next = track;
            }
        }
        return next;
    }

    private void send(ReplayTrack track, boolean extended) throws IOException {
        PacketBlock block = track.item().block();
        ByteBuffer out = tools.scratch().clear();
        int channel = track.channel() * 2;
        if (extended) {
            fillExtension(track);
            block.writeExtended(
                    out, channel, track.sequence(), track.timestamp(), track.ssrc(), extension);
        } else {
            block.write(out, channel, track.sequence(), track.timestamp(), track.ssrc());
        }
        outlet.write(out.flip());
        pictures += track.channel() == 0 ? 1 : 0;
        track.advance();
        if (track.over()) {
            sayBye(track);
        }
    }

    /**
     * The header extension of replayed packets (ONVIF Streaming Specification, RTP header
     * extension).
     *
     * <pre>
     *  0                   1                   2                   3
     *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
     * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
     * |            0xABAC             |           length = 3          |
     * |                   NTP timestamp, seconds                      |
     * |                   NTP timestamp, fraction                     |
     * |C|E|D|T|  mbz  |      CSeq     |            padding            |
     * </pre>
     */
    private void fillExtension(ReplayTrack track) {
        DeviceClock clock = camera.clock();
        ByteBuffer out = ByteBuffer.wrap(extension);
        out.putShort((short) EXTENSION_PROFILE).putShort((short) EXTENSION_WORDS);
        Ntp.put(out, clock.farm().at(track.takenNs()).plus(clockOffset));
        out.put((byte) track.flags()).put((byte) cseq).putShort((short) 0);
    }

    /**
     * An empty receiver report, since a compound packet begins with one, and BYE (RFC 3550 6.6).
     */
    private void sayBye(ReplayTrack track) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(PacketBlock.FRAME_HEADER + RTCP_BYTES);
        out.put((byte) '$').put((byte) (track.channel() * 2 + 1)).putShort((short) RTCP_BYTES);
        out.put((byte) 0x80).put((byte) 201).putShort((short) 1).putInt(track.ssrc());
        out.put((byte) 0x81).put((byte) 203).putShort((short) 1).putInt(track.ssrc());
        outlet.write(out.flip());
    }
}
