package org.haidang.camerafarm.clip;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.haidang.camerafarm.encode.AudioEncoder;
import org.haidang.camerafarm.encode.EncodedPicture;
import org.haidang.camerafarm.encode.VideoEncoder;
import org.haidang.camerafarm.encode.VideoSettings;
import org.haidang.camerafarm.encode.YuvPicture;
import org.haidang.media.track.Codec;

/**
 * Makes clips. Streams of one camera are made together, since drawing costs as much as encoding:
 * the first recipe is drawn, the others are shrunk from it.
 */
final class Studio {

    /** The parts besides the loop need only this long, or one group of pictures if that is less. */
    private static final int SHORT_PART_SECONDS = 2;

    private static final int STILL_SECOND = 7;

    private Studio() {}

    /**
     * Makes the clips of one camera on the calling thread, which must be a platform thread.
     *
     * @param recipes of one place, the largest first; the others a whole number of times smaller
     * @param progress is told the pictures drawn so far, of the first recipe's loop
     */
    static List<Clip> make(List<ClipRecipe> recipes, IntConsumer progress) {
        ClipRecipe largest = recipes.getFirst();
        VideoSettings settings = largest.video();
        Sensor sensor = new Sensor(largest.place(), settings.width(), settings.height());
        List<Take> takes = new ArrayList<>();
        try {
            for (ClipRecipe recipe : recipes) {
                takes.add(new Take(recipe));
            }
            for (int i = 0; i < largest.loopPictures(); i++) {
                double seconds = i * 10.0 / settings.ratePerTenSeconds();
                YuvPicture seen = sensor.see(seconds);
                for (Take take : takes) {
                    take.shoot(sensor, seen, seconds);
                }
                progress.accept(i + 1);
            }
            return takes.stream().map(Take::finish).toList();
        } finally {
            takes.forEach(Take::close);
        }
    }

    /** One clip in the making. */
    private static final class Take implements AutoCloseable {
        private final ClipRecipe recipe;
        private final Overlay overlay;
        private final Overlay smallOverlay;
        private final YuvPicture picture;
        private final YuvPicture small;
        private final YuvPicture still;
        private final VideoEncoder live;
        private final VideoEncoder resized;
        private final List<EncodedPicture> livePictures = new ArrayList<>();
        private final List<EncodedPicture> resizedPictures = new ArrayList<>();
        private int taken;

        Take(ClipRecipe recipe) {
            this.recipe = recipe;
            VideoSettings video = recipe.video();
            VideoSettings smaller = recipe.resizedVideo();
            overlay = new Overlay(recipe.title(), video.width(), video.height());
            smallOverlay = new Overlay(recipe.title(), smaller.width(), smaller.height());
            picture = new YuvPicture(video.width(), video.height());
            still = new YuvPicture(video.width(), video.height());
            small = new YuvPicture(smaller.width(), smaller.height());
            live = new VideoEncoder(video);
            resized = new VideoEncoder(smaller);
        }

        private int hundredths() {
            return taken * 1000 / recipe.video().ratePerTenSeconds();
        }

        /** Takes the picture if one is due at this moment. */
        void shoot(Sensor sensor, YuvPicture seen, double seconds) {
            if (taken >= recipe.loopPictures() || hundredths() > seconds * 100 + 0.5) {
                return;
            }
            picture.shrinkFrom(seen);
            sensor.expose(picture);
            if (taken < shortPictures()) {
                small.shrinkFrom(picture);
                smallOverlay.draw(small, hundredths(), ClipRecipe.LOOP_SECONDS * 100);
                resized.encode(small, resizedPictures::add);
            }
            overlay.draw(picture, hundredths(), ClipRecipe.LOOP_SECONDS * 100);
            if (taken == STILL_SECOND * recipe.video().ratePerTenSeconds() / 10) {
                still.copyFrom(picture);
            }
            live.encode(picture, livePictures::add);
            taken++;
        }

        private int shortPictures() {
            int most = SHORT_PART_SECONDS * recipe.video().ratePerTenSeconds() / 10;
            int gop = recipe.video().gopPictures();
            return gop >= most ? most : most / gop * gop;
        }

        Clip finish() {
            live.finish(livePictures::add);
            resized.finish(resizedPictures::add);
            Map<Part, List<ClipPicture>> parts = new EnumMap<>(Part.class);
            parts.put(Part.LIVE, timed(livePictures));
            parts.put(Part.RESIZED, timed(resizedPictures));
            parts.put(Part.STILL, timed(unchanging(still)));
            picture.blacken();
            overlay.drawName(picture);
            parts.put(Part.BLACK, timed(unchanging(picture)));
            Codec audio = recipe.audio();
            return new Clip(recipe, parts, audio == null ? null : sound(audio));
        }

        private List<EncodedPicture> unchanging(YuvPicture shown) {
            List<EncodedPicture> pictures = new ArrayList<>();
            try (VideoEncoder encoder = new VideoEncoder(recipe.video())) {
                for (int i = 0; i < shortPictures(); i++) {
                    encoder.encode(shown, pictures::add);
                }
                encoder.finish(pictures::add);
            }
            return pictures;
        }

        private List<ClipPicture> timed(List<EncodedPicture> pictures) {
            int ticks = recipe.video().pictureTicks();
            long start = pictures.getFirst().decodeNumber();
            return pictures.stream()
                    .map(picture ->
                            new ClipPicture(
                                    (picture.decodeNumber() - start) * ticks,
                                    (picture.number() - start) * ticks,
                                    picture.key(),
                                    NalUnits.split(picture.annexB())))
                    .toList();
        }

        private static AudioEncoder.Sound sound(Codec codec) {
            int rate = ClipRecipe.sampleRateHz(codec);
            return AudioEncoder.encode(codec, rate, Sounds.make(rate, ClipRecipe.LOOP_SECONDS));
        }

        @Override
        public void close() {
            live.close();
            resized.close();
        }
    }
}
