package org.haidang.uplink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.uplink.site.Recordings;
import org.haidang.uplink.wire.Ask;
import org.haidang.uplink.wire.ByteRange;
import org.haidang.uplink.wire.Coverage;
import org.haidang.uplink.wire.HourOfCoverage;
import org.haidang.uplink.wire.Recorded;
import org.haidang.uplink.wire.RecordedSpan;
import org.haidang.uplink.wire.VideoHead;

/** Recordings of any length whose bytes follow from the moment that is asked for. */
final class FakeRecordings implements Recordings {
    private static final int PIECE = 200_000;

    final AtomicInteger answering = new AtomicInteger();
    final AtomicLong written = new AtomicLong();
    volatile boolean granted = true;
    volatile long bytes = 1_000_000;

    /** Answers wait for it. */
    volatile CountDownLatch disk = new CountDownLatch(0);

    /** Such as a disk that fails on the way. */
    volatile long failAfter = Long.MAX_VALUE;

    /** What is recorded from a moment on; longer recordings repeat it. */
    static byte[] content(long fromUs, int count) {
        byte[] all = new byte[count];
        new Random(fromUs).nextBytes(all);
        return all;
    }

    @Override
    public boolean granted(String cameraId) {
        return granted;
    }

    @Override
    public void answer(Ask ask, Reply to) throws IOException {
        answering.incrementAndGet();
        try {
            disk.await();
            switch (ask.getKind()) {
                case RECORDED ->
                        to.recorded(
                                Recorded.newBuilder()
                                        .addSpans(
                                                RecordedSpan.newBuilder()
                                                        .setFromUs(ask.getFromUs())
                                                        .setToUs(ask.getToUs())
                                                        .setBytes(7))
                                        .build());
                case COVERAGE ->
                        to.coverage(
                                Coverage.newBuilder()
                                        .addHours(
                                                HourOfCoverage.newBuilder()
                                                        .setStartUs(ask.getFromUs()))
                                        .build());
                case FILE -> {
                    to.head(VideoHead.newBuilder().setBytes(bytes).build());
                    ByteRange range = to.range();
                    write(ask, to, range.getOffset(), range.getCount());
                }
                case PIECE, PICTURE -> {
                    to.head(VideoHead.newBuilder().setBytes(bytes).build());
                    write(ask, to, 0, bytes);
                }
                case ASK_KIND_UNSET, UNRECOGNIZED ->
                        throw new NoAnswerException(NoAnswer.TOO_OLD, "newer than this test");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            answering.decrementAndGet();
        }
    }

    private void write(Ask ask, Reply to, long offset, long count) throws IOException {
        byte[] all = content(ask.getFromUs(), (int) Math.min(bytes, 1 << 20));
        for (long at = offset; at < offset + count; ) {
            if (at >= failAfter) {
                throw new IOException("the disk fails");
            }
            int from = (int) (at % all.length);
            int part = (int) Math.min(Math.min(PIECE, offset + count - at), all.length - from);
            to.data().write(ByteBuffer.wrap(all, from, part));
            at += part;
            written.addAndGet(part);
        }
    }
}
