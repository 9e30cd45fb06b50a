package org.haidang.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.haidang.media.track.VideoFormat;
import org.haidang.vision.DecodeException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the parent does when its worker misbehaves in every way a native library can. */
@Timeout(60)
class WorkerFailureTest {

    private static final byte[] PICTURE = {1, 2, 3};

    private VideoFormat format;
    private KeyPictureDecoder decoder;

    @BeforeEach
    void start() throws Exception {
        format = Pictures.h264().format();
        decoder =
                new KeyPictureDecoder(
                        new DecoderSettings(
                                DecoderSettings.javaCommand(FakeWorker.class.getName()),
                                4,
                                Duration.ofSeconds(30),
                                Duration.ofMillis(700)));
    }

    @AfterEach
    void stop() {
        decoder.close();
    }

    private CompletableFuture<byte[]> ask(int act) {
        return decoder.jpeg(format, PICTURE, act);
    }

    private void worksAgain() throws Exception {
        assertThat(ask(FakeWorker.ECHO).get(30, TimeUnit.SECONDS)).isEqualTo(PICTURE);
    }

    @Test
    void killsAWorkerThatHangsAndGoesOn() throws Exception {
        worksAgain();
        ProcessHandle worker = ProcessHandle.of(decoder.workerPid().orElseThrow()).orElseThrow();
        assertThat(KeyPictureDecoderTest.failure(ask(FakeWorker.HANG))).isEqualTo(Reason.TIMEOUT);
        worker.onExit().get(10, TimeUnit.SECONDS);
        worksAgain();
        assertThat(decoder.stats().timeouts()).isEqualTo(1);
        assertThat(decoder.stats().starts()).isEqualTo(2);
    }

    @Test
    void aDyingWorkerFailsOnlyThePictureItDiedOver() throws Exception {
        CompletableFuture<byte[]> before = ask(FakeWorker.ECHO);
        CompletableFuture<byte[]> deadly = ask(FakeWorker.DIE);
        CompletableFuture<byte[]> after = ask(FakeWorker.ECHO);
        assertThat(before.get(30, TimeUnit.SECONDS)).isEqualTo(PICTURE);
        assertThat(KeyPictureDecoderTest.failure(deadly)).isEqualTo(Reason.WORKER_LOST);
        assertThat(after.get(30, TimeUnit.SECONDS)).isEqualTo(PICTURE);
    }

    @Test
    void replacesAWorkerThatAnswersNonsense() throws Exception {
        assertThat(KeyPictureDecoderTest.failure(ask(FakeWorker.BABBLE)))
                .isEqualTo(Reason.WORKER_LOST);
        worksAgain();
    }

    @Test
    void readsAwayWhatATalkativeWorkerPrints() throws Exception {
        worksAgain();
        // 50,000 lines would fill the pipe many times over and hang both, were they not read.
        CompletableFuture<byte[]> jpeg = ask(FakeWorker.CHATTER);
        jpeg.handle((ok, failed) -> null).get(30, TimeUnit.SECONDS);
        worksAgain();
    }

    @Test
    void refusesAtOnceWhatFindsTheQueueFull() throws Exception {
        worksAgain();
        List<CompletableFuture<byte[]>> asked = new ArrayList<>();
        asked.add(ask(FakeWorker.HANG));
        for (int i = 0; i < 10; i++) {
            asked.add(ask(FakeWorker.ECHO));
        }
        CompletableFuture<byte[]> last = asked.get(10);
        assertThat(last).isCompletedExceptionally();
        assertThat(KeyPictureDecoderTest.failure(last)).isEqualTo(Reason.BUSY);
        assertThat(decoder.stats().refused()).isBetween(6L, 7L);
        assertThat(asked.get(1).get(30, TimeUnit.SECONDS)).isEqualTo(PICTURE);
    }

    @Test
    void failsWithoutEndWhenThereIsNoProgramToRun() throws Exception {
        try (KeyPictureDecoder broken =
                new KeyPictureDecoder(
                        new DecoderSettings(
                                List.of("/nonexistent/java"),
                                4,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(5)))) {
            for (int i = 0; i < 3; i++) {
                assertThat(KeyPictureDecoderTest.failure(broken.jpeg(format, PICTURE, 640)))
                        .isEqualTo(Reason.WORKER_LOST);
            }
            assertThat(broken.stats().workerLosses()).isEqualTo(3);
        }
    }
}
