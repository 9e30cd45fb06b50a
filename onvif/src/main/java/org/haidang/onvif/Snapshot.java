package org.haidang.onvif;

import org.haidang.media.MalformedInputException;

/**
 * A picture that a device has made itself.
 *
 * @param width pixels, as its header says
 * @param height pixels, as its header says
 * @param jpeg the whole file, owned by whoever has the snapshot
 */
@SuppressWarnings("ArrayRecordComponent") // shown, never compared
public record Snapshot(int width, int height, byte[] jpeg) {

    /** Longest file, bytes. */
    public static final int MAX_BYTES = 4 << 20;

    /** Longest edge, pixels: the largest cameras have half of it. */
    private static final int MAX_EDGE = 16_384;

    private static final int MARKER = 0xFF;
    private static final int START = 0xD8;
    private static final int SCAN = 0xDA;
    private static final int FRAME_HEADER = 8;

    /**
     * Looks whether bytes are a JPEG, as far as the size of its picture and the begin of its data
     * (ITU-T T.81 annex B): pages and other files come under that name, too.
     *
     * @throws MalformedInputException when they are not
     */
    static Snapshot read(byte[] file) throws MalformedInputException {
        if (file.length < 4 || at(file, 0) != MARKER || at(file, 1) != START) {
            throw new MalformedInputException("no JPEG");
        }
        int width = 0;
        int height = 0;
        int next = 2;
        while (next + 4 <= file.length && at(file, next) == MARKER) {
            int marker = at(file, next + 1);
            if (marker == MARKER) {
                next++; // filling
                continue;
            }
            if (marker == SCAN && width > 0) {
                return new Snapshot(width, height, file);
            }
            int length = two(file, next + 2);
            if (isFrame(marker)) {
                if (length < FRAME_HEADER || next + 2 + FRAME_HEADER > file.length) {
                    break;
                }
                height = edge(two(file, next + 5));
                width = edge(two(file, next + 7));
            }
            if (length < 2 || marker == SCAN) {
                break;
            }
            next += 2 + length;
        }
        throw new MalformedInputException("JPEG without a picture");
    }

    /** SOF0 to SOF15; the three between them are tables. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != 0xC4
                && marker != 0xC8
                && marker != 0xCC;
    }

    private static int edge(int pixels) throws MalformedInputException {
        if (pixels < 1 || pixels > MAX_EDGE) {
            throw new MalformedInputException("JPEG with an edge of " + pixels + " pixels");
        }
        return pixels;
    }

    private static int at(byte[] file, int index) {
        return file[index] & 0xFF;
    }

    private static int two(byte[] file, int index) {
        return at(file, index) << 8 | at(file, index + 1);
    }
}
