package org.haidang.media.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haidang.media.rtp.TrackReceiver;
import org.haidang.media.sdp.Direction;
import org.haidang.media.sdp.MediaKind;
import org.haidang.media.sdp.RtpMap;
import org.haidang.media.sdp.Sdp;
import org.haidang.media.sdp.SdpMedia;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tracks of a description that can be carried. Metadata, unknown encodings and the back
 * channel (audio the client would send) are left out.
 */
public final class TrackChoice {

    private TrackChoice() {}

    /** The first video and the first audio: what a source pulls. Empty when there is neither. */
    public static List<MediaTrack> pulled(Sdp sdp) {
        return all(sdp).stream()
                .filter(track ->
                        track.trackId() == MediaTrack.FIRST_VIDEO_ID
                                || track.trackId() == MediaTrack.FIRST_AUDIO_ID)
                .toList();
    }

    /** Every track that could be carried, video first. */
    public static List<MediaTrack> all(Sdp sdp) {
        boolean allBack =
                sdp.media().stream()
                        .filter(m -> m.kind() != MediaKind.OTHER)
                        .allMatch(m -> m.direction() == Direction.SENDONLY);
        List<SdpMedia> usable = new ArrayList<>();
        for (SdpMedia media : sdp.media()) {
            boolean back =
                    media.kind() == MediaKind.AUDIO
                            && media.direction() == Direction.SENDONLY
                            && !allBack;
            if (!back && encoding(media) != null) {
                usable.add(media);
            }
        }
        List<MediaTrack> tracks = new ArrayList<>();
        int next = MediaTrack.FIRST_AUDIO_ID + 1;
        boolean video = false;
        boolean audio = false;
        for (SdpMedia media : usable) {
            if (media.kind() == MediaKind.VIDEO) {
                tracks.add(track(media, video ? next++ : MediaTrack.FIRST_VIDEO_ID));
                video = true;
            }
        }
        for (SdpMedia media : usable) {
            if (media.kind() == MediaKind.AUDIO) {
                tracks.add(track(media, audio ? next++ : MediaTrack.FIRST_AUDIO_ID));
                audio = true;
            }
        }
        return tracks;
    }

    /** Names of all encodings of a description, for the sentence that none can be carried. */
    static String encodings(Sdp sdp) {
        List<String> names = new ArrayList<>();
        for (SdpMedia media : sdp.media()) {
            media.rtpMaps().values().forEach(map -> names.add(map.encodingName()));
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static MediaTrack track(SdpMedia media, int id) {
        RtpMap map = encoding(media);
        if (map == null) {
            throw new IllegalStateException("media " + media.index() + " was found usable");
        }
        return new MediaTrack(
                id,
                media.index(),
                media.kind(),
                map.encodingName().toUpperCase(Locale.ROOT),
                map.payloadType(),
                map.clockRateHz(),
                map.channels(),
                media.fmtp().getOrDefault(map.payloadType(), Map.of()),
                media.control());
    }

    private static @Nullable RtpMap encoding(SdpMedia media) {
        if (media.kind() == MediaKind.OTHER) {
            return null;
        }
        for (int type : media.payloadTypes()) {
            RtpMap map = media.rtpMaps().getOrDefault(type, assumed(media, type));
            if (map != null && fits(media.kind(), map)) {
                return map;
            }
        }
        // Payload types of the m= line and of rtpmap differ (Bosch, 35): the name decides.
        for (RtpMap map : media.rtpMaps().values()) {
            if (fits(media.kind(), map)) {
                return map;
            }
        }
        return null;
    }

    private static boolean fits(MediaKind kind, RtpMap map) {
        String name = map.encodingName().toUpperCase(Locale.ROOT);
        boolean video = name.equals("H264") || name.equals("H265") || name.equals("HEVC");
        return TrackReceiver.supports(name) && video == (kind == MediaKind.VIDEO);
    }

    /** Payload types that need no rtpmap (RFC 3551), and video told by its parameters alone. */
    private static @Nullable RtpMap assumed(SdpMedia media, int type) {
        if (type == 0) {
            return new RtpMap(type, "PCMU", 8_000, 1);
        }
        if (type == 8) {
            return new RtpMap(type, "PCMA", 8_000, 1);
        }
        Map<String, String> fmtp = media.fmtp().getOrDefault(type, Map.of());
        if (fmtp.containsKey("sprop-vps")) {
            return new RtpMap(type, "H265", 90_000, 0);
        }
        return fmtp.containsKey("sprop-parameter-sets") || fmtp.containsKey("packetization-mode")
                ? new RtpMap(type, "H264", 90_000, 0)
                : null;
    }
}
