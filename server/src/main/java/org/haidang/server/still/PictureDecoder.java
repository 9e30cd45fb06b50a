package org.haidang.server.still;

import java.util.concurrent.CompletableFuture;
import org.haidang.media.track.VideoFormat;

/** Makes a JPEG of a key picture; fails when it cannot, or when too much is waiting. */
@FunctionalInterface
public interface PictureDecoder {
    /**
     * Decodes one picture.
     *
     * @param picture NAL units behind their lengths in four bytes
     * @param maxWidthPx the picture is made smaller to fit, never larger
     */
    CompletableFuture<byte[]> jpeg(VideoFormat format, byte[] picture, int maxWidthPx);
}
