package org.haidang.vision.worker;

import java.nio.ByteBuffer;
import java.util.List;

/** Puts a picture into the byte stream form that decoders take without further set-up. */
final class AnnexB {

    private static final int START_CODE = 1;
    private static final int START_CODE_SIZE = 4;

    private AnnexB() {}

    /**
     * @param parameterSets NAL units, put in front
     * @param picture NAL units, each behind its length in four bytes; a length that does not fit
     *     ends it
     */
    static byte[] of(List<byte[]> parameterSets, byte[] picture) {
        int size = picture.length;
        for (byte[] set : parameterSets) {
            size += START_CODE_SIZE + set.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        for (byte[] set : parameterSets) {
            out.putInt(START_CODE).put(set);
        }
        ByteBuffer in = ByteBuffer.wrap(picture);
        while (in.remaining() > START_CODE_SIZE) {
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                break;
            }
            out.putInt(START_CODE).put(in.slice().limit(length));
            in.position(in.position() + length);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
