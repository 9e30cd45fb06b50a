package org.haidang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.haidang.media.codec.TestNals;
import org.haidang.media.track.AccessUnit;
import org.junit.jupiter.api.Test;

class TransportTest {
    private static final byte[] SPS = TestNals.sps();
    private static final byte[] PPS = TestNals.pps();

    private final Random random = new Random(2);
    private final byte[] idr = TestNals.idr(300, random);
    private final byte[] slice = TestNals.slice(120, random);

    private static Rig udp() {
        return new Rig(TrackSettings.of(1, "H264", 96, 90_000, Map.of()).withReorder(true));
    }

    @Test
    void readsPastPaddingExtensionAndContributors() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        byte[] plain = rig.packet(true, slice);
        byte[] dressed =
                ByteBuffer.allocate(plain.length + 8 + 12 + 4)
                        .put((byte) (0x80 | 0x20 | 0x10 | 2))
                        .put(plain, 1, 11)
                        .putLong(0x1122334455667788L)
                        .putShort((short) 0xBEDE)
                        .putShort((short) 2)
                        .putLong(9)
                        .put(slice)
                        .put(new byte[] {0, 0, 0, 4})
                        .array();
        rig.send(dressed);
        assertThat(Rig.nals(rig.last()).getFirst()).isEqualTo(slice);
    }

    @Test
    void keepsThePayloadWhenThePaddingBitIsALie() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        byte[] nal = {0x41, (byte) 0x9A, 1, (byte) 0xFF};
        byte[] packet = rig.packet(true, nal);
        packet[0] |= 0x20;
        rig.send(packet);
        assertThat(Rig.nals(rig.last()).getFirst()).isEqualTo(nal);
    }

    @Test
    void r01_takesRtcpOnTheRtpChannelAndRtpOnTheRtcpChannel() {
        Rig rig = Rig.h264();
        byte[] report = senderReport(rig.ssrc, 0, 0);
        rig.receiver.onRtp(report, 0, report.length, rig.nowNs, rig.wallUs());
        assertThat(rig.receiver.counters().malformed()).isZero();
        for (byte[] nal : List.of(SPS, PPS, idr)) {
            byte[] packet = rig.packet(Arrays.equals(nal, idr), nal);
            rig.receiver.onRtcp(packet, 0, packet.length, rig.nowNs, rig.wallUs());
        }
        assertThat(rig.units).hasSize(1);
    }

    @Test
    void r02_dropsMalformedRtcpAndGoesOn() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        byte[] broken = {(byte) 0x80, (byte) 200, 0, 99, 1, 2, 3};
        rig.receiver.onRtcp(broken, 0, broken.length, rig.nowNs, rig.wallUs());
        rig.receiver.onRtcp(new byte[] {1}, 0, 1, rig.nowNs, rig.wallUs());
        rig.picture(slice);
        assertThat(rig.units).hasSize(2);
        assertThat(rig.receiver.counters().malformed()).isPositive();
    }

    @Test
    void r03_takesPacketsOfSixtyFourKilobytes() {
        Rig rig = Rig.h264();
        byte[] big = TestNals.idr(60_000, random);
        assertThat(big.length).isBetween(60_000, 65_000 + 12);
        rig.picture(SPS, PPS, big);
        assertThat(Rig.nals(rig.unit(0)).getLast()).isEqualTo(big);
    }

    @Test
    void r04_locksOnToANewSsrcAfterThreePacketsWithoutLosingThem() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.picture(slice);
        rig.ssrc = 0x9999;
        rig.sequence = 40_000;
        rig.timestamp = 5;
        rig.picture(SPS, PPS, idr);
        rig.picture(slice);
        assertThat(rig.units).hasSize(4);
        assertThat(rig.unit(2).randomAccess()).isTrue();
        assertThat(rig.unit(2).discontinuity()).isTrue();
        assertThat(rig.unit(3).discontinuity()).isFalse();
        assertThat(rig.unit(2).dtsTicks() - rig.unit(1).dtsTicks()).isBetween(3000L, 4200L);
        assertThat(rig.receiver.counters().ssrcChanges()).isEqualTo(1);
        assertThat(rig.receiver.counters().lost()).isZero();
        assertThat(rig.receiver.counters().foreign()).isZero();
    }

    @Test
    void r04_takesNoNoticeOfSinglePacketsOfOthers() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        int own = rig.ssrc;
        for (int i = 0; i < 10; i++) {
            rig.ssrc = 0x7777;
            rig.send(rig.packetAt(i, true, slice));
            rig.ssrc = own;
            rig.picture(slice);
        }
        assertThat(rig.units).hasSize(11);
        assertThat(rig.receiver.counters().ssrcChanges()).isZero();
        assertThat(rig.receiver.counters().foreign()).isEqualTo(10);
    }

    @Test
    void k09_keepsToTheAnnouncedSsrcWhenAnOldSessionStillSends() {
        TrackSettings settings = TrackSettings.of(1, "H264", 96, 90_000, Map.of());
        Rig rig = new Rig(settings.withExpectedSsrc(0x1234));
        byte[] stale = TestNals.slice(33, random);
        int own = rig.ssrc;
        int oldSequence = 9_000;
        rig.picture(SPS, PPS, idr);
        for (int i = 0; i < 20; i++) {
            rig.ssrc = 0xDEAD;
            for (int j = 0; j < 5; j++) {
                rig.send(rig.packetAt(oldSequence++, true, stale));
            }
            rig.ssrc = own;
            rig.picture(SPS, PPS, idr);
        }
        assertThat(rig.units).hasSize(21);
        assertThat(rig.receiver.counters().ssrcChanges()).isZero();
        assertThat(rig.units.stream().noneMatch(AccessUnit::damaged)).isTrue();
        assertThat(rig.receiver.counters().foreign()).isEqualTo(100);
    }

    @Test
    void k09_takesTheAnnouncedSsrcAtOnceWhenAnOldSessionCameFirst() {
        TrackSettings settings = TrackSettings.of(1, "H264", 96, 90_000, Map.of());
        Rig rig = new Rig(settings.withExpectedSsrc(0x1234));
        rig.ssrc = 0xDEAD;
        for (int i = 0; i < 5; i++) {
            rig.send(rig.packetAt(9_000 + i, true, slice));
        }
        rig.ssrc = 0x1234;
        rig.picture(Rig.stapA(SPS, PPS, idr));
        assertThat(rig.units).hasSize(1);
        assertThat(rig.receiver.counters().ssrcChanges()).isEqualTo(1);
    }

    @Test
    void startsAtARandomAccessAfterAReconnectAndGoesOnInTime() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.picture(slice);
        rig.reconnect();
        rig.nowNs += 10_000 * Rig.MS;
        rig.picture(slice);
        rig.picture(SPS, PPS, idr);
        assertThat(rig.units).hasSize(3);
        assertThat(rig.tracks).hasSize(2);
        assertThat(rig.last().randomAccess()).isTrue();
        assertThat(rig.last().discontinuity()).isTrue();
        assertThat(rig.last().dtsTicks() - rig.unit(0).dtsTicks())
                .isEqualTo(90_000 * 10 + 3 * 3600);
    }

    @Test
    void k09_doesNotAlternateBetweenTwoSessionsThatAreMixed() {
        Rig rig = Rig.h264();
        rig.ssrc = 0xDEAD;
        rig.send(rig.packet(true, slice));
        int oldSequence = 9_000;
        for (int i = 0; i < 20; i++) {
            rig.ssrc = 0x1234;
            rig.picture(SPS, PPS, idr, slice);
            rig.ssrc = 0xDEAD;
            for (int j = 0; j < 5; j++) {
                rig.send(rig.packetAt(oldSequence++, true, slice));
            }
        }
        assertThat(rig.receiver.counters().ssrcChanges()).isEqualTo(1);
        assertThat(rig.units).hasSize(20);
    }

    @Test
    void k10_dropsPacketsOfOtherPayloadTypes() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.payloadType = 60;
        rig.send(rig.packetAt(5, true, slice));
        rig.payloadType = 96;
        rig.picture(slice);
        assertThat(rig.units).hasSize(2);
        assertThat(rig.receiver.counters().foreign()).isEqualTo(1);
    }

    @Test
    void takesAnotherPayloadTypeWhenNothingElseComes() {
        Rig rig = Rig.h264();
        rig.payloadType = 35;
        for (int i = 0; i < 20; i++) {
            rig.picture(SPS, PPS, idr);
        }
        assertThat(rig.units).hasSizeGreaterThan(5);
        assertThat(rig.oddities).contains(Oddity.PAYLOAD_TYPE);
    }

    @Test
    void r07_countsGapsAndStaysConnected() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.skip();
        rig.skip();
        rig.picture(slice);
        rig.picture(slice);
        assertThat(rig.units).hasSize(3);
        assertThat(rig.receiver.counters().lost()).isEqualTo(2);
    }

    @Test
    void startsOverWhenTheSequenceNumbersDo() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.sequence = 20_000;
        rig.picture(SPS, PPS, idr);
        rig.picture(slice);
        assertThat(rig.units).hasSize(3);
        assertThat(rig.receiver.counters().lost()).isZero();
    }

    @Test
    void r09_takesSenderReportsOfAnUnknownSsrc() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        long ntpSeconds = rig.wallUs() / 1_000_000 + 2_208_988_800L + 3600;
        byte[] report = senderReport(0x55, ntpSeconds << 32, rig.timestamp);
        rig.receiver.onRtcp(report, 0, report.length, rig.nowNs, rig.wallUs());
        assertThat(rig.receiver.counters().cameraOffsetUs() / 1_000_000).isBetween(3599L, 3601L);
    }

    @Test
    void reportsLossAndTheLastSenderReport() {
        Rig rig = Rig.h264();
        rig.sequence = 100;
        rig.picture(SPS, PPS, idr);
        rig.skip();
        rig.picture(slice);
        byte[] report = senderReport(rig.ssrc, 0x1111222233334444L, 0);
        rig.receiver.onRtcp(report, 0, report.length, rig.nowNs, rig.wallUs());
        byte[] own = rig.receiver.receiverReport(rig.nowNs + 2_000_000_000L);
        ByteBuffer read = ByteBuffer.wrap(own);
        assertThat(read.get(1) & 0xFF).isEqualTo(201);
        assertThat(read.getInt(8)).isEqualTo(rig.ssrc);
        assertThat(read.get(12) & 0xFF).isEqualTo(256 / 5);
        assertThat(read.getInt(12) & 0xFFFFFF).isEqualTo(1);
        assertThat(read.getInt(16)).isEqualTo(104);
        assertThat(read.getInt(24)).isEqualTo(0x22223333);
        assertThat(read.getInt(28)).isEqualTo(2 * 65_536);
        assertThat(read.get(33) & 0xFF).isEqualTo(202);
        assertThat(own.length % 4).isZero();
        assertThat(Rtcp.read(own, 0, own.length, new NoSink())).isTrue();
    }

    @Test
    void reportsNothingBeforeTheFirstPacket() {
        byte[] report = Rig.h264().receiver.receiverReport(1);
        assertThat(report).hasSize(8);
    }

    @Test
    void tellsAGoodbyeUntilMediaComesAgain() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        byte[] bye = {(byte) 0x81, (byte) 203, 0, 1, 0, 0, 0x12, 0x34};
        rig.receiver.onRtcp(bye, 0, bye.length, rig.nowNs, rig.wallUs());
        assertThat(rig.receiver.goodbye()).isTrue();
        rig.picture(slice);
        assertThat(rig.receiver.goodbye()).isFalse();
    }

    @Test
    void putsUdpPacketsBackInOrder() {
        Rig rig = udp();
        rig.picture(SPS, PPS, idr);
        List<byte[]> packets = new ArrayList<>();
        for (byte[] part : Rig.fuA(slice, 20)) {
            packets.add(rig.packet((part[1] & 0x40) != 0, part));
        }
        byte[] first = packets.removeFirst();
        packets.add(2, first);
        packets.forEach(rig::send);
        assertThat(rig.units).hasSize(2);
        assertThat(Rig.nals(rig.last()).getFirst()).isEqualTo(slice);
        assertThat(rig.receiver.counters().reordered()).isEqualTo(1);
        assertThat(rig.receiver.counters().lost()).isZero();
    }

    @Test
    void givesUpOnAMissingUdpPacketAfterATenthOfASecond() {
        Rig rig = udp();
        rig.picture(SPS, PPS, idr);
        rig.skip();
        rig.picture(slice);
        assertThat(rig.units).hasSize(1);
        rig.receiver.onTick(rig.nowNs);
        assertThat(rig.units).hasSize(1);
        rig.receiver.onTick(rig.nowNs + 61_000_000);
        assertThat(rig.units).hasSize(2);
        assertThat(rig.receiver.counters().lost()).isEqualTo(1);
    }

    @Test
    void countsUdpPacketsThatComeTwiceOrTooLate() {
        Rig rig = udp();
        rig.picture(SPS, PPS, idr);
        byte[] packet = rig.packet(true, slice);
        rig.send(packet);
        rig.send(packet);
        assertThat(rig.units).hasSize(2);
        assertThat(rig.receiver.counters().duplicates()).isEqualTo(1);
    }

    @Test
    void holdsNoMoreUdpPacketsThanItsBound() {
        ReorderBuffer buffer = new ReorderBuffer((data, offset, length, ns, us) -> {});
        byte[] large = new byte[60_000];
        buffer.offer(0, large, 0, 10, 0, 0);
        for (int i = 2; i < 60; i++) {
            buffer.offer(i, large, 0, large.length, 0, 0);
        }
        assertThat(buffer.late()).isZero();
        buffer.offer(1, large, 0, 10, 0, 0);
        assertThat(buffer.late()).isEqualTo(1); // given up when the bytes were too many
    }

    private static byte[] senderReport(int ssrc, long ntp, int timestamp) {
        return ByteBuffer.allocate(28)
                .put((byte) 0x80)
                .put((byte) 200)
                .putShort((short) 6)
                .putInt(ssrc)
                .putLong(ntp)
                .putInt(timestamp)
                .putInt(1)
                .putInt(2)
                .array();
    }

    private static final class NoSink implements Rtcp.Sink {
        @Override
        public void onSenderReport(int ssrc, long ntp, int rtpTimestamp) {
            throw new AssertionError("no sender report in there");
        }

        @Override
        public void onGoodbye(int ssrc) {
            throw new AssertionError("no goodbye in there");
        }
    }
}
