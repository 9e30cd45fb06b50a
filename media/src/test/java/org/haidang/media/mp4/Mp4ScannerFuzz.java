package org.haidang.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a recording: whole fragments in their order, and where they end. */
class Mp4ScannerFuzz {

    static Stream<Arguments> recordings() {
        return Stream.of(1, 3)
                .map(n -> Mp4ScannerTest.recording(n, new Random(n)).bytes())
                .map(Arguments::of);
    }

    @MethodSource("recordings")
    @FuzzTest
    void isReadUpToWhereItIsWhole(byte[] file) throws IOException {
        Mp4Scanner scanner = Mp4Scanner.of(ByteBuffer.wrap(file));
        long end = 0;
        for (FragmentInfo info = scanner.next(); info != null; info = scanner.next()) {
            assertThat(info.offset()).isGreaterThanOrEqualTo(end);
            assertThat(info.end()).isGreaterThan(info.offset());
            end = info.end();
        }
        assertThat(end).isLessThanOrEqualTo(file.length);
        assertThat(scanner.wholeEnd()).isBetween(end, (long) file.length);
    }
}
