package org.haidang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.haidang.media.track.AccessUnit;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any datagrams of one track: units whose times never go back, or nothing. The input names the kind
 * of track in its first byte; then come packets, each behind two bytes of its length, whose highest
 * bit says that it is RTCP.
 */
class ReceiverFuzz {
    private static final int RTCP = 0x8000;

    private static final List<Supplier<Rig>> KINDS =
            List.of(
                    Rig::h264,
                    () -> RobustnessTest.udp(Rig.h264()),
                    Rig::h265,
                    () -> Rig.h265(Map.of("sprop-max-don-diff", "1")),
                    RobustnessTest::aacRig,
                    () -> new Rig(TrackSettings.of(2, "PCMA", 8, 8_000, Map.of())));

    static Stream<Arguments> tracks() {
        RobustnessTest packets = new RobustnessTest();
        return Stream.of(
                        input(0, packets.h264()),
                        input(1, packets.h264()),
                        input(2, packets.h265()),
                        input(3, packets.h265()),
                        input(4, packets.aac()),
                        input(5, packets.aac()))
                .map(Arguments::of);
    }

    private static byte[] input(int kind, List<byte[]> packets) {
        byte[] report = RobustnessTest.rtcp().getFirst();
        int size = packets.stream().mapToInt(p -> 2 + p.length).sum();
        ByteBuffer out = ByteBuffer.allocate(1 + size + 2 + report.length).put((byte) kind);
        packets.forEach(packet -> out.putShort((short) packet.length).put(packet));
        return out.putShort((short) (RTCP | report.length)).put(report).array();
    }

    @MethodSource("tracks")
    @FuzzTest
    void isReceivedOrDropped(byte[] input) {
        if (input.length == 0) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(input);
        Rig rig = KINDS.get((in.get() & 0xFF) % KINDS.size()).get();
        while (in.remaining() >= 2) {
            int head = in.getShort() & 0xFFFF;
            byte[] packet = new byte[Math.min(head & ~RTCP, in.remaining())];
            in.get(packet);
            if ((head & RTCP) == 0) {
                rig.send(packet);
            } else {
                rig.receiver.onRtcp(packet, 0, packet.length, rig.nowNs, rig.wallUs());
            }
            rig.nowNs += 10 * Rig.MS;
            rig.receiver.onTick(rig.nowNs);
        }
        rig.receiver.flush();
        check(rig.units);
    }

    private static void check(List<AccessUnit> units) {
        for (int i = 1; i < units.size(); i++) {
            assertThat(units.get(i).ptsTicks()).isGreaterThanOrEqualTo(units.get(i).dtsTicks());
            assertThat(units.get(i).dtsTicks()).isGreaterThanOrEqualTo(units.get(i - 1).dtsTicks());
        }
    }
}
