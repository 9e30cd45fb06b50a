package org.haidang.camerafarm.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.haidang.camerafarm.camera.Cursor;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.FarmClock;
import org.haidang.camerafarm.camera.Feed;
import org.haidang.camerafarm.camera.Storage;
import org.haidang.camerafarm.camera.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * What a camera has stored, as hashes, so that a test can compare an archive with it. The times are
 * the farm's own, which are right.
 */
final class StoredPictures {

    /** No more is told at once. */
    static final Duration MAX_LENGTH = Duration.ofMinutes(10);

    private final FakeCamera camera;
    private final FarmClock clock;
    private final Map<byte[], String> hashes = new IdentityHashMap<>();

    /**
     * The hashes asked for.
     *
     * @param from what was sent at this time or later
     * @param to what was sent before this time
     * @throws IllegalArgumentException with one sentence when it is longer than ten minutes
     */
    record Range(Instant from, Instant to) {
        Range {
            if (!from.isBefore(to) || Duration.between(from, to).compareTo(MAX_LENGTH) > 0) {
                throw new IllegalArgumentException(
                        "from must be before to, and at most " + MAX_LENGTH + " before");
            }
        }

        /**
         * Reads {@code from=2026-11-28T00:15:00Z&to=2026-11-28T00:16:00Z}.
         *
         * @throws IllegalArgumentException with one sentence when it is something else
         */
        static Range parse(@Nullable String query) {
            Map<String, String> values = new HashMap<>();
            for (String part : query == null ? new String[0] : query.split("&")) {
                int equals = part.indexOf('=');
                values.put(part.substring(0, Math.max(0, equals)), part.substring(equals + 1));
            }
            return new Range(time(values, "from"), time(values, "to"));
        }
    }

    StoredPictures(FakeCamera camera) {
        this.camera = camera;
        this.clock = camera.clock().farm();
    }

    /**
     * A time of a request.
     *
     * @throws IllegalArgumentException with one sentence when it is missing or none
     */
    static Instant time(Map<String, String> values, String name) {
        try {
            return Instant.parse(values.getOrDefault(name, ""));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " wants a time like 2026-11-28T00:15:00Z", e);
        }
    }

    /** The stretches without holes. */
    static List<Object> stretches(FakeCamera camera, Storage storage) {
        FarmClock clock = camera.clock().farm();
        List<Object> all = new ArrayList<>();
        for (Storage.Stored each : storage.stretches(clock.nowNs())) {
            all.add(
                    Json.object(
                            "from", clock.at(each.fromNs()),
                            "to", clock.at(each.untilNs()),
                            "goesOn", each.goesOn()));
        }
        return all;
    }

    /** All that is stored of a range. */
    Map<String, @Nullable Object> in(Range range, Storage storage) {
        Feed feed = storage.feed();
        List<Object> pictures = new ArrayList<>();
        List<Object> sounds = new ArrayList<>();
        long fromNs = clock.nsAt(range.from);
        long toNs = clock.nsAt(range.to);
        for (Storage.Stored each : storage.stretches(clock.nowNs())) {
            long first = Math.max(fromNs, each.fromNs());
            long end = Math.min(toNs, each.untilNs());
            for (Cursor at = at(feed.video(), first); at.dueNs() < end; at.next()) {
                pictures.add(picture(feed, at));
            }
            Timeline audio = feed.audio();
            if (audio != null) {
                for (Cursor at = at(audio, first); at.dueNs() < end; at.next()) {
                    sounds.add(sound(feed, at));
                }
            }
        }
        return Json.object(
                "id",
                camera.plan().id(),
                "clockOffsetSeconds",
                camera.clock().offset().toMillis() / 1_000.0,
                "stretches",
                stretches(camera, storage),
                "pictures",
                pictures,
                "sounds",
                sounds);
    }

    private static Cursor at(Timeline timeline, long ns) {
        Cursor cursor = timeline.cursor();
        cursor.toFirstAtOrAfter(ns);
        return cursor;
    }

    private Map<String, @Nullable Object> picture(Feed feed, Cursor at) {
        List<byte[]> nals = feed.stream().clip().part(at.part()).get(at.index()).nals();
        return Json.object(
                "time", clock.at(at.takenNs()),
                "key", at.item().key(),
                "nals", nals.stream().map(this::hash).toList());
    }

    private Map<String, @Nullable Object> sound(Feed feed, Cursor at) {
        var audio = feed.stream().clip().audio();
        byte[] frame = audio == null ? new byte[0] : audio.frames().get(at.index());
        return Json.object("time", clock.at(at.takenNs()), "sha256", hash(frame));
    }

    private String hash(byte[] bytes) {
        return hashes.computeIfAbsent(bytes, SentPictures::sha256);
    }
}
