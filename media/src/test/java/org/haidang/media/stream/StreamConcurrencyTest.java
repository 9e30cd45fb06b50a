package org.haidang.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One publisher and many readers on real threads; every reader checks all it is given. */
class StreamConcurrencyTest {

    private static final int PICTURES = 30_000;
    private static final int GROUP = 25;

    @Test
    @Timeout(60)
    void everyReaderSeesOrderAndWholeGroupsWhileOnePublishes() throws Exception {
        Stream stream = new Stream("busy", StreamLimits.DEFAULT, System::nanoTime);
        stream.onTracks(List.of(Units.H264));
        List<Future<Long>> recorders = new ArrayList<>();
        List<Future<Long>> viewers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                StreamReader reader = stream.open(ReaderKind.RECORDER);
                recorders.add(threads.submit(reading(reader, 64)));
            }
            for (int i = 0; i < 8; i++) {
                StreamReader reader = stream.open(ReaderKind.LIVE);
                viewers.add(threads.submit(reading(reader, 1 + i)));
            }
            Future<?> guests = threads.submit(() -> comeAndGo(stream));
            publish(stream);
            for (Future<Long> recorder : recorders) {
                assertThat(recorder.get()).isEqualTo(PICTURES);
            }
            guests.get();
            for (Future<Long> viewer : viewers) {
                assertThat(viewer.get()).isBetween(1L, (long) PICTURES);
            }
        }
        assertThat(stream.stats().lostGroupsRecorder()).isZero();
    }

    private static void publish(Stream stream) {
        Random random = new Random(3);
        for (int i = 0; i < PICTURES; i++) {
            long dts = i * Units.STEP;
            stream.onAccessUnit(i % GROUP == 0 ? Units.key(dts) : Units.delta(dts));
            if (random.nextInt(4) == 0) {
                stream.onBatchEnd();
            }
            if (i % 1000 == 0) {
                stream.onTick();
                stream.stats();
            }
        }
        stream.close();
    }

    /** Reads to the end; returns the number of fragments, having checked each. */
    private static Callable<Long> reading(StreamReader reader, int max) {
        return () -> {
            long count = 0;
            long expected = 0;
            long lostBefore = 0;
            while (!reader.ended()) {
                assertThat(reader.await(30, TimeUnit.SECONDS)).isTrue();
                for (Fragment fragment : reader.poll(max)) {
                    if (fragment.number() != expected) {
                        assertThat(fragment.startsGroup()).isTrue();
                        assertThat(fragment.number()).isGreaterThan(expected);
                        if (count > 0) {
                            assertThat(reader.loss().fragments()).isGreaterThan(lostBefore);
                            lostBefore = reader.loss().fragments();
                        }
                    }
                    expected = fragment.number() + 1;
                    count++;
                }
            }
            reader.close();
            return count;
        };
    }

    private static void comeAndGo(Stream stream) {
        try {
            for (int i = 0; i < 10_000; i++) {
                try (StreamReader guest = stream.open(ReaderKind.LIVE)) {
                    List<Fragment> some = guest.poll(3);
                    assertThat(some.isEmpty() || some.get(0).startsGroup()).isTrue();
                }
            }
        } catch (IllegalStateException closed) {
            assertThat(closed).hasMessageContaining("busy");
        }
    }
}
