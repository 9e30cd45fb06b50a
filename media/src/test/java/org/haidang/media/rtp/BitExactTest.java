package org.haidang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.haidang.media.codec.TestNals;
import org.junit.jupiter.api.Test;

/** Random pictures through a random packetizer come out as they went in. */
class BitExactTest {
    private static final int PICTURES = 60;

    /** One picture: its NAL units and the packets that carry them. */
    private record Sent(List<byte[]> nals, List<byte[]> packets) {}

    private static List<byte[]> pictureH264(int number, Random random) {
        List<byte[]> nals = new ArrayList<>();
        if (random.nextBoolean()) {
            nals.add(TestNals.aud());
        }
        boolean key = number % 10 == 0;
        if (key) {
            nals.add(TestNals.sps());
            nals.add(TestNals.pps());
        }
        int slices = 1 + random.nextInt(3);
        for (int i = 0; i < slices; i++) {
            int header = key ? 0x65 : random.nextBoolean() ? 0x41 : 0x01;
            nals.add(TestNals.h264Slice(header, i * 50, 5, 0, 5 + random.nextInt(4000), random));
        }
        return nals;
    }

    private static List<byte[]> pictureH265(int number, Random random) {
        List<byte[]> nals = new ArrayList<>();
        boolean key = number % 10 == 0;
        if (key) {
            nals.add(TestNals.h265Vps());
            nals.add(TestNals.h265Sps(1920, 1080, 0, 1, false));
            nals.add(TestNals.h265Pps());
        }
        int slices = 1 + random.nextInt(3);
        for (int i = 0; i < slices; i++) {
            nals.add(TestNals.h265Slice(key ? 19 : 1, i == 0, 5 + random.nextInt(4000), random));
        }
        return nals;
    }

    private static List<byte[]> packets(Rig rig, List<byte[]> nals, boolean h265, Random random) {
        int mtu = 50 + random.nextInt(1400);
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < nals.size(); ) {
            byte[] nal = nals.get(i);
            int more = 0;
            int bytes = 2;
            while (i + more < nals.size() && bytes + 2 + nals.get(i + more).length <= mtu) {
                bytes += 2 + nals.get(i + more++).length;
            }
            if (more > 1 && random.nextBoolean()) {
                byte[][] group = nals.subList(i, i + more).toArray(byte[][]::new);
                payloads.add(h265 ? Rig.ap(group) : Rig.stapA(group));
                i += more;
                continue;
            }
            if (nal.length <= mtu) {
                payloads.add(nal);
            } else {
                payloads.addAll(h265 ? Rig.fu265(nal, mtu) : Rig.fuA(nal, mtu));
            }
            i++;
        }
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            packets.add(rig.packet(i == payloads.size() - 1, payloads.get(i)));
        }
        return packets;
    }

    private static List<Sent> send(Rig rig, boolean h265, Random random) {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            List<byte[]> nals = h265 ? pictureH265(i, random) : pictureH264(i, random);
            sent.add(new Sent(nals, packets(rig, nals, h265, random)));
            rig.timestamp += rig.pictureTicks;
        }
        return sent;
    }

    private static void assertSame(long seed, Rig rig, List<Sent> sent) {
        assertThat(rig.units).as("seed " + seed).hasSize(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            assertThat(Rig.nals(rig.unit(i)).toArray(byte[][]::new))
                    .as("seed " + seed + ", picture " + i)
                    .isDeepEqualTo(sent.get(i).nals().toArray(byte[][]::new));
            assertThat(rig.unit(i).damaged()).isFalse();
            assertThat(rig.unit(i).discontinuity()).isFalse();
        }
        assertThat(rig.receiver.counters().malformed()).isZero();
        assertThat(rig.receiver.counters().lost()).isZero();
    }

    @Test
    void givesBackWhatWasSentInOrder() {
        for (long seed = 0; seed < 60; seed++) {
            boolean h265 = seed % 2 == 1;
            Random random = new Random(seed);
            Rig rig = h265 ? Rig.h265() : Rig.h264();
            List<Sent> sent = send(rig, h265, random);
            for (Sent picture : sent) {
                picture.packets().forEach(rig::send);
                rig.nowNs += rig.pictureNs;
            }
            assertSame(seed, rig, sent);
        }
    }

    @Test
    void givesBackWhatWasSentThoughPacketsChangeOrderAndComeTwice() {
        for (long seed = 100; seed < 160; seed++) {
            boolean h265 = seed % 2 == 1;
            Random random = new Random(seed);
            TrackSettings settings =
                    TrackSettings.of(1, h265 ? "H265" : "H264", 96, 90_000, Map.of());
            Rig rig = new Rig(settings.withReorder(true));
            List<Sent> sent = send(rig, h265, random);
            List<byte[]> packets = new ArrayList<>();
            sent.forEach(picture -> packets.addAll(picture.packets()));
            for (int i = 1; i + 8 < packets.size(); i++) {
                int other = i + random.nextInt(random.nextInt(4) == 0 ? 8 : 1);
                byte[] early = packets.get(other);
                packets.set(other, packets.get(i));
                packets.set(i, early);
            }
            for (byte[] packet : packets) {
                rig.send(packet);
                if (random.nextInt(20) == 0) {
                    rig.send(packet);
                }
                rig.nowNs += 100_000;
            }
            rig.receiver.flush();
            assertSame(seed, rig, sent);
        }
    }

    /** With loss: an undamaged unit is exact, and nothing is invented. */
    @Test
    void neverPassesADamagedPictureOffAsWhole() {
        for (long seed = 200; seed < 260; seed++) {
            boolean h265 = seed % 2 == 1;
            Random random = new Random(seed);
            Rig rig = h265 ? Rig.h265() : Rig.h264();
            List<Sent> sent = send(rig, h265, random);
            int firstTimestamp = sent.size();
            for (Sent picture : sent) {
                for (byte[] packet : picture.packets()) {
                    if (random.nextInt(15) > 0) {
                        rig.send(packet);
                    }
                }
                rig.nowNs += rig.pictureNs;
            }
            rig.receiver.flush();
            int at = 0;
            for (int i = 0; i < rig.units.size(); i++) {
                List<byte[]> nals = Rig.nals(rig.unit(i));
                if (rig.unit(i).damaged()) {
                    continue;
                }
                byte[] lastNal = nals.getLast();
                int before = at;
                while (at < sent.size() && !contains(sent.get(at).nals(), lastNal)) {
                    at++;
                }
                assertThat(at)
                        .as("seed " + seed + ", unit " + i + " after " + before)
                        .isLessThan(firstTimestamp);
                List<byte[]> slices = slices(sent.get(at).nals(), h265);
                assertThat(slices(nals, h265).toArray(byte[][]::new))
                        .as("seed " + seed + ", unit " + i)
                        .isDeepEqualTo(slices.toArray(byte[][]::new));
            }
            assertThat(rig.units).isNotEmpty();
        }
    }

    private static boolean contains(List<byte[]> nals, byte[] wanted) {
        return nals.stream().anyMatch(nal -> java.util.Arrays.equals(nal, wanted));
    }

    private static List<byte[]> slices(List<byte[]> nals, boolean h265) {
        return nals.stream()
                .filter(nal -> h265 ? (nal[0] >> 1 & 0x3F) < 32 : (nal[0] & 0x1F) <= 5)
                .toList();
    }
}
