package org.haidang.archive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentOutputTest {
    private static final int SCRATCH_BYTES = 16 << 10;

    @TempDir Path folder;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();

    /** A box of that size, filled with something that is no box. */
    private static byte[] box(int size, Random random) {
        byte[] box = new byte[size];
        random.nextBytes(box);
        ByteBuffer.wrap(box).putInt(size).putInt(0x6d646174);
        return box;
    }

    private List<byte[]> boxes(Random random) {
        List<byte[]> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int size = random.nextInt(10) == 0 ? 3 * SCRATCH_BYTES : 2_000;
            parts.add(box(8 + random.nextInt(size), random));
        }
        parts.forEach(expected::writeBytes);
        return parts;
    }

    /** What a reader of boxes finds behind the appended bytes: nothing, or one empty box. */
    private static void assertWellFormed(byte[] file, byte[] content) {
        assertThat(Arrays.copyOf(file, content.length)).isEqualTo(content);
        int behind = file.length - content.length;
        if (behind > 0) {
            ByteBuffer box = ByteBuffer.wrap(file, content.length, behind);
            assertThat(box.getInt()).isEqualTo(behind);
            assertThat(box.getInt()).isEqualTo(0x66726565);
            while (box.hasRemaining()) {
                assertThat(box.get()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isWellFormedAfterEveryWriteAndExactAtTheEnd(boolean pastPageCache) throws IOException {
        int block = pastPageCache ? SegmentOutput.blockBytes(folder) : SegmentOutput.THROUGH_CACHE;
        assumeTrue(!pastPageCache || block > 1, "this file system takes no writes past its cache");
        Path file = folder.resolve("out.mp4");
        Random random = new Random(2_220);
        try (SegmentOutput output = SegmentOutput.create(file, block)) {
            for (int i = 0; i < 300; i++) {
                output.append(boxes(random), scratch);
                byte[] content = expected.toByteArray();
                assertThat(output.bytes()).isEqualTo(content.length);
                assertThat(Files.size(file) % block).isZero();
                if (i % 10 == 0) {
                    assertWellFormed(Files.readAllBytes(file), content);
                }
            }
            output.finish();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.toByteArray());
    }

    @Test
    void padsEveryGapBehindTheLastByte() throws IOException {
        int block = SegmentOutput.blockBytes(folder);
        assumeTrue(block > 1, "this file system takes no writes past its cache");
        for (int size = block - 12; size <= block + 12; size++) {
            Path file = folder.resolve(size + ".mp4");
            byte[] content = box(size, new Random(size));
            try (SegmentOutput output = SegmentOutput.create(file, block)) {
                output.append(List.of(content), scratch);
                assertWellFormed(Files.readAllBytes(file), content);
            }
        }
    }

    @Test
    void writesTheSameAgainAfterAFailure() throws IOException {
        int block = SegmentOutput.blockBytes(folder);
        Path file = folder.resolve("out.mp4");
        byte[] first = box(1_000, new Random(1));
        byte[] second = box(70_000, new Random(2));
        try (SegmentOutput output = SegmentOutput.create(file, block)) {
            output.append(List.of(first), scratch);
            List<byte[]> broken = Arrays.asList(second, null);
            assertThatThrownBy(() -> output.append(broken, scratch))
                    .isInstanceOf(NullPointerException.class);
            assertThat(output.bytes()).isEqualTo(first.length);
            output.append(List.of(second), scratch);
            output.finish();
        }
        expected.writeBytes(first);
        expected.writeBytes(second);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.toByteArray());
    }

    @Test
    void neverWritesOverAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("there.mp4"));
        assertThatThrownBy(() -> SegmentOutput.create(file, SegmentOutput.blockBytes(folder)))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void leavesNothingBehindWhenTrying() throws IOException {
        SegmentOutput.blockBytes(folder);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
