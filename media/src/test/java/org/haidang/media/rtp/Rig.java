package org.haidang.media.rtp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.haidang.media.clock.MediaClock;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;

/** A receiver on the bench: makes packets, moves time, keeps what comes out. */
final class Rig implements TrackListener {
    static final long START_WALL_US = 1_800_000_000_000_000L;
    static final long MS = 1_000_000L;

    final List<Track> tracks = new ArrayList<>();
    final List<AccessUnit> units = new ArrayList<>();
    final List<Oddity> oddities = new ArrayList<>();
    MediaClock clock = new MediaClock();
    TrackReceiver receiver;
    TrackSettings settings;

    long nowNs = 5_000 * MS;
    int sequence = 65_530;
    int timestamp = 0xFFFF_0000;
    int ssrc = 0x1234;
    int payloadType = 96;
    int pictureTicks = 3600;
    long pictureNs = 40 * MS;

    Rig(TrackSettings settings) {
        this.settings = settings;
        this.payloadType = settings.payloadType();
        this.receiver = new TrackReceiver(settings, clock, this);
    }

    static Rig h264() {
        return h264(Map.of());
    }

    static Rig h264(Map<String, String> fmtp) {
        return new Rig(TrackSettings.of(1, "H264", 96, 90_000, fmtp));
    }

    static Rig h265() {
        return h265(Map.of());
    }

    static Rig h265(Map<String, String> fmtp) {
        return new Rig(TrackSettings.of(1, "H265", 96, 90_000, fmtp));
    }

    /** The source connects anew: the clock stays, all else is fresh. */
    void reconnect() {
        receiver.flush();
        receiver = new TrackReceiver(settings, clock, this);
        sequence = 100;
        timestamp = 77;
        ssrc++;
    }

    @Override
    public void onFormat(Track track) {
        tracks.add(track);
    }

    @Override
    public void onUnit(AccessUnit unit) {
        units.add(unit);
    }

    @Override
    public void onOddity(Oddity oddity, String detail) {
        oddities.add(oddity);
    }

    long wallUs() {
        return START_WALL_US + nowNs / 1000;
    }

    byte[] packet(boolean marker, byte[]... parts) {
        return packetAt(sequence++ & 0xFFFF, marker, parts);
    }

    byte[] packetAt(int at, boolean marker, byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] header =
                ByteBuffer.allocate(12)
                        .put((byte) 0x80)
                        .put((byte) ((marker ? 0x80 : 0) | payloadType))
                        .putShort((short) at)
                        .putInt(timestamp)
                        .putInt(ssrc)
                        .array();
        out.writeBytes(header);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    void send(byte[] packet) {
        // Off zero, so that a wrong offset shows.
        byte[] buffer = new byte[packet.length + 7];
        Arrays.fill(buffer, (byte) 0x5A);
        System.arraycopy(packet, 0, buffer, 3, packet.length);
        receiver.onRtp(buffer, 3, packet.length, nowNs, wallUs());
    }

    /** NAL units as single packets; the marker on the last. */
    void picture(byte[]... nals) {
        for (int i = 0; i < nals.length; i++) {
            send(packet(i == nals.length - 1, nals[i]));
        }
        next();
    }

    /** NAL units as single packets without any marker. */
    void unmarked(byte[]... nals) {
        for (byte[] nal : nals) {
            send(packet(false, nal));
        }
        next();
    }

    /** The next picture's time. */
    void next() {
        timestamp += pictureTicks;
        nowNs += pictureNs;
    }

    void skip() {
        sequence++;
    }

    static byte[] stapA(byte[]... nals) {
        return aggregate(new byte[] {0x78}, nals);
    }

    static byte[] ap(byte[]... nals) {
        return aggregate(new byte[] {0x60, 1}, nals);
    }

    private static byte[] aggregate(byte[] header, byte[]... nals) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        for (byte[] nal : nals) {
            out.write(nal.length >> 8);
            out.write(nal.length);
            out.writeBytes(nal);
        }
        return out.toByteArray();
    }

    /** FU-A payloads of a NAL unit. */
    static List<byte[]> fuA(byte[] nal, int mtu) {
        List<byte[]> fragments = new ArrayList<>();
        for (int at = 1; at < nal.length; at += mtu) {
            int end = Math.min(nal.length, at + mtu);
            byte[] fragment = new byte[2 + end - at];
            fragment[0] = (byte) ((nal[0] & 0xE0) | 28);
            fragment[1] =
                    (byte)
                            ((at == 1 ? 0x80 : 0)
                                    | (end == nal.length ? 0x40 : 0)
                                    | (nal[0] & 0x1F));
            System.arraycopy(nal, at, fragment, 2, end - at);
            fragments.add(fragment);
        }
        return fragments;
    }

    /** FU payloads of an H.265 NAL unit. */
    static List<byte[]> fu265(byte[] nal, int mtu) {
        List<byte[]> fragments = new ArrayList<>();
        for (int at = 2; at < nal.length; at += mtu) {
            int end = Math.min(nal.length, at + mtu);
            byte[] fragment = new byte[3 + end - at];
            fragment[0] = (byte) ((nal[0] & 0x81) | (49 << 1));
            fragment[1] = nal[1];
            fragment[2] =
                    (byte)
                            ((at == 2 ? 0x80 : 0)
                                    | (end == nal.length ? 0x40 : 0)
                                    | (nal[0] >> 1 & 0x3F));
            System.arraycopy(nal, at, fragment, 3, end - at);
            fragments.add(fragment);
        }
        return fragments;
    }

    AccessUnit unit(int index) {
        return units.get(index);
    }

    AccessUnit last() {
        return units.getLast();
    }

    VideoFormat video() {
        return (VideoFormat) tracks.getLast().format();
    }

    /** The NAL units of an access unit. */
    static List<byte[]> nals(AccessUnit unit) {
        List<byte[]> nals = new ArrayList<>();
        ByteBuffer data = ByteBuffer.wrap(unit.data());
        while (data.hasRemaining()) {
            byte[] nal = new byte[data.getInt()];
            data.get(nal);
            nals.add(nal);
        }
        return nals;
    }
}
