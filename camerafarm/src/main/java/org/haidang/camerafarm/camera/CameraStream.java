package org.haidang.camerafarm.camera;

import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.haidang.camerafarm.clip.Clip;
import org.haidang.camerafarm.clip.ClipRecipe;
import org.haidang.camerafarm.clip.Part;
import org.haidang.camerafarm.encode.AudioEncoder;
import org.haidang.camerafarm.encode.VideoSettings;
import org.haidang.camerafarm.packet.Reel;
import org.haidang.media.track.Codec;
import org.jspecify.annotations.Nullable;

/** What one stream plays; shared by all cameras with the same clip. Immutable. */
public final class CameraStream {

    private final Clip clip;
    private final Map<Part, Reel> video = new EnumMap<>(Part.class);
    private final @Nullable Reel audio;
    private final String description;

    public CameraStream(Clip clip) {
        this.clip = clip;
        for (Part part : Part.values()) {
            video.put(part, Reel.video(clip, part));
        }
        AudioEncoder.Sound sound = clip.audio();
        Codec codec = clip.recipe().audio();
        audio = sound == null || codec == null ? null : Reel.audio(codec, sound);
        description = describe(codec, sound);
    }

    public Clip clip() {
        return clip;
    }

    public Reel video(Part part) {
        Reel reel = video.get(part);
        if (reel == null) {
            throw new IllegalStateException("no reel for " + part);
        }
        return reel;
    }

    /** The sound, or null. */
    public @Nullable Reel audio() {
        return audio;
    }

    public int tracks() {
        return audio == null ? 1 : 2;
    }

    /** The SDP of the stream (RFC 8866); tracks have the controls trackID=0 and trackID=1. */
    public String description() {
        return description;
    }

    /**
     * The SDP of what is stored of the stream.
     *
     * @param range what is stored, {@code clock=...} (RFC 2326 section 3.7)
     */
    public String description(String range) {
        return description.replace("a=range:npt=now-", "a=range:" + range);
    }

    /** The longest block of any reel in bytes, when each packet carries the replay extension. */
    public int longestBlock() {
        int longest = audio == null ? 0 : audio.longestBlock();
        for (Reel reel : video.values()) {
            longest = Math.max(longest, reel.longestBlock());
        }
        return longest;
    }

    private String describe(@Nullable Codec codec, AudioEncoder.@Nullable Sound sound) {
        StringBuilder sdp = new StringBuilder();
        line(sdp, "v=0");
        line(sdp, "o=- 1 1 IN IP4 127.0.0.1");
        line(sdp, "s=" + clip.recipe().title());
        line(sdp, "c=IN IP4 0.0.0.0");
        line(sdp, "t=0 0");
        line(sdp, "a=control:*");
        line(sdp, "a=range:npt=now-");
        describeVideo(sdp, clip.recipe().video());
        if (codec != null && sound != null) {
            describeAudio(sdp, codec, sound);
        }
        return sdp.toString();
    }

    private void describeVideo(StringBuilder sdp, VideoSettings settings) {
        int type = Reel.VIDEO_PAYLOAD_TYPE;
        line(sdp, "m=video 0 RTP/AVP " + type);
        line(sdp, "b=AS:" + settings.kbps());
        line(sdp, "a=rtpmap:" + type + " " + settings.codec() + "/" + VideoSettings.CLOCK_HZ);
        line(sdp, "a=fmtp:" + type + " " + parameters(settings.codec()));
        line(sdp, "a=control:trackID=0");
    }

    /** RFC 6184 section 8.1, RFC 7798 section 7.1. */
    private String parameters(Codec codec) {
        List<byte[]> sets = clip.parameterSets();
        if (codec == Codec.H264) {
            byte[] sps = sets.getFirst();
            String sprop = sets.stream().map(CameraStream::base64).collect(Collectors.joining(","));
            return "packetization-mode=1; profile-level-id="
                    + HexFormat.of().withUpperCase().formatHex(sps, 1, 4)
                    + "; sprop-parameter-sets="
                    + sprop;
        }
        return "sprop-vps="
                + base64(sets.get(0))
                + "; sprop-sps="
                + base64(sets.get(1))
                + "; sprop-pps="
                + base64(sets.get(2));
    }

    private static void describeAudio(StringBuilder sdp, Codec codec, AudioEncoder.Sound sound) {
        int type = Reel.audioPayloadType(codec);
        int rate = ClipRecipe.sampleRateHz(codec);
        line(sdp, "m=audio 0 RTP/AVP " + type);
        if (codec == Codec.AAC) {
            line(sdp, "a=rtpmap:" + type + " MPEG4-GENERIC/" + rate + "/1");
            line(
                    sdp,
                    "a=fmtp:"
                            + type
                            + " streamtype=5; profile-level-id=1; mode=AAC-hbr; sizelength=13;"
                            + " indexlength=3; indexdeltalength=3; config="
                            + HexFormat.of().formatHex(sound.config()));
        } else {
            line(sdp, "a=rtpmap:" + type + " " + codec + "/" + rate);
        }
        line(sdp, "a=control:trackID=1");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void line(StringBuilder sdp, String text) {
        sdp.append(text).append("\r\n");
    }
}
