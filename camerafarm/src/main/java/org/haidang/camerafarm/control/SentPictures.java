package org.haidang.camerafarm.control;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.haidang.camerafarm.camera.CameraStream;
import org.haidang.camerafarm.clip.ClipPicture;
import org.haidang.camerafarm.clip.Part;
import org.haidang.camerafarm.encode.AudioEncoder;
import org.haidang.camerafarm.encode.VideoSettings;
import org.jspecify.annotations.Nullable;

/** What a stream sends, as hashes, so that a test can compare a recording with it. */
final class SentPictures {

    private SentPictures() {}

    /** All parts of a stream, each picture with the SHA-256 of its NAL units. */
    static Map<String, @Nullable Object> of(CameraStream stream) {
        VideoSettings video = stream.clip().recipe().video();
        Map<String, @Nullable Object> parts = Json.object();
        for (Part part : Part.values()) {
            List<Object> pictures = new ArrayList<>();
            for (ClipPicture picture : stream.clip().part(part)) {
                pictures.add(describe(picture));
            }
            parts.put(part.name().toLowerCase(java.util.Locale.ROOT), pictures);
        }
        AudioEncoder.Sound audio = stream.clip().audio();
        return Json.object(
                "codec",
                video.codec(),
                "clockHz",
                VideoSettings.CLOCK_HZ,
                "pictureTicks",
                video.pictureTicks(),
                "parts",
                parts,
                "audioCodec",
                stream.clip().recipe().audio(),
                "audioFrames",
                audio == null
                        ? List.of()
                        : audio.frames().stream().map(SentPictures::sha256).toList());
    }

    private static Map<String, @Nullable Object> describe(ClipPicture picture) {
        int bytes = picture.nals().stream().mapToInt(nal -> nal.length).sum();
        return Json.object(
                "decodeTicks", picture.decodeTicks(),
                "presentTicks", picture.presentTicks(),
                "key", picture.key(),
                "bytes", bytes,
                "nals", picture.nals().stream().map(SentPictures::sha256).toList());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
