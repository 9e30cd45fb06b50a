package org.haidang.onvif;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haidang.onvif.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads the profiles that a device tells (ONVIF Media section 5.2, Media 2 section 5.2). What
 * cannot be used, for want of a token or a video source, is left out.
 */
final class ProfileReader {

    /** Profiles of one device: a recorder of 128 channels with four each. */
    static final int MAX_PROFILES = 512;

    /** Longest token; the standard says 64. */
    private static final int MAX_TOKEN = 256;

    private static final int MAX_NAME = 128;

    private ProfileReader() {}

    /** Of the first media service. */
    static List<MediaProfile> media(Element answer) {
        List<MediaProfile> profiles = new ArrayList<>();
        for (Element each : answer.children("Profiles")) {
            Element encoder = each.child("VideoEncoderConfiguration");
            add(
                    profiles,
                    each,
                    each.child("VideoSourceConfiguration"),
                    encoder == null ? null : video(encoder),
                    each.textAt("AudioEncoderConfiguration", "Encoding"),
                    each.child("PTZConfiguration") != null,
                    false);
        }
        return profiles;
    }

    /** Of the second. */
    static List<MediaProfile> media2(Element answer) {
        List<MediaProfile> profiles = new ArrayList<>();
        for (Element each : answer.children("Profiles")) {
            Element parts = each.child("Configurations");
            Element encoder = parts == null ? null : parts.child("VideoEncoder");
            add(
                    profiles,
                    each,
                    parts == null ? null : parts.child("VideoSource"),
                    encoder == null ? null : video(encoder),
                    each.textAt("Configurations", "AudioEncoder", "Encoding"),
                    parts != null && parts.child("PTZ") != null,
                    true);
        }
        return profiles;
    }

    private static void add(
            List<MediaProfile> profiles,
            Element profile,
            @Nullable Element configuration,
            @Nullable VideoEncoding video,
            @Nullable String audio,
            boolean ptz,
            boolean media2) {
        String token = profile.attribute("token");
        String source = configuration == null ? null : configuration.textAt("SourceToken");
        if (token == null
                || token.isEmpty()
                || token.length() > MAX_TOKEN
                || configuration == null
                || source == null
                || source.length() > MAX_TOKEN
                || profiles.size() >= MAX_PROFILES) {
            return;
        }
        profiles.add(
                new MediaProfile(
                        token,
                        line(profile.textAt("Name"), MAX_NAME),
                        source,
                        video,
                        audio == null ? null : line(audio, 32),
                        ptz,
                        media2,
                        line(configuration.attribute("token"), MAX_TOKEN)));
    }

    private static VideoEncoding video(Element encoder) {
        String gop = encoder.attribute("GovLength"); // Media 2
        if (gop == null) {
            gop = encoder.textAt("H264", "GovLength");
        }
        if (gop == null) {
            gop = encoder.textAt("H265", "GovLength");
        }
        return new VideoEncoding(
                codec(encoder.textAt("Encoding")),
                whole(encoder.textAt("Resolution", "Width")),
                whole(encoder.textAt("Resolution", "Height")),
                number(encoder.textAt("RateControl", "FrameRateLimit")),
                whole(encoder.textAt("RateControl", "BitrateLimit")),
                whole(gop));
    }

    /** By our names. */
    private static String codec(@Nullable String told) {
        String name = line(told, 32).toUpperCase(Locale.ROOT);
        return switch (name.replaceAll("[^A-Z0-9]", "")) {
            case "H264", "AVC" -> "H264";
            case "H265", "HEVC" -> "H265";
            case "JPEG", "MJPEG" -> "JPEG";
            default -> name;
        };
    }

    /** In one line of a length; empty for null. */
    static String line(@Nullable String text, int length) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), length));
    }

    private static int whole(@Nullable String text) {
        return (int) Math.round(number(text));
    }

    /** 0 for what is no number, is negative or is absurd. */
    private static double number(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return 0;
        }
        return Double.parseDouble(text);
    }
}
