package org.haidang.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.media.mp4.Mp4Scanner;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/**
 * A camera that also records on a card of its own: the same numbered pictures, 25 a second, whether
 * they come live or are fetched. A picture's number can be read back out of any file.
 *
 * @param group pictures from one key picture to the next
 */
record CardCamera(int group) {
    static final long PICTURE_US = 40_000;
    static final Track TRACK = new TinyPictures(1).track();
    static final Track WIDER = new TinyPictures(2).track();
    private static final int STEP_TICKS = 3_600;
    private static final int BYTES = 120;
    private static final int NUMBER_AT = 5;

    /** When a picture is taken, by a right clock. */
    static long wallUs(int number) {
        return FakeCamera.START_US + number * PICTURE_US;
    }

    boolean key(int number) {
        return number % group == 0;
    }

    /** The sample: one NAL unit that holds the number. */
    byte[] data(int number) {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putInt(BYTES - 4).put((byte) (key(number) ? 0x65 : 0x41)).putLong(number);
        return out.array();
    }

    /**
     * A picture as a source tells of it.
     *
     * @param firstNumber the one at which its media clock starts
     * @param clockUs by how much the camera's clock is ahead
     */
    AccessUnit unit(int number, int firstNumber, long clockUs) {
        long ticks = (long) (number - firstNumber) * STEP_TICKS;
        return new AccessUnit(
                1,
                ticks,
                ticks,
                wallUs(number) + clockUs,
                key(number),
                number == firstNumber,
                false,
                data(number));
    }

    /** The numbers of the pictures in an MP4, in order. */
    static List<Integer> numbers(byte[] mp4) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        Mp4Scanner scanner = Mp4Scanner.of(ByteBuffer.wrap(mp4));
        for (FragmentInfo f = scanner.next(); f != null; f = scanner.next()) {
            int at = (int) f.offset() + f.payloadOffset() + NUMBER_AT;
            numbers.add((int) ByteBuffer.wrap(mp4).getLong(at));
        }
        return numbers;
    }
}
