package org.haidang.camerafarm.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.haidang.media.track.Codec;
import org.junit.jupiter.api.Test;

class PacketizerTest {

    private static byte[] nal(int length, int... header) {
        byte[] nal = new byte[length];
        new Random(length).nextBytes(nal);
        for (int i = 0; i < header.length; i++) {
            nal[i] = (byte) header[i];
        }
        return nal;
    }

    @Test
    void sendsASmallNalUnitAsItIs() {
        byte[] nal = nal(Packetizer.MAX_PAYLOAD, 0x67);
        assertThat(Packetizer.video(Codec.H264, List.of(nal))).containsExactly(nal);
    }

    @Test
    void fragmentsOfH264MakeTheNalUnitAgain() {
        for (int length : new int[] {1_401, 2_797, 2_798, 10_000}) {
            byte[] nal = nal(length, 0x65);
            List<byte[]> payloads = Packetizer.video(Codec.H264, List.of(nal));
            ByteBuffer whole = ByteBuffer.allocate(length);
            byte[] first = payloads.getFirst();
            whole.put((byte) (first[0] & 0xe0 | first[1] & 0x1f));
            for (int i = 0; i < payloads.size(); i++) {
                byte[] payload = payloads.get(i);
                assertThat(payload.length).isLessThanOrEqualTo(Packetizer.MAX_PAYLOAD);
                assertThat(payload[0] & 0x1f).isEqualTo(28);
                assertThat((payload[1] & 0x80) != 0).isEqualTo(i == 0);
                assertThat((payload[1] & 0x40) != 0).isEqualTo(i == payloads.size() - 1);
                whole.put(payload, 2, payload.length - 2);
            }
            assertThat(whole.array()).isEqualTo(nal);
        }
    }

    @Test
    void fragmentsOfH265MakeTheNalUnitAgain() {
        byte[] nal = nal(5_000, 0x26, 0x01);
        List<byte[]> payloads = Packetizer.video(Codec.H265, List.of(nal));
        ByteBuffer whole = ByteBuffer.allocate(nal.length);
        byte[] first = payloads.getFirst();
        whole.put((byte) (first[0] & 0x81 | (first[2] & 0x3f) << 1)).put(first[1]);
        for (byte[] payload : payloads) {
            assertThat(payload[0] >> 1 & 0x3f).isEqualTo(49);
            whole.put(payload, 3, payload.length - 3);
        }
        assertThat(whole.array()).isEqualTo(nal);
    }

    @Test
    void putsTheLengthOfAnAacFrameIntoThirteenBits() {
        byte[] payload = Packetizer.audio(Codec.AAC, nal(0x1234));
        assertThat(payload).startsWith(0, 16, 0x1234 >> 5, 0x1234 << 3 & 0xff);
    }

    @Test
    void givesEachCameraItsOwnNumbersAndTheMarkerToTheLastPacket() {
        List<byte[]> payloads = List.of(nal(10), nal(20), nal(30));
        PacketBlock block = Packetizer.block(96, payloads, true);
        ByteBuffer out = ByteBuffer.allocate(200);
        out.put((byte) 7);
        block.write(out, 4, 65_534, 0x01020304, 0x0a0b0c0d);
        out.flip().position(1);
        for (int i = 0; i < 3; i++) {
            assertThat(out.get()).isEqualTo((byte) '$');
            assertThat(out.get()).isEqualTo((byte) 4);
            assertThat(out.getShort()).isEqualTo((short) (12 + payloads.get(i).length));
            assertThat(out.get()).isEqualTo((byte) 0x80);
            assertThat(out.get()).isEqualTo((byte) (96 | (i == 2 ? 0x80 : 0)));
            assertThat(out.getShort()).isEqualTo((short) (65_534 + i));
            assertThat(out.getInt()).isEqualTo(0x01020304);
            assertThat(out.getInt()).isEqualTo(0x0a0b0c0d);
            byte[] payload = new byte[payloads.get(i).length];
            out.get(payload);
            assertThat(payload).isEqualTo(payloads.get(i));
        }
        assertThat(out.hasRemaining()).isFalse();
    }
}
