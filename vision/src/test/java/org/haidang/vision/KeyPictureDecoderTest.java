package org.haidang.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.haidang.vision.DecodeException.Reason;
import org.haidang.vision.Pictures.Picture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real worker with real pictures; one decoder for all tests, as in the product. */
class KeyPictureDecoderTest {

    private static KeyPictureDecoder decoder;

    @BeforeAll
    static void start() {
        decoder = new KeyPictureDecoder();
    }

    @AfterAll
    static void stop() {
        decoder.close();
    }

    private static CompletableFuture<byte[]> ask(Picture picture, int maxWidthPx) {
        return decoder.jpeg(picture.format(), picture.data(), maxWidthPx);
    }

    private static BufferedImage image(CompletableFuture<byte[]> jpeg) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(jpeg.get(60, TimeUnit.SECONDS)));
    }

    static Reason failure(CompletableFuture<byte[]> jpeg) throws Exception {
        try {
            jpeg.get(60, TimeUnit.SECONDS);
            throw new AssertionError("it did not fail");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DecodeException why) {
                return why.reason();
            }
            throw e;
        }
    }

    /** The test picture has a white bar that starts at its left edge and a red one further on. */
    private static void showsTheTestPicture(BufferedImage image) {
        int bright = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                bright += (image.getRGB(x, y) & 0xFF) > 128 ? 1 : 0;
            }
        }
        int pixels = image.getWidth() * image.getHeight();
        assertThat(bright).isBetween(pixels / 5, pixels * 4 / 5);
    }

    @Test
    void makesAJpegOfAnH264KeyPicture() throws Exception {
        BufferedImage image = image(ask(Pictures.h264(), 640));
        assertThat(image.getWidth()).isEqualTo(64);
        assertThat(image.getHeight()).isEqualTo(48);
        showsTheTestPicture(image);
    }

    @Test
    void makesAJpegOfAnH265KeyPicture() throws Exception {
        BufferedImage image = image(ask(Pictures.h265(), 640));
        assertThat(image.getWidth()).isEqualTo(64);
        showsTheTestPicture(image);
    }

    @Test
    void scalesDownToTheWidthAskedFor() throws Exception {
        BufferedImage image = image(ask(Pictures.h264(), 33));
        assertThat(image.getWidth()).isEqualTo(32);
        assertThat(image.getHeight()).isEqualTo(24);
    }

    @Test
    void failsOverNoiseAndGoesOn() throws Exception {
        long starts = decoder.stats().starts();
        Random random = new Random(9);
        byte[] noise = new byte[20_000];
        random.nextBytes(noise);
        assertThat(failure(decoder.jpeg(Pictures.h264().format(), noise, 640)))
                .isEqualTo(Reason.BAD_PICTURE);
        assertThat(failure(decoder.jpeg(Pictures.h265().format(), new byte[0], 640)))
                .isEqualTo(Reason.BAD_PICTURE);
        assertThat(image(ask(Pictures.h264(), 640)).getWidth()).isEqualTo(64);
        assertThat(decoder.stats().starts()).isLessThanOrEqualTo(Math.max(1, starts));
    }

    @Test
    void mutatedPicturesCostNothingButThemselves() throws Exception {
        Random random = new Random(10);
        for (Picture good : new Picture[] {Pictures.h264(), Pictures.h265()}) {
            for (int i = 0; i < 200; i++) {
                byte[] mutant = good.data().clone();
                for (int j = 0; j < 5; j++) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
                }
                CompletableFuture<byte[]> jpeg = decoder.jpeg(good.format(), mutant, 640);
                jpeg.handle((ok, failed) -> null).get(60, TimeUnit.SECONDS);
            }
            assertThat(image(ask(good, 640)).getWidth()).isEqualTo(64);
        }
        assertThat(decoder.stats().workerLosses()).isLessThanOrEqualTo(1);
    }

    @Test
    void worksAgainAfterTheWorkerWasKilled() throws Exception {
        image(ask(Pictures.h264(), 640));
        ProcessHandle worker = ProcessHandle.of(decoder.workerPid().orElseThrow()).orElseThrow();
        assertThat(worker.destroyForcibly()).isTrue();
        worker.onExit().get(10, TimeUnit.SECONDS);
        assertThat(image(ask(Pictures.h264(), 640)).getWidth()).isEqualTo(64);
        assertThat(decoder.workerPid().orElseThrow()).isNotEqualTo(worker.pid());
    }

    @Test
    void theWorkerEndsWhenItsInputEnds() throws Exception {
        Process worker =
                new ProcessBuilder(DecoderSettings.standard().command())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        worker.getOutputStream().close();
        assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.exitValue()).isZero();
    }

    @Test
    void closingEndsTheWorkerAndWhatWaits() throws Exception {
        KeyPictureDecoder own = new KeyPictureDecoder();
        Picture picture = Pictures.h264();
        own.jpeg(picture.format(), picture.data(), 640).get(60, TimeUnit.SECONDS);
        ProcessHandle worker = ProcessHandle.of(own.workerPid().orElseThrow()).orElseThrow();
        own.close();
        await().atMost(10, TimeUnit.SECONDS).until(() -> !worker.isAlive());
        assertThat(failure(own.jpeg(picture.format(), picture.data(), 640)))
                .isEqualTo(Reason.CLOSED);
    }
}
