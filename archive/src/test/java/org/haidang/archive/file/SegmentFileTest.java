package org.haidang.archive.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.StreamKey;
import org.junit.jupiter.api.Test;

class SegmentFileTest {
    private static final StreamKey GATE = new StreamKey("gate-1", "main");

    @Test
    void namesAFileByCameraStreamDayAndStart() {
        SegmentPath path = SegmentPath.of(GATE, 1_790_000_000_123_456L);
        assertThat(path.relative()).isEqualTo("gate-1/main/2026/09/21/1790000000123456.mp4");
        assertThat(SegmentPath.parse(path.relative())).contains(path);
        assertThat(SegmentPath.indexOf(path.relative()))
                .isEqualTo("gate-1/main/2026/09/21/1790000000123456.idx");
    }

    @Test
    void knowsWhichPathsAreNoneOfItsOwn() {
        for (String path :
                new String[] {
                    "gate-1/main/2026/13/41/1.mp4",
                    "gate-1/main/2026/09/21/1.mp4.bak",
                    "gate-1/MAIN/2026/09/21/1.mp4",
                    "../main/2026/09/21/1.mp4",
                    "a/gate-1/main/2026/09/21/1.mp4",
                    "lost+found/x"
                }) {
            assertThat(SegmentPath.parse(path)).as(path).isEmpty();
        }
    }

    @Test
    void readsBackItsHeader() {
        for (Origin origin : Origin.values()) {
            SegmentHeader header =
                    new SegmentHeader(GATE, 1_790_000_000_123_456L, "haidang 0.1 (x)", origin);
            assertThat(SegmentHeader.parse(ByteBuffer.wrap(header.toBox()))).contains(header);
        }
    }

    /** So files of before there were others, and those that older programs read, stay the same. */
    @Test
    void saysNothingOfItsOriginWhenItWasRecordedLive() {
        String live = new String(new SegmentHeader(GATE, 5, "x", Origin.LIVE).toBox(), UTF_8);
        assertThat(live).endsWith("start_us=5\nsoftware=x\n");
        String fetched = new String(new SegmentHeader(GATE, 5, "x", Origin.FETCHED).toBox(), UTF_8);
        assertThat(fetched).endsWith("start_us=5\nsoftware=x\norigin=fetched\n");
    }

    @Test
    void keepsALineBreakOutOfItsHeader() {
        SegmentHeader header = new SegmentHeader(GATE, 5, "evil\ncamera=other", Origin.LIVE);
        SegmentHeader read = SegmentHeader.parse(ByteBuffer.wrap(header.toBox())).orElseThrow();
        assertThat(read.key()).isEqualTo(GATE);
    }

    @Test
    void takesNoTruncatedOrSpoiltHeader() {
        byte[] box = new SegmentHeader(GATE, 1_790_000_000_123_456L, "x", Origin.FETCHED).toBox();
        for (int length = 0; length < box.length; length++) {
            assertThat(SegmentHeader.parse(ByteBuffer.wrap(box, 0, length))).isEmpty();
        }
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] spoilt = box.clone();
            spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
            // Whatever comes out, it comes without an exception.
            SegmentHeader.parse(ByteBuffer.wrap(spoilt));
        }
    }

    @Test
    void findsGroupsAndOffsetsByBinarySearch() {
        SegmentIndex index = new SegmentIndex();
        for (int i = 0; i < 3_000; i++) {
            index.append(
                    new SegmentIndex.Entry(
                            1_000L + i * 40L,
                            i * 3_600L,
                            500 + i * 100L,
                            100,
                            3_600,
                            1,
                            i % 25 == 0,
                            true),
                    40);
        }
        assertThat(index.groupCount()).isEqualTo(120);
        assertThat(index.groupAtOrBefore(999)).isEqualTo(-1);
        assertThat(index.groupAtOrBefore(1_000)).isZero();
        assertThat(index.groupAtOrBefore(1_999)).isZero();
        assertThat(index.groupAtOrBefore(2_000)).isEqualTo(1);
        assertThat(index.groupAtOrBefore(Long.MAX_VALUE)).isEqualTo(119);
        assertThat(index.recordAtOffset(500)).isZero();
        assertThat(index.recordAtOffset(599)).isZero();
        assertThat(index.recordAtOffset(600)).isEqualTo(1);
        assertThat(index.recordAtOffset(Long.MAX_VALUE)).isEqualTo(2_999);
        assertThat(index.endWallUs()).isEqualTo(1_000L + 3_000 * 40L);
    }
}
