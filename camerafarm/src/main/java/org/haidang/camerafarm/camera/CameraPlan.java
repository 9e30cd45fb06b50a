package org.haidang.camerafarm.camera;

import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.clip.ClipRecipe;
import org.haidang.camerafarm.encode.VideoSettings;
import org.haidang.camerafarm.scene.Place;
import org.haidang.media.track.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A camera to be played.
 *
 * @param id in addresses: lower case letters, digits, hyphens
 * @param name for people
 * @param zone a word of the glossary: gate, yard, corridor, hall, common
 * @param main recipe of the main stream
 * @param sub recipe of the sub stream, or null
 */
public record CameraPlan(
        String id, String name, String zone, ClipRecipe main, @Nullable ClipRecipe sub) {

    /** The recipes of its streams, the largest first. */
    public List<ClipRecipe> recipes() {
        return sub == null ? List.of(main) : List.of(main, sub);
    }

    private static final VideoSettings SUB =
            new VideoSettings(Codec.H264, 640, 360, 125, 250, 25, 0);

    /** x265 is three times as slow as x264, and many cameras give 15 pictures a second. */
    private static final VideoSettings HEVC =
            new VideoSettings(Codec.H265, 1280, 720, 150, 1_000, 30, 0);

    private static final int BENCH_KBPS = 2_000;

    /** The eight cameras of the demo's facility; more repeat them under numbered names. */
    public static List<CameraPlan> demo(int count) {
        List<CameraPlan> eight =
                List.of(
                        camera(
                                "cong-chinh",
                                "Cổng chính",
                                "gate",
                                Place.GATE,
                                hd(Codec.H264, 1_800, 25, 0, true),
                                null),
                        camera(
                                "san-truoc",
                                "Sân trước",
                                "yard",
                                Place.YARD,
                                hd(Codec.H264, 1_400, 50, 2, false),
                                null),
                        camera(
                                "hanh-lang-tang-2",
                                "Hành lang tầng 2",
                                "corridor",
                                Place.CORRIDOR,
                                hd(Codec.H264, 1_000, 500, 0, false),
                                null),
                        camera(
                                "hoi-truong",
                                "Hội trường",
                                "waiting-hall",
                                Place.HALL,
                                hd(Codec.H264, 1_200, 50, 0, false),
                                Codec.AAC),
                        camera(
                                "sanh-don-tiep",
                                "Sảnh đón tiếp",
                                "common",
                                Place.RECEPTION,
                                hd(Codec.H264, 1_200, 25, 0, false),
                                Codec.PCMA),
                        camera("bai-do-xe", "Bãi đỗ xe", "yard", Place.CAR_PARK, HEVC, null),
                        camera(
                                "khu-nhan-hang",
                                "Khu nhận hàng",
                                "common",
                                Place.GOODS,
                                hd(Codec.H264, 1_400, 25, 0, false),
                                null),
                        camera(
                                "hang-rao-phia-sau",
                                "Hàng rào phía sau",
                                "common",
                                Place.FENCE,
                                hd(Codec.H264, 1_000, 50, 0, false),
                                null));
        List<CameraPlan> cameras = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CameraPlan plan = eight.get(i % eight.size());
            cameras.add(i < eight.size() ? plan : plan.copy(i / eight.size() + 1));
        }
        return cameras;
    }

    /** Cameras that share the bench clips: 1080p25 at 2 Mbit/s, main stream only. */
    public static List<CameraPlan> bench(int count, List<BenchClip> clips) {
        List<CameraPlan> cameras = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ClipRecipe recipe = clips.get(i % clips.size()).recipe();
            String id = "bench-%04d".formatted(i + 1);
            cameras.add(new CameraPlan(id, id, "common", recipe, null));
        }
        return cameras;
    }

    /** The clips bench cameras may play. */
    public enum BenchClip {
        H264(Codec.H264, 25, 0, null),
        LONG_GOP(Codec.H264, 500, 0, null),
        B_PICTURES(Codec.H264, 25, 2, null),
        H265(Codec.H265, 25, 0, null),
        AAC(Codec.H264, 25, 0, Codec.AAC),
        PCMU(Codec.H264, 25, 0, Codec.PCMU);

        private final VideoSettings video;
        private final @Nullable Codec audio;

        BenchClip(Codec codec, int gop, int bPictures, @Nullable Codec audio) {
            this.video = new VideoSettings(codec, 1920, 1080, 250, BENCH_KBPS, gop, bPictures);
            this.audio = audio;
        }

        ClipRecipe recipe() {
            String name = "bench-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            return new ClipRecipe(name, name, Place.CAR_PARK, video, audio);
        }
    }

    /** The same pictures as a channel of a recorder, counted from 1. */
    public CameraPlan channel(int number) {
        String two = "%02d".formatted(number);
        return new CameraPlan(
                "dau-ghi-kenh-" + two, "Đầu ghi, kênh " + two + ": " + name, zone, main, sub);
    }

    private CameraPlan copy(int number) {
        return new CameraPlan(id + "-" + number, name + " (" + number + ")", zone, main, sub);
    }

    private static CameraPlan camera(
            String id,
            String name,
            String zone,
            Place place,
            VideoSettings video,
            @Nullable Codec audio) {
        return new CameraPlan(
                id,
                name,
                zone,
                new ClipRecipe(id + "-main", name, place, video, audio),
                new ClipRecipe(id + "-sub", name, place, SUB, audio));
    }

    private static VideoSettings hd(Codec codec, int kbps, int gop, int bPictures, boolean full) {
        return new VideoSettings(
                codec, full ? 1920 : 1280, full ? 1080 : 720, 250, kbps, gop, bPictures);
    }
}
