package org.haidang.server.web;

import java.util.Locale;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.source.FailureReason;
import org.haidang.media.stream.Generation;
import org.haidang.media.stream.StreamStats;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.web.request.Moments;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/** A camera's state as the interface tells it, schema {@code CameraState}. */
record StateView(
        String kind,
        String since,
        @Nullable String reason,
        String message,
        @Nullable String action,
        @Nullable Integer attempt,
        @Nullable String retryAt,
        @Nullable String lastPictureAt,
        String recording,
        @Nullable Double coverageToday,
        Streams streams) {

    record Streams(@Nullable StreamView main, @Nullable StreamView sub) {}

    /** Schema {@code StreamState}. */
    record StreamView(
            @Nullable String codec,
            @Nullable String audio,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double fps,
            @Nullable Double kbps,
            @Nullable Double gopSeconds,
            @Nullable String transport,
            int viewers,
            long reconnects,
            long lostPackets,
            long droppedGroups) {}

    static StateView of(CameraStatus status, Language language, long nowUs) {
        String kind = word(status.kind());
        FailureReason known = status.reason();
        String reason = known == null ? null : word(known);
        // A camera that fails says why; one that tries again keeps the reason beside its own
        // sentence.
        boolean failed =
                (status.kind() == CameraStatus.Kind.FAILED && reason != null)
                        || known == FailureReason.FROZEN;
        String key = failed ? "failure." + reason : "state." + kind;
        return new StateView(
                kind,
                Moments.text(status.sinceUs()),
                reason,
                Words.of(language, key, staleSeconds(status, nowUs)),
                Words.find(language, key + ".action"),
                status.attempt() == 0 ? null : status.attempt(),
                Moments.textOrNull(status.retryAtUs()),
                Moments.textOrNull(status.lastPictureUs()),
                word(status.recording()),
                status.coverageToday(),
                new Streams(view(status.main()), view(status.sub())));
    }

    /** For a camera that the registry has and the engine has not met yet. */
    static StateView unknown(Language language, long nowUs) {
        return new StateView(
                "connecting",
                Moments.text(nowUs),
                null,
                Words.of(language, "state.connecting"),
                null,
                null,
                null,
                null,
                "off",
                null,
                new Streams(null, null));
    }

    private static long staleSeconds(CameraStatus status, long nowUs) {
        long lastUs = Math.max(status.lastPictureUs(), 0);
        long sinceUs = lastUs == 0 ? status.sinceUs() : lastUs;
        return Math.max(CameraEngine.LIVE_MS / 1_000, (nowUs - sinceUs) / 1_000_000);
    }

    /** As the interface spells names of states and reasons. */
    static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable StreamView view(CameraStatus.@Nullable StreamStatus status) {
        if (status == null) {
            return null;
        }
        VideoFormat video = null;
        AudioFormat audio = null;
        Generation generation = status.generation();
        if (generation != null) {
            for (Track track : generation.tracks()) {
                switch (track.format()) {
                    case VideoFormat v -> video = video == null ? v : video;
                    case AudioFormat a -> audio = audio == null ? a : audio;
                }
            }
        }
        StreamStats stats = status.stats();
        Transport transport = status.source().transport();
        return new StreamView(
                video == null ? null : video.codec().name(),
                audio == null ? null : audio.codec().name(),
                video == null ? null : video.width(),
                video == null ? null : video.height(),
                tenth(stats.fps()),
                tenth(stats.kbps()),
                stats.groupMs() == 0 ? null : stats.groupMs() / 1_000.0,
                transport == null ? null : word(transport),
                stats.liveReaders(),
                status.source().reconnects(),
                status.source().lost(),
                stats.lostGroupsLive());
    }

    private static @Nullable Double tenth(double value) {
        return value <= 0 ? null : Math.round(value * 10) / 10.0;
    }
}
