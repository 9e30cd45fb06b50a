package org.haidang.server.doctor;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haidang.media.track.Codec;
import org.haidang.media.track.VideoFormat;
import org.haidang.vision.DecodeException;
import org.haidang.vision.KeyPictureDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Starts the decoder's process with a picture that is none: whether it lives to say so is the
 * question.
 */
final class DecoderCheck {
    private static final long START_SECONDS = 60;

    private DecoderCheck() {}

    /** Why it does not run, or null. */
    static @Nullable String failure() {
        byte[] sps = {0x67, 0x42, 0, 0x1e};
        byte[] pps = {0x68, 0};
        VideoFormat format =
                new VideoFormat(Codec.H264, List.of(sps, pps), 16, 16, "avc1.42001e", 0);
        try (KeyPictureDecoder decoder = new KeyPictureDecoder()) {
            decoder.jpeg(format, new byte[] {0, 0, 0, 1, 0x65}, 16)
                    .get(START_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof DecodeException decode
                            && decode.reason() == DecodeException.Reason.BAD_PICTURE
                    ? null
                    : "does not start: " + e.getMessage();
        } catch (TimeoutException e) {
            return "does not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
