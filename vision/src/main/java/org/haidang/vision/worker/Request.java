package org.haidang.vision.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.haidang.media.track.Codec;

/**
 * One key picture to be made a JPEG.
 *
 * <pre>
 * int id | byte codec (0 H.264, 1 H.265) | int maxWidthPx | byte count | count x (int size, bytes) | int size, bytes
 * </pre>
 *
 * Integers are big endian. A size out of its bounds means that the two processes have lost step:
 * the reader fails and the process is replaced.
 *
 * @param id repeated in the answer
 * @param codec H264 or H265
 * @param maxWidthPx the JPEG is not wider
 * @param parameterSets NAL units without start codes
 * @param picture NAL units, each behind its length in four bytes
 */
public record Request(
        int id, Codec codec, int maxWidthPx, List<byte[]> parameterSets, byte[] picture) {

    /** The largest picture taken, and the largest parameter set: beyond what any camera sends. */
    public static final int MAX_PICTURE_BYTES = 16 << 20;

    public static final int MAX_PARAMETER_SETS = 64;
    private static final int H264 = 0;
    private static final int H265 = 1;
    private static final int MAX_PARAMETER_SET_BYTES = 0xFFFF;

    public Request {
        parameterSets = List.copyOf(parameterSets);
        if (picture.length > MAX_PICTURE_BYTES
                || parameterSets.size() > MAX_PARAMETER_SETS
                || parameterSets.stream().anyMatch(set -> set.length > MAX_PARAMETER_SET_BYTES)) {
            throw new IllegalArgumentException("picture of " + picture.length + " bytes");
        }
        if (maxWidthPx < 2) {
            throw new IllegalArgumentException("width of " + maxWidthPx + " px");
        }
    }

    /** Writes it without flushing. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(id);
        out.writeByte(codec == Codec.H264 ? H264 : H265);
        out.writeInt(maxWidthPx);
        out.writeByte(parameterSets.size());
        for (byte[] set : parameterSets) {
            out.writeInt(set.length);
            out.write(set);
        }
        out.writeInt(picture.length);
        out.write(picture);
    }

    /**
     * Reads one.
     *
     * @throws java.io.EOFException when the input has ended
     * @throws IOException when a size is out of its bounds
     */
    public static Request read(DataInputStream in) throws IOException {
        int id = in.readInt();
        Codec codec = bounded(in.readUnsignedByte(), H265) == H264 ? Codec.H264 : Codec.H265;
        int maxWidthPx = bounded(in.readInt(), 1 << 16);
        int count = bounded(in.readUnsignedByte(), MAX_PARAMETER_SETS);
        List<byte[]> sets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sets.add(in.readNBytes(bounded(in.readInt(), MAX_PARAMETER_SET_BYTES)));
        }
        byte[] picture = in.readNBytes(bounded(in.readInt(), MAX_PICTURE_BYTES));
        return new Request(id, codec, maxWidthPx, sets, picture);
    }

    private static int bounded(int value, int max) throws IOException {
        if (value < 0 || value > max) {
            throw new IOException("value " + value + " is over " + max);
        }
        return value;
    }
}
