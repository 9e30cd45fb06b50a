package org.haidang.uplink.centre;

import com.google.protobuf.ByteString;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.wire.Still;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the frame of a JPEG (ITU-T T.81, annex B) as far as it says how large the picture is.
 * The picture is not decoded: that happens in browsers, which must not be made to allocate what 64
 * KiB can promise.
 */
final class StillCheck {
    private static final int MAX_SIDE_PX = 1_280;

    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int END_OF_IMAGE = 0xFFD9;
    private static final int START_OF_SCAN = 0xFFDA;

    /** Length, precision, height and width of a frame header. */
    private static final int FRAME_BYTES = 7;

    private StillCheck() {}

    /**
     * What is wrong with it.
     *
     * @return an English phrase; null when nothing is
     */
    static @Nullable String wrong(Still still) {
        ByteString jpeg = still.getJpeg();
        if (still.getCameraId().isEmpty() || still.getTakenUs() <= 0) {
            return "it has no camera or no time";
        }
        if (jpeg.size() > Protocol.MAX_STILL_BYTES) {
            return "it has " + jpeg.size() + " bytes";
        }
        if (jpeg.size() < 4
                || word(jpeg, 0) != START_OF_IMAGE
                || word(jpeg, jpeg.size() - 2) != END_OF_IMAGE) {
            return "it is no JPEG";
        }
        return frame(jpeg);
    }

    /** Goes from segment to segment to the frame header, which comes before the first scan. */
    private static @Nullable String frame(ByteString jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.size()) {
            int marker = word(jpeg, at);
            int length = word(jpeg, at + 2);
            if (marker < 0xFF01 || marker == START_OF_SCAN || length < 2) {
                break;
            }
            if (isFrame(marker)) {
                return at + 2 + FRAME_BYTES > jpeg.size() ? "it is cut off" : size(jpeg, at + 5);
            }
            at += 2 + length;
        }
        return "it is no JPEG";
    }

    /** C0 to CF without the tables and the reserved one among them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xFFC0
                && marker <= 0xFFCF
                && marker != 0xFFC4
                && marker != 0xFFC8
                && marker != 0xFFCC;
    }

    private static @Nullable String size(ByteString jpeg, int at) {
        int height = word(jpeg, at);
        int width = word(jpeg, at + 2);
        boolean sound = width > 0 && height > 0 && width <= MAX_SIDE_PX && height <= MAX_SIDE_PX;
        return sound ? null : "it is " + width + " x " + height + " px";
    }

    private static int word(ByteString bytes, int at) {
        return (bytes.byteAt(at) & 0xFF) << 8 | bytes.byteAt(at + 1) & 0xFF;
    }
}
