package org.haidang.media.sdp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code m=} line and what belongs to it.
 *
 * @param index position among all {@code m=} lines, from 0; those that are skipped count too
 * @param protocol as written, for example {@code RTP/AVP}
 * @param payloadTypes in the order of preference, 0 to 127; may be empty
 * @param rtpMaps by payload type
 * @param fmtp by payload type; names in lower case, values as written
 * @param control as written, null when there is none
 */
public record SdpMedia(
        int index,
        MediaKind kind,
        String protocol,
        List<Integer> payloadTypes,
        Map<Integer, RtpMap> rtpMaps,
        Map<Integer, Map<String, String>> fmtp,
        @Nullable String control,
        Direction direction) {

    public SdpMedia {
        payloadTypes = List.copyOf(payloadTypes);
        rtpMaps = Map.copyOf(rtpMaps);
        fmtp = Map.copyOf(fmtp);
    }
}
