package org.haidang.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.haidang.media.track.AccessUnit;
import org.junit.jupiter.api.Test;

class FragmentWriterTest {

    private static final Sample KEY =
            new Sample(90_000, 93_600, 3600, true, Sets.hex("00 00 00 02 65 88"));

    @Test
    void writesOneKeyPictureByteForByte() {
        byte[] fragment = FragmentWriter.write(5, 1, 1_500_000, List.of(KEY));
        assertThat(HexFormat.ofDelimiter(" ").formatHex(fragment))
                .isEqualTo(
                        // prft: version 1, track 1, 1970-01-01T00:00:01.5Z, media time 93600
                        "00 00 00 20 70 72 66 74 01 00 00 00 00 00 00 01"
                                + " 83 aa 7e 81 80 00 00 00 00 00 00 00 00 01 6d a0"
                                // moof, mfhd: sequence 5
                                + " 00 00 00 68 6d 6f 6f 66 00 00 00 10 6d 66 68 64"
                                + " 00 00 00 00 00 00 00 05"
                                // traf, tfhd: default-base-is-moof, track 1
                                + " 00 00 00 50 74 72 61 66 00 00 00 10 74 66 68 64"
                                + " 00 02 00 00 00 00 00 01"
                                // tfdt: version 1, 90000
                                + " 00 00 00 14 74 66 64 74 01 00 00 00 00 00 00 00 00 01 5f 90"
                                // trun: version 1; 3600 ticks, 6 bytes, sync, shown 3600 later
                                + " 00 00 00 24 74 72 75 6e 01 00 0f 01 00 00 00 01 00 00 00 70"
                                + " 00 00 0e 10 00 00 00 06 02 00 00 00 00 00 0e 10"
                                // mdat
                                + " 00 00 00 0e 6d 64 61 74 00 00 00 02 65 88");
        assertThat(FragmentWriter.payloadOffset(1)).isEqualTo(fragment.length - 6);
    }

    @Test
    void aPictureWithRoomInFrontBecomesTheFragmentWhereItLies() {
        Random random = new Random(12);
        byte[] data = new byte[9_000];
        random.nextBytes(data);
        byte[] roomy = new byte[AccessUnit.HEAD_BYTES + data.length];
        random.nextBytes(roomy);
        System.arraycopy(data, 0, roomy, AccessUnit.HEAD_BYTES, data.length);
        Sample there = new Sample(7, 9, 3_600, false, roomy, AccessUnit.HEAD_BYTES);
        assertThat(there.data()).isEqualTo(data);
        byte[] fragment = FragmentWriter.write(5, 1, 1_500_000, List.of(there));
        assertThat(fragment).isSameAs(roomy);
        Sample apart = new Sample(7, 9, 3_600, false, data);
        assertThat(fragment)
                .isEqualTo(FragmentWriter.write(5, 1, 1_500_000, List.of(apart)))
                .isNotSameAs(data);
    }

    @Test
    void whatHasOtherRoomInFrontIsCopiedWithoutIt() throws Exception {
        byte[] roomy = Sets.hex("07 07 07 00 00 00 02 65 88");
        Sample there = new Sample(90_000, 93_600, 3600, true, roomy, 3);
        assertThat(FragmentWriter.write(5, 1, 1_500_000, List.of(there)))
                .isEqualTo(FragmentWriter.write(5, 1, 1_500_000, List.of(KEY)));
        byte[] two = FragmentWriter.write(5, 1, 1_500_000, List.of(there, there));
        assertThat(FragmentReader.samples(ByteBuffer.wrap(two)).getLast().data())
                .isEqualTo(KEY.data());
        assertThat(roomy).isEqualTo(Sets.hex("07 07 07 00 00 00 02 65 88"));
    }

    @Test
    void readsBackWhatItWroteWhateverItWas() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 1000; round++) {
            List<Sample> samples = samples(random);
            byte[] fragment = FragmentWriter.write(round, 3, round * 77_777L, samples);
            List<Sample> read = FragmentReader.samples(ByteBuffer.wrap(fragment));
            assertThat(read).hasSameSizeAs(samples);
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i).data()).isEqualTo(samples.get(i).data());
                assertThat(times(read.get(i))).isEqualTo(times(samples.get(i)));
            }
            FragmentInfo info = FragmentReader.info(fragment);
            assertThat(info.wallUs()).isEqualTo(round * 77_777L);
            assertThat(info.sequence()).isEqualTo(round);
            assertThat(info.trackId()).isEqualTo(3);
            assertThat(info.size()).isEqualTo(fragment.length);
            assertThat(info.payloadOffset())
                    .isEqualTo(FragmentWriter.payloadOffset(samples.size()));
        }
    }

    private static List<Object> times(Sample sample) {
        return List.of(
                sample.dtsTicks(),
                sample.ptsTicks(),
                sample.durationTicks(),
                sample.randomAccess());
    }

    static List<Sample> samples(Random random) {
        Sample[] samples = new Sample[random.nextInt(1, 6)];
        long dts = random.nextLong(1L << 40);
        for (int i = 0; i < samples.length; i++) {
            byte[] data = new byte[random.nextInt(0, 300)];
            random.nextBytes(data);
            long duration = random.nextLong(0, 1L << 32);
            long pts = dts + random.nextInt(-100_000, 100_000);
            samples[i] = new Sample(dts, pts, duration, random.nextBoolean(), data);
            dts += duration;
        }
        return Arrays.asList(samples);
    }

    @Test
    void refusesWhatDoesNotFitTheFields() {
        Sample tooLong = new Sample(0, 0, 1L << 32, true, new byte[1]);
        assertThatThrownBy(() -> FragmentWriter.write(1, 1, 0, List.of(tooLong)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FragmentWriter.write(1, 1, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyTruncationOfAFragmentIsMalformed() {
        byte[] whole = FragmentWriter.write(1, 1, 0, List.of(KEY, KEY));
        for (int length = 0; length < whole.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(whole, 0, length);
            assertThatThrownBy(() -> FragmentReader.samples(cut))
                    .as("first %s bytes", length)
                    .isInstanceOf(MalformedMp4Exception.class);
        }
    }

    @Test
    void mutationsOfAFragmentAreReadOrMalformedAndNothingElse() {
        Random random = new Random(13);
        byte[] whole = FragmentWriter.write(1, 1, 0, List.of(KEY, KEY, KEY));
        for (int i = 0; i < 50_000; i++) {
            byte[] mutant = whole.clone();
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(FragmentReader.samples(ByteBuffer.wrap(mutant))).hasSize(3);
            } catch (MalformedMp4Exception e) {
                assertThat(e.offset()).isBetween(0L, (long) whole.length);
            }
        }
    }
}
