package org.haidang.camerafarm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.haidang.camerafarm.camera.CameraPlan;
import org.haidang.camerafarm.clip.ClipRecipe;
import org.haidang.camerafarm.encode.VideoSettings;
import org.haidang.camerafarm.scene.Place;
import org.haidang.media.track.Codec;
import org.jspecify.annotations.Nullable;

/** Small cameras whose clips are made in moments and kept for all tests of a build. */
public final class TestCameras {

    /** Shared by all tests of a build, so that each clip is made once. */
    public static final Path CLIPS = Path.of("target", "test-clips");

    private TestCameras() {}

    public static CameraPlan plain() {
        return camera("plain", Codec.H264, 25, 0, null);
    }

    public static CameraPlan reordered() {
        return camera("reordered", Codec.H264, 25, 2, Codec.PCMA);
    }

    public static CameraPlan hevc() {
        return camera("hevc", Codec.H265, 25, 0, Codec.AAC);
    }

    public static CameraPlan longGroups() {
        return camera("long-groups", Codec.H264, 250, 0, null);
    }

    /** With a second stream of half the size. */
    public static CameraPlan withSub() {
        return new CameraPlan(
                "with-sub",
                "Sân trước",
                "yard",
                new ClipRecipe(
                        "test-with-sub-main",
                        "Sân trước",
                        Place.YARD,
                        new VideoSettings(Codec.H264, 640, 384, 125, 500, 25, 0),
                        null),
                new ClipRecipe(
                        "test-with-sub-sub",
                        "Sân trước",
                        Place.YARD,
                        new VideoSettings(Codec.H264, 320, 192, 125, 200, 25, 0),
                        null));
    }

    private static CameraPlan camera(
            String id, Codec codec, int gop, int bPictures, @Nullable Codec audio) {
        ClipRecipe main =
                new ClipRecipe(
                        "test-" + id,
                        "Cổng phía đông",
                        Place.GATE,
                        new VideoSettings(codec, 320, 192, 125, 300, gop, bPictures),
                        audio);
        return new CameraPlan(id, "Cổng " + id, "gate", main, null);
    }

    /** A loopback net that no other run of the tests has, as far as chance goes. */
    static String net() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127." + random.nextInt(64, 255) + "." + random.nextInt(1, 255);
    }

    /** A farm of these cameras on free ports. */
    static Farm farm(List<CameraPlan> cameras, String... more)
            throws java.io.IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("--port", "0", "--clips", CLIPS.toString()));
        args.addAll(List.of(more));
        Farm farm = Farm.start(Options.parse(args), cameras);
        farm.play();
        return farm;
    }
}
