package org.haidang.server.photo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.haidang.server.photo.PhotoException.Reason;

/**
 * WebP (RFC 9649). The JDK cannot decode it, so its frame is checked instead, and only the chunks
 * that make the picture are kept: a browser decodes it, in its sandbox, and sees nothing else.
 */
final class WebP {
    private static final int HEADER = 12;
    private static final int ALPHA = 0x10;

    private WebP() {}

    static boolean is(byte[] bytes) {
        return Bytes.starts(bytes, 0, "RIFF") && Bytes.starts(bytes, 8, "WEBP");
    }

    /** The same picture without Exif, XMP, colour profile or anything after its end. */
    static CleanPhoto clean(byte[] bytes) throws PhotoException {
        int end = (int) Math.min(bytes.length, 8 + Bytes.u32(bytes, 4, false));
        byte[] picture = null;
        byte[] alpha = null;
        boolean lossless = false;
        int at = HEADER;
        while (at + 8 <= end) {
            long size = Bytes.u32(bytes, at + 4, false);
            if (size > end - at - 8) {
                throw new PhotoException(Reason.BROKEN);
            }
            int next = (int) (at + 8 + size);
            if (Bytes.starts(bytes, at, "ANIM") || Bytes.starts(bytes, at, "ANMF")) {
                throw new PhotoException(Reason.ANIMATED);
            }
            boolean lossy = Bytes.starts(bytes, at, "VP8 ");
            if (lossy || Bytes.starts(bytes, at, "VP8L")) {
                picture = java.util.Arrays.copyOfRange(bytes, at + 8, next);
                lossless = !lossy;
            } else if (Bytes.starts(bytes, at, "ALPH")) {
                alpha = java.util.Arrays.copyOfRange(bytes, at + 8, next);
            }
            at = next + (int) (size & 1);
        }
        if (picture == null) {
            throw new PhotoException(Reason.BROKEN);
        }
        int width = lossless ? losslessWidth(picture) : lossyWidth(picture);
        int height = lossless ? losslessHeight(picture) : Bytes.u16(picture, 8, false) & 0x3fff;
        CleanPhoto.check(width, height);
        byte[] written = write(picture, lossless, alpha, width, height);
        return new CleanPhoto("image/webp", written, width, height, null);
    }

    /** RFC 6386, 9.1: a key frame, its start code, then the sizes. */
    private static int lossyWidth(byte[] vp8) throws PhotoException {
        boolean keyFrame =
                (Bytes.u8(vp8, 0) & 1) == 0 && Bytes.starts(vp8, 3, "\u009d\u0001\u002a");
        if (vp8.length < 11 || !keyFrame) {
            throw new PhotoException(Reason.BROKEN);
        }
        return Bytes.u16(vp8, 6, false) & 0x3fff;
    }

    /** RFC 9649, 3.4: a signature, then 14 bits each of width and height less one. */
    private static int losslessWidth(byte[] vp8l) throws PhotoException {
        if (vp8l.length < 6 || Bytes.u8(vp8l, 0) != 0x2f) {
            throw new PhotoException(Reason.BROKEN);
        }
        return (int) (Bytes.u32(vp8l, 1, false) & 0x3fff) + 1;
    }

    private static int losslessHeight(byte[] vp8l) {
        return (int) (Bytes.u32(vp8l, 1, false) >> 14 & 0x3fff) + 1;
    }

    private static byte[] write(
            byte[] picture,
            boolean lossless,
            byte @org.jspecify.annotations.Nullable [] alpha,
            int width,
            int height) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        if (alpha != null && !lossless) {
            byte[] extended = new byte[10];
            extended[0] = ALPHA;
            u24(extended, 4, width - 1);
            u24(extended, 7, height - 1);
            chunk(chunks, "VP8X", extended);
            chunk(chunks, "ALPH", alpha);
        }
        chunk(chunks, lossless ? "VP8L" : "VP8 ", picture);
        ByteBuffer file =
                ByteBuffer.allocate(HEADER + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(4 + chunks.size()).put(ascii("WEBP"));
        return file.put(chunks.toByteArray()).array();
    }

    private static void u24(byte[] into, int at, int value) {
        into[at] = (byte) value;
        into[at + 1] = (byte) (value >> 8);
        into[at + 2] = (byte) (value >> 16);
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        out.writeBytes(head.put(ascii(name)).putInt(content.length).array());
        out.writeBytes(content);
        if ((content.length & 1) == 1) {
            out.write(0);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
