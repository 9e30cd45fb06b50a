package org.haidang.media.rtp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.haidang.media.codec.BitWriter;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;
import org.junit.jupiter.api.Test;

class AudioPayloadTest {
    private static final Map<String, String> HBR =
            Map.of(
                    "config", "1210",
                    "mode", "AAC-hbr",
                    "sizelength", "13",
                    "indexlength", "3",
                    "indexdeltalength", "3");

    private final Random random = new Random(3);

    private static Rig aac() {
        return aac(HBR);
    }

    private static Rig aac(Map<String, String> fmtp) {
        Rig rig = new Rig(TrackSettings.of(2, "mpeg4-generic", 97, 44_100, fmtp).withChannels(2));
        rig.pictureTicks = 1024;
        rig.pictureNs = 1024 * 1_000_000_000L / 44_100;
        return rig;
    }

    private byte[] frame(int size) {
        byte[] frame = new byte[size];
        random.nextBytes(frame);
        frame[0] = 0x21;
        return frame;
    }

    private static byte[] headers(int... sizes) {
        BitWriter w = new BitWriter().u(16, sizes.length * 16L);
        for (int size : sizes) {
            w.u(13, size).u(3, 0);
        }
        return w.bytes();
    }

    private static byte[] adts(byte[] frame) {
        return new BitWriter()
                .u(12, 0xFFF)
                .u(4, 1)
                .u(2, 1)
                .u(4, 4)
                .u(1, 0)
                .u(3, 2)
                .u(4, 0)
                .u(13, frame.length + 7L)
                .u(11, 0x7FF)
                .u(2, 0)
                .bytes();
    }

    @Test
    void knowsTheFormatFromTheDescription() {
        Rig rig = aac();
        AudioFormat format = (AudioFormat) requireNonNull(rig.receiver.track()).format();
        assertThat(format.codec()).isEqualTo(Codec.AAC);
        assertThat(format.sampleRateHz()).isEqualTo(44_100);
        assertThat(format.channels()).isEqualTo(2);
        assertThat(format.codecString()).isEqualTo("mp4a.40.2");
        assertThat(format.config()).containsExactly(0x12, 0x10);
    }

    @Test
    void x01_stripsAdtsHeaders() {
        Rig rig = aac();
        byte[] frame = frame(150);
        rig.send(rig.packet(true, headers(157), adts(frame), frame));
        rig.next();
        rig.send(rig.packet(true, adts(frame), frame)); // and without any AU headers
        assertThat(rig.units).hasSize(2);
        assertThat(rig.unit(0).data()).isEqualTo(frame);
        assertThat(rig.unit(1).data()).isEqualTo(frame);
        assertThat(rig.oddities).contains(Oddity.ADTS);
    }

    @Test
    void x01_takesTheFormatFromAdtsWhenNoneWasAnnounced() {
        Rig rig = new Rig(TrackSettings.of(2, "MPEG4-GENERIC", 97, 44_100, Map.of()));
        byte[] frame = frame(150);
        rig.send(rig.packet(true, headers(157), adts(frame), frame));
        assertThat(((AudioFormat) rig.tracks.getLast().format()).channels()).isEqualTo(2);
    }

    @Test
    void x02_takesAPayloadWithoutHeadersForOneFrame() {
        Rig rig = aac();
        byte[] frame = frame(40);
        rig.send(rig.packet(true, new byte[] {0, 0}, frame));
        assertThat(rig.unit(0).data()).isEqualTo(frame);
    }

    @Test
    void x02_dropsHeadersBeyondThePacketWithoutAnException() {
        Rig rig = aac();
        rig.send(rig.packet(true, new byte[] {0x7F, (byte) 0xFF, 1, 2}));
        rig.send(rig.packet(true, new byte[] {1}));
        rig.send(rig.packet(true, new byte[0]));
        rig.send(rig.packet(true, headers(30, 30, 30), frame(50)));
        assertThat(rig.receiver.counters().malformed()).isEqualTo(3);
        assertThat(rig.units).hasSize(1); // the one frame that was whole
    }

    @Test
    void x04_spreadsSeveralFramesOfAPacketOverTime() {
        Rig rig = aac();
        byte[][] frames = {frame(30), frame(40), frame(50)};
        rig.send(rig.packet(true, headers(30, 40, 50), frames[0], frames[1], frames[2]));
        assertThat(rig.units).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(rig.unit(i).data()).isEqualTo(frames[i]);
            assertThat(rig.unit(i).dtsTicks()).isEqualTo(rig.unit(0).dtsTicks() + 1024L * i);
            assertThat(rig.unit(i).randomAccess()).isTrue();
        }
    }

    @Test
    void x04_putsAFrameOfSeveralPacketsTogether() {
        Rig rig = aac();
        byte[] frame = frame(250);
        for (int at = 0; at < 250; at += 100) {
            byte[] part = java.util.Arrays.copyOfRange(frame, at, Math.min(250, at + 100));
            rig.send(rig.packet(at == 200, headers(250), part));
        }
        assertThat(rig.units).hasSize(1);
        assertThat(rig.unit(0).data()).isEqualTo(frame);
    }

    @Test
    void x04_dropsAFrameThatLostAPart() {
        Rig rig = aac();
        byte[] frame = frame(100);
        rig.send(rig.packet(false, headers(250), frame));
        rig.skip();
        rig.send(rig.packet(true, headers(250), frame(50)));
        rig.next();
        rig.send(rig.packet(true, headers(100), frame));
        assertThat(rig.units).hasSize(1);
        assertThat(rig.receiver.counters().droppedUnits()).isEqualTo(2);
    }

    @Test
    void readsOptionalHeaderPartsByTheirAnnouncedLengths() {
        Rig rig =
                aac(
                        Map.of(
                                "config", "1210",
                                "sizelength", "13",
                                "indexlength", "3",
                                "indexdeltalength", "3",
                                "ctsdeltalength", "8",
                                "randomaccessindication", "1",
                                "auxiliarydatasizelength", "4"));
        byte[] frame = frame(20);
        byte[] header =
                new BitWriter().u(16, 26).u(13, 20).u(3, 0).u(1, 1).u(8, 77).u(1, 1).bytes();
        byte[] auxiliary = new BitWriter().u(4, 5).u(5, 3).bytes();
        rig.send(rig.packet(true, header, auxiliary, frame));
        assertThat(rig.unit(0).data()).isEqualTo(frame);
    }

    @Test
    void x07_takesG711PacketsOfAnyLength() {
        Rig rig = new Rig(TrackSettings.of(2, "pcma", 8, 8000, Map.of()));
        long expected = -1;
        for (int size : new int[] {160, 320, 512, 1024, 33}) {
            rig.pictureTicks = size;
            rig.pictureNs = size * 125_000L;
            rig.send(rig.packet(false, frame(size)));
            rig.next();
            assertThat(rig.last().data()).hasSize(size);
            if (expected >= 0) {
                assertThat(rig.last().dtsTicks()).isEqualTo(expected);
            }
            expected = rig.last().dtsTicks() + size;
        }
        assertThat(rig.tracks.getFirst().timescaleHz()).isEqualTo(8000);
        assertThat(((AudioFormat) rig.tracks.getFirst().format()).codecString()).isEqualTo("alaw");
    }

    @Test
    void x08_takesG711AtOtherRates() {
        Rig rig = new Rig(TrackSettings.of(2, "PCMU", 97, 16_000, Map.of()).withChannels(2));
        rig.send(rig.packet(true, frame(640)));
        AudioFormat format = (AudioFormat) rig.tracks.getFirst().format();
        assertThat(format.sampleRateHz()).isEqualTo(16_000);
        assertThat(format.channels()).isEqualTo(2);
    }

    @Test
    void tellsLossAsADiscontinuity() {
        Rig rig = new Rig(TrackSettings.of(2, "PCMU", 0, 8_000, Map.of()));
        rig.send(rig.packet(true, frame(160)));
        rig.skip();
        rig.send(rig.packet(true, frame(160)));
        rig.send(rig.packet(true, frame(160)));
        assertThat(rig.units.stream().map(AccessUnit::discontinuity))
                .containsExactly(false, true, false);
    }

    @Test
    void supportsWhatItSaysInAnyCase() {
        assertThat(TrackReceiver.supports("h264")).isTrue();
        assertThat(TrackReceiver.supports("H265")).isTrue();
        assertThat(TrackReceiver.supports("mpeg4-GENERIC")).isTrue();
        assertThat(TrackReceiver.supports("PCMU")).isTrue();
        assertThat(TrackReceiver.supports("vnd.onvif.metadata")).isFalse();
        assertThat(TrackReceiver.supports("JPEG")).isFalse();
    }
}
