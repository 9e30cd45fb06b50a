package org.haidang.benchmark.micro;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.haidang.media.clock.MediaClock;
import org.haidang.media.rtp.Oddity;
import org.haidang.media.rtp.TrackListener;
import org.haidang.media.rtp.TrackReceiver;
import org.haidang.media.rtp.TrackSettings;
import org.haidang.media.stream.ReaderKind;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamLimits;
import org.haidang.media.stream.StreamReader;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One second of one camera, 25 pictures and about 2 Mbit of H.264 in packets of 1,400 bytes: from
 * packets to access units, and on to fragments in the hub. The score in microseconds, over a
 * thousand, is CPU-ms per stream-second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OneCameraSecond {
    private static final int PICTURES = 25;
    private static final int KEY_BYTES = 40_000;
    private static final int DELTA_BYTES = 8_750;
    private static final int PACKET_BYTES = 1_400;
    private static final int PICTURE_TICKS = 3_600;
    private static final long PICTURE_NS = 40_000_000;

    /** Baseline, level 3.0, 640x360, and its picture set. */
    private static final String SETS = "Z0LAHtkAoC/5cBEAAAMAAQAAAwAyDxYuSA==,aMuDyyA=";

    private final List<byte[]> packets = new ArrayList<>();
    private final List<Integer> pictureOfPacket = new ArrayList<>();
    private final Units units = new Units();
    private final TrackReceiver receiver =
            new TrackReceiver(
                    TrackSettings.of(
                            1,
                            "H264",
                            96,
                            90_000,
                            Map.of("packetization-mode", "1", "sprop-parameter-sets", SETS)),
                    new MediaClock(),
                    units);
    private long nowNs = 1_000_000_000_000L;
    private final Stream stream = new Stream("bench", StreamLimits.DEFAULT, () -> nowNs);
    private final StreamReader recorder = stream.open(ReaderKind.RECORDER);
    private int second;
    private int sequence;

    /** Hands units on to the hub when told to. */
    private static final class Units implements TrackListener {
        private long count;
        private boolean toHub;
        private Stream hub = new Stream("none", StreamLimits.DEFAULT, () -> 0);

        @Override
        public void onFormat(Track track) {
            hub.onTracks(List.of(track));
        }

        @Override
        public void onUnit(AccessUnit unit) {
            count++;
            if (toHub) {
                hub.onAccessUnit(unit);
            }
        }

        @Override
        public void onOddity(Oddity oddity, String detail) {}
    }

    public OneCameraSecond() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < PICTURES; i++) {
            fragment(i, i == 0 ? 0x65 : 0x41, i == 0 ? KEY_BYTES : DELTA_BYTES, random);
        }
        units.hub = stream;
        receive(); // the first second tells the format
    }

    /** RFC 6184 section 5.8: one NAL unit in FU-A packets. */
    private void fragment(int picture, int nalHeader, int size, SplittableRandom random) {
        for (int at = 0; at < size; at += PACKET_BYTES) {
            int length = Math.min(PACKET_BYTES, size - at);
            boolean first = at == 0;
            boolean last = at + length == size;
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            payload[0] = (byte) (first ? 0x88 : payload[0]);
            ByteBuffer packet = ByteBuffer.allocate(14 + length);
            packet.put((byte) 0x80)
                    .put((byte) (last ? 0xE0 : 0x60))
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt(0x1234);
            packet.put((byte) (nalHeader & 0x60 | 28));
            packet.put((byte) ((first ? 0x80 : 0) | (last ? 0x40 : 0) | nalHeader & 0x1F));
            packet.put(payload);
            packets.add(packet.array());
            pictureOfPacket.add(picture);
        }
    }

    private long receive() {
        long startNs = nowNs;
        for (int i = 0; i < packets.size(); i++) {
            byte[] packet = packets.get(i);
            int picture = pictureOfPacket.get(i);
            ByteBuffer.wrap(packet)
                    .putShort(2, (short) sequence++)
                    .putInt(4, (second * PICTURES + picture) * PICTURE_TICKS);
            nowNs = startNs + picture * PICTURE_NS;
            receiver.onRtp(packet, 0, packet.length, nowNs, nowNs / 1_000);
        }
        second++;
        nowNs = startNs + PICTURES * PICTURE_NS;
        return units.count;
    }

    /** Packets to access units. */
    @Benchmark
    public long depacketize() {
        units.toHub = false;
        return receive();
    }

    /** Packets to fragments in the ring, read once a second as a recorder does. */
    @Benchmark
    public int depacketizeAndFragment() {
        units.toHub = true;
        receive();
        stream.onBatchEnd();
        return recorder.poll(1_000).size();
    }
}
