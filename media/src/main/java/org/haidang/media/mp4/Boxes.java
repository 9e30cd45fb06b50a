package org.haidang.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks the boxes inside one box that is wholly in memory (ISO/IEC 14496-12 section 4.2). */
final class Boxes {

    private final ByteBuffer in;
    private final long base;
    private int next;
    private int type;
    private int bodyStart;

    /**
     * @param in boxes from its position to its limit; its position is not moved
     * @param base file offset of index 0 of {@code in}, for messages
     */
    Boxes(ByteBuffer in, long base) {
        this.in = in;
        this.base = base;
        this.next = in.position();
        this.bodyStart = next;
    }

    static int type(String fourCharacters) {
        return ByteBuffer.wrap(fourCharacters.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    static String name(int type) {
        StringBuilder name = new StringBuilder(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            int c = type >>> shift & 0xFF;
            name.append(c >= 0x20 && c < 0x7F ? (char) c : '?');
        }
        return name.toString();
    }

    /** Steps to the next box; false at the end. */
    boolean next() throws MalformedMp4Exception {
        if (next == in.limit()) {
            return false;
        }
        if (in.limit() - next < 8) {
            throw new MalformedMp4Exception("box header cut off", base + next);
        }
        long size = in.getInt(next) & 0xFFFF_FFFFL;
        if (size < 8 || size > in.limit() - next) {
            throw new MalformedMp4Exception("box size " + size, base + next);
        }
        type = in.getInt(next + 4);
        bodyStart = next + 8;
        next += (int) size;
        return true;
    }

    int type() {
        return type;
    }

    /** File offset of the current box's body. */
    long offset() {
        return base + bodyStart;
    }

    /** The current box's body; shares the bytes, indices as in the whole. */
    ByteBuffer body() {
        return in.duplicate().position(bodyStart).limit(next);
    }

    Boxes children() {
        return new Boxes(body(), base);
    }

    /** The children behind {@code skip} bytes of fields. */
    Boxes childrenAfter(int skip) throws MalformedMp4Exception {
        require(skip);
        ByteBuffer body = body();
        return new Boxes(body.position(bodyStart + skip), base);
    }

    /** Fails unless the current body has at least that many bytes. */
    void require(int bytes) throws MalformedMp4Exception {
        if (next - bodyStart < bytes) {
            throw new MalformedMp4Exception("box " + name(type) + " too short", offset());
        }
    }
}
