package org.haidang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.haidang.media.codec.BitWriter;
import org.haidang.media.codec.TestNals;
import org.junit.jupiter.api.Test;

/** Whatever comes from a camera: no exception leaves a receiver and nothing grows. */
class RobustnessTest {
    private static final int MUTATIONS = 20_000;

    private final Random vectors = new Random(5);

    List<byte[]> h264() {
        Rig rig = Rig.h264();
        List<byte[]> packets = new ArrayList<>();
        byte[] idr = TestNals.idr(200, vectors);
        packets.add(rig.packet(false, TestNals.aud()));
        packets.add(rig.packet(false, Rig.stapA(TestNals.sps(), TestNals.pps())));
        packets.add(rig.packet(false, TestNals.recoveryPoint()));
        List<byte[]> parts = Rig.fuA(idr, 60);
        for (byte[] part : parts) {
            packets.add(rig.packet((part[1] & 0x40) != 0, part));
        }
        rig.timestamp += 3600;
        packets.add(rig.packet(true, TestNals.slice(40, vectors)));
        return packets;
    }

    List<byte[]> h265() {
        Rig rig = Rig.h265();
        List<byte[]> packets = new ArrayList<>();
        packets.add(
                rig.packet(
                        false,
                        Rig.ap(
                                TestNals.h265Vps(),
                                TestNals.h265Sps(1920, 1080, 2, 3, true),
                                TestNals.h265Pps())));
        for (byte[] part : Rig.fu265(TestNals.h265Slice(19, true, 200, vectors), 60)) {
            packets.add(rig.packet((part[2] & 0x40) != 0, part));
        }
        rig.timestamp += 3600;
        packets.add(rig.packet(true, TestNals.h265Slice(1, true, 40, vectors)));
        return packets;
    }

    List<byte[]> aac() {
        Rig rig = Rig.h264();
        rig.payloadType = 97;
        byte[] headers = new BitWriter().u(16, 32).u(13, 20).u(3, 0).u(13, 30).u(3, 0).bytes();
        byte[] part = new BitWriter().u(16, 16).u(13, 90).u(3, 0).bytes();
        byte[] adts = {(byte) 0xFF, (byte) 0xF1, 0x50, (byte) 0x80, 1, (byte) 0xFF, (byte) 0xFC};
        return List.of(
                rig.packet(true, headers, new byte[50]),
                rig.packet(false, part, new byte[50]),
                rig.packet(true, part, new byte[40]),
                rig.packet(true, adts, new byte[8]));
    }

    static List<byte[]> rtcp() {
        byte[] report =
                ByteBuffer.allocate(28 + 8 + 8)
                        .put((byte) 0x80)
                        .put((byte) 200)
                        .putShort((short) 6)
                        .putInt(0x1234)
                        .putLong(0xE000_0000_8000_0000L)
                        .putInt(0xFFFF_0000)
                        .putLong(5)
                        .put((byte) 0x81)
                        .put((byte) 202)
                        .putShort((short) 1)
                        .putInt(0x1234)
                        .put((byte) 0x81)
                        .put((byte) 203)
                        .putShort((short) 1)
                        .putInt(0x1234)
                        .array();
        return List.of(report);
    }

    static Rig aacRig() {
        return new Rig(TrackSettings.of(2, "MPEG4-GENERIC", 97, 44_100, Map.of("config", "1210")));
    }

    static Rig udp(Rig rig) {
        return new Rig(rig.settings.withReorder(true));
    }

    private static void deliver(Rig rig, byte[] packet) {
        rig.send(packet);
        byte[] exact = packet.clone();
        rig.receiver.onRtcp(exact, 0, exact.length, rig.nowNs, rig.wallUs());
        rig.nowNs += 10_000_000;
        rig.receiver.onTick(rig.nowNs);
    }

    private static void finish(Rig rig) {
        rig.receiver.receiverReport(rig.nowNs);
        rig.receiver.flush();
        assertThat(rig.receiver.counters().packets()).isNotNegative();
    }

    private static void truncate(Supplier<Rig> rigs, List<byte[]> packets) {
        for (int victim = 0; victim < packets.size(); victim++) {
            for (int length = 0; length < packets.get(victim).length; length++) {
                Rig rig = rigs.get();
                for (int i = 0; i < packets.size(); i++) {
                    byte[] packet = packets.get(i);
                    // A buffer that ends with the packet shows any read past it.
                    byte[] cut = i == victim ? Arrays.copyOf(packet, length) : packet;
                    rig.receiver.onRtp(cut, 0, cut.length, rig.nowNs, rig.wallUs());
                }
                finish(rig);
            }
        }
    }

    private static void mutate(String name, Supplier<Rig> rigs, List<byte[]> packets) {
        long seed = 20_260_000L;
        System.out.println(name + ": " + MUTATIONS + " mutations from seed " + seed);
        Random random = new Random(seed);
        Rig rig = rigs.get();
        for (int round = 0; round < MUTATIONS; round++) {
            if (round % 200 == 0) {
                finish(rig);
                rig = rigs.get();
            }
            byte[] packet = packets.get(random.nextInt(packets.size())).clone();
            int changes = 1 + random.nextInt(6);
            for (int i = 0; i < changes; i++) {
                // Mostly behind the RTP header, which else would be thrown away.
                int from = random.nextInt(8) == 0 ? 0 : Math.min(12, packet.length - 1);
                int at = from + random.nextInt(packet.length - from);
                packet[at] =
                        (byte)
                                (random.nextBoolean()
                                        ? random.nextInt()
                                        : packet[at] ^ 1 << random.nextInt(8));
            }
            if (random.nextInt(10) == 0) {
                packet = Arrays.copyOf(packet, random.nextInt(packet.length));
            }
            try {
                deliver(rig, packet);
            } catch (RuntimeException e) {
                throw new AssertionError(name + ", seed " + seed + ", round " + round, e);
            }
        }
        finish(rig);
    }

    @Test
    void survivesEveryTruncationOfH264() {
        truncate(Rig::h264, h264());
        truncate(() -> udp(Rig.h264()), h264());
    }

    @Test
    void survivesEveryTruncationOfH265() {
        truncate(Rig::h265, h265());
        truncate(() -> Rig.h265(Map.of("sprop-max-don-diff", "1")), h265());
    }

    @Test
    void survivesEveryTruncationOfAac() {
        truncate(RobustnessTest::aacRig, aac());
    }

    @Test
    void survivesEveryTruncationOfRtcp() {
        truncate(Rig::h264, rtcp());
    }

    @Test
    void survivesMutationsOfH264() {
        mutate("H.264", Rig::h264, h264());
        mutate("H.264 over UDP", () -> udp(Rig.h264()), h264());
    }

    @Test
    void survivesMutationsOfH265() {
        mutate("H.265", Rig::h265, h265());
        mutate("H.265 numbered", () -> Rig.h265(Map.of("sprop-max-don-diff", "1")), h265());
    }

    @Test
    void survivesTheOtherCodecsPackets() {
        mutate("H.265 as H.264", Rig::h264, h265());
        mutate("H.264 as H.265", Rig::h265, h264());
        mutate("AAC as H.264", () -> new Rig(TrackSettings.of(1, "H264", 97, 0, Map.of())), aac());
    }

    @Test
    void survivesMutationsOfAac() {
        mutate("AAC", RobustnessTest::aacRig, aac());
        Map<String, String> odd =
                Map.of(
                        "sizelength", "6",
                        "indexlength", "2",
                        "indexdeltalength", "32",
                        "ctsdeltalength", "7",
                        "auxiliarydatasizelength", "32",
                        "constantsize", "9");
        mutate(
                "AAC with odd headers",
                () -> new Rig(TrackSettings.of(2, "MPEG4-GENERIC", 97, 44_100, odd)),
                aac());
    }

    @Test
    void survivesMutationsOfRtcp() {
        mutate("RTCP", Rig::h264, rtcp());
    }

    @Test
    void survivesAnyFmtpValues() {
        Random random = new Random(77);
        String alphabet = "AZaz09+/=,;% -";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = value.toString();
            Rig.h264(Map.of("sprop-parameter-sets", text, "x-dimensions", text));
            Rig.h265(Map.of("sprop-vps", text, "sprop-sps", text, "sprop-max-don-diff", text));
            new Rig(
                    TrackSettings.of(
                            3,
                            "MPEG4-GENERIC",
                            97,
                            0,
                            Map.of("config", text, "sizelength", text, "constantsize", text)));
        }
    }
}
