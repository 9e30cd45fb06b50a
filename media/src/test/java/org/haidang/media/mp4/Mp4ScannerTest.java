package org.haidang.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4ScannerTest {

    private static final byte[] INIT = InitSegment.of(List.of(Sets.H264, Sets.AAC)).bytes();

    @TempDir private Path folder;

    /** A recording and where each of its fragments ends. */
    record Recording(byte[] bytes, List<Integer> ends) {

        /** The last end at or before that length. */
        int wholeWithin(int length) {
            return ends.stream().filter(end -> end <= length).reduce(0, (a, b) -> b);
        }
    }

    static Recording recording(int fragments, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> ends = new ArrayList<>();
        out.writeBytes(INIT);
        ends.add(out.size());
        for (int i = 0; i < fragments; i++) {
            List<Sample> samples = FragmentWriterTest.samples(random);
            out.writeBytes(FragmentWriter.write(i, 1 + i % 2, 1_000_000L * i, samples));
            ends.add(out.size());
        }
        return new Recording(out.toByteArray(), ends);
    }

    private static List<FragmentInfo> all(Mp4Scanner scanner) throws Exception {
        List<FragmentInfo> fragments = new ArrayList<>();
        for (FragmentInfo info = scanner.next(); info != null; info = scanner.next()) {
            fragments.add(info);
        }
        return fragments;
    }

    @Test
    void findsTheInitSegmentAndEveryFragmentOfAFile() throws Exception {
        Recording recording = recording(50, new Random(1));
        Path file = Files.write(folder.resolve("a.mp4"), recording.bytes());
        try (FileChannel channel = FileChannel.open(file)) {
            Mp4Scanner scanner = Mp4Scanner.of(channel);
            List<FragmentInfo> fragments = all(scanner);
            assertThat(fragments).hasSize(50);
            for (int i = 0; i < 50; i++) {
                FragmentInfo info = fragments.get(i);
                assertThat(info.offset()).isEqualTo(recording.ends().get(i).longValue());
                assertThat(info.end()).isEqualTo(recording.ends().get(i + 1).longValue());
                assertThat(info.sequence()).isEqualTo(i);
                assertThat(info.trackId()).isEqualTo(1 + i % 2);
                assertThat(info.wallUs()).isEqualTo(1_000_000L * i);
            }
            assertThat(scanner.init().orElseThrow().bytes()).isEqualTo(INIT);
            assertThat(scanner.init().orElseThrow().tracks())
                    .isEqualTo(List.of(Sets.H264, Sets.AAC));
            assertThat(scanner.wholeEnd()).isEqualTo(recording.bytes().length);
            assertThat(scanner.problem()).isEmpty();
        }
    }

    @Test
    void reportsATornTailAtEveryLengthAndKeepsWhatIsWhole() throws Exception {
        Recording recording = recording(4, new Random(2));
        for (int length = 0; length <= recording.bytes().length; length++) {
            Mp4Scanner scanner = Mp4Scanner.of(ByteBuffer.wrap(recording.bytes(), 0, length));
            List<FragmentInfo> fragments = all(scanner);
            int whole = recording.wholeWithin(length);
            assertThat(scanner.wholeEnd()).as("first %s bytes", length).isEqualTo(whole);
            assertThat(fragments).hasSize(Math.max(0, recording.ends().indexOf(whole)));
            assertThat(scanner.problem().isPresent()).isEqualTo(whole < length);
        }
    }

    @Test
    void stopsAtZerosThatAPowerCutLeft() throws Exception {
        Recording recording = recording(3, new Random(3));
        byte[] bytes = Arrays.copyOf(recording.bytes(), recording.bytes().length + 5000);
        Mp4Scanner scanner = Mp4Scanner.of(ByteBuffer.wrap(bytes));
        assertThat(all(scanner)).hasSize(3);
        assertThat(scanner.wholeEnd()).isEqualTo(recording.bytes().length);
        assertThat(scanner.problem()).hasValueSatisfying(p -> assertThat(p).contains("box size 0"));
    }

    @Test
    void mutationsNeverThrowAndNeverPassTheEnd() throws Exception {
        Random random = new Random(4);
        Recording recording = recording(4, random);
        for (int i = 0; i < 30_000; i++) {
            byte[] mutant = recording.bytes().clone();
            for (int j = random.nextInt(1, 5); j > 0; j--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            Mp4Scanner scanner = Mp4Scanner.of(ByteBuffer.wrap(mutant));
            List<FragmentInfo> fragments = all(scanner);
            assertThat(fragments.size()).isLessThanOrEqualTo(4);
            assertThat(scanner.wholeEnd()).isBetween(0L, (long) mutant.length);
            for (FragmentInfo info : fragments) {
                ByteBuffer part = ByteBuffer.wrap(mutant, (int) info.offset(), info.size());
                assertThat(FragmentReader.samples(part)).hasSize(info.samples());
            }
        }
    }

    @Test
    void readsSmallPartsOfABigFile() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(INIT);
        for (int i = 0; i < 20; i++) {
            Sample big = new Sample(i, i, 1, true, new byte[300_000]);
            out.writeBytes(FragmentWriter.write(i, 1, i, List.of(big)));
        }
        Path file = Files.write(folder.resolve("big.mp4"), out.toByteArray());
        try (FileChannel channel = FileChannel.open(file)) {
            Mp4Scanner scanner = Mp4Scanner.of(channel);
            assertThat(all(scanner)).hasSize(20);
        }
    }

    @Test
    void stepsOverBoxesItDoesNotKnow() throws Exception {
        Recording recording = recording(1, new Random(5));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(recording.bytes());
        out.writeBytes(Sets.hex("00 00 00 0c 66 72 65 65 01 02 03 04"));
        out.writeBytes(
                Arrays.copyOfRange(recording.bytes(), INIT.length, recording.bytes().length));
        Mp4Scanner scanner = Mp4Scanner.of(ByteBuffer.wrap(out.toByteArray()));
        assertThat(all(scanner)).hasSize(2);
        assertThat(scanner.wholeEnd()).isEqualTo(out.size());
    }
}
