package org.haidang.server.survey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.haidang.onvif.VideoEncoding;
import org.haidang.server.device.Examined;
import org.haidang.server.device.Examined.FoundChannel;
import org.haidang.server.device.Examined.FoundStream;
import org.jspecify.annotations.Nullable;

/** What a device says of itself as answers to the form's questions, a camera for each channel. */
public final class DeviceAnswers {
    private static final int MAX_LINE = 60;
    private static final int KEY_DIGITS = 16;
    private static final long MAX_OFFSET_S = 1_000_000;

    private DeviceAnswers() {}

    /**
     * @param known keys of the cameras that are on the form; a code is given only to new ones, for
     *     a person may have given another
     * @return text by path; asked again, the same device answers the same cameras
     */
    public static Map<String, String> of(Examined device, Collection<String> known) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (FoundChannel channel : device.channels()) {
            String key = key(device, channel.number());
            Map<String, String> fields = fields(device, channel);
            if (!known.contains(key)) {
                fields.put("CODE", line(code(device, channel)));
            }
            fields.forEach((field, text) -> answers.put("camera/" + key + "/" + field, text));
        }
        return answers;
    }

    /** By what stays when the address changes, as far as the device tells it. */
    static String key(Examined device, int channel) {
        String serial = device.information().serial();
        String mac = device.hardwareAddress();
        String lasting = mac != null ? mac : serial.isBlank() ? "" : serial;
        String whole =
                (lasting.isEmpty() ? device.service().getAuthority() : lasting) + "\n" + channel;
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(whole.getBytes(StandardCharsets.UTF_8));
            return "d-" + HexFormat.of().formatHex(hash).substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String code(Examined device, FoundChannel channel) {
        String name = channel.name().isBlank() ? device.information().model() : channel.name();
        return device.channels().size() == 1 ? name : channel.number() + " - " + name;
    }

    private static Map<String, String> fields(Examined device, FoundChannel channel) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("REACHABLE", "YES");
        put(fields, "MAKE", device.information().manufacturer());
        put(fields, "MODEL", device.information().model());
        put(fields, "FIRMWARE", device.information().firmware());
        put(fields, "SERIAL", device.information().serial());
        put(fields, "MAC", device.hardwareAddress());
        if (device.channels().size() > 1) {
            fields.put("CHANNEL", Integer.toString(channel.number()));
        }
        fields.put("PTZ", channel.ptz() ? "YES" : "NO");
        Duration offset = device.clockOffset();
        if (offset != null) {
            long seconds = Math.clamp(offset.toSeconds(), -MAX_OFFSET_S, MAX_OFFSET_S);
            fields.put("CLOCK_OFFSET_S", Long.toString(seconds));
        }
        stream(fields, "MAIN", channel.main());
        stream(fields, "SUB", channel.sub());
        FoundStream main = channel.main();
        put(fields, "AUDIO", main == null ? null : main.profile().audioCodec());
        return fields;
    }

    private static void stream(
            Map<String, String> fields, String which, @Nullable FoundStream stream) {
        VideoEncoding video = stream == null ? null : stream.profile().video();
        if (video == null) {
            return;
        }
        String codec = video.codec().toUpperCase(Locale.ROOT);
        boolean ours = codec.equals("H264") || codec.equals("H265");
        fields.put(which + "_CODEC", ours ? codec : "OTHER");
        positive(fields, which + "_WIDTH", video.width());
        positive(fields, which + "_HEIGHT", video.height());
        if (video.fps() > 0) {
            fields.put(which + "_FPS", String.format(Locale.ROOT, "%.1f", video.fps()));
        }
        positive(fields, which + "_KBPS", video.kbps());
        positive(fields, which + "_GOP", video.gopPictures());
    }

    private static void positive(Map<String, String> fields, String field, int value) {
        if (value > 0) {
            fields.put(field, Integer.toString(value));
        }
    }

    private static void put(Map<String, String> fields, String field, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            fields.put(field, line(text));
        }
    }

    private static String line(String text) {
        String plain = text.strip().replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= MAX_LINE ? plain : plain.substring(0, MAX_LINE);
    }
}
