package org.haidang.camerafarm.encode;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** The encoder library refused something. It is a defect of the recipe or of the library. */
public final class EncodeException extends RuntimeException {

    public EncodeException(String what) {
        super(what);
    }

    /**
     * Passes a library result through when it is not an error.
     *
     * @throws EncodeException when {@code result} is negative, with the library's words
     */
    static int check(int result, String what) {
        if (result < 0) {
            byte[] words = new byte[128];
            av_strerror(result, words, words.length);
            int length = 0;
            while (length < words.length && words[length] != 0) {
                length++;
            }
            throw new EncodeException(
                    what + ": " + new String(words, 0, length, StandardCharsets.UTF_8));
        }
        return result;
    }
}
