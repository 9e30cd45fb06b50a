package org.haidang.camerafarm.clip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.haidang.media.track.Codec;

/** Takes an encoder's byte stream (ITU-T H.264 and H.265, annex B) apart. */
final class NalUnits {

    private NalUnits() {}

    /** The NAL units between the start codes, without trailing zero bytes. */
    static List<byte[]> split(byte[] annexB) {
        List<byte[]> nals = new ArrayList<>();
        int start = -1;
        for (int i = 0; i + 2 < annexB.length; i++) {
            if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
                if (start >= 0) {
                    nals.add(trimmed(annexB, start, i));
                }
                start = i + 3;
                i += 2;
            }
        }
        if (start >= 0) {
            nals.add(trimmed(annexB, start, annexB.length));
        }
        return nals;
    }

    private static byte[] trimmed(byte[] bytes, int start, int end) {
        int last = end;
        while (last > start && bytes[last - 1] == 0) {
            last--;
        }
        return Arrays.copyOfRange(bytes, start, last);
    }

    static List<byte[]> parameterSets(Codec codec, List<byte[]> nals) {
        return nals.stream().filter(nal -> isParameterSet(codec, nal[0])).toList();
    }

    private static boolean isParameterSet(Codec codec, byte header) {
        if (codec == Codec.H264) {
            int type = header & 0x1f;
            return type == 7 || type == 8;
        }
        int type = header >> 1 & 0x3f;
        return type >= 32 && type <= 34;
    }
}
