package org.haidang.programme.duty;

import java.time.Duration;
import java.time.Instant;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/** Whether a site is watched: its watcher said so lately, and somebody really looked. */
public sealed interface Watch {

    /** Its cameras are not connected, or must not record: nobody has to watch. */
    record NotAsked() implements Watch {}

    /**
     * @param until when it counts as not watched if nothing happens before
     */
    record Watched(Instant until) implements Watch {}

    /**
     * @param since when the limit was passed; null when nobody ever confirmed or looked
     */
    record NotWatched(Why why, @Nullable Instant since) implements Watch {}

    /** The worst first. */
    enum Why {
        NEVER_CONFIRMED(
                "Chưa có người trực nào xác nhận.", "No duty watcher has ever confirmed presence."),
        CONFIRMATION_OLD(
                "Người trực quá giờ chưa xác nhận “đang trực”.",
                "The duty watcher is late in confirming presence."),
        NOBODY_LOOKS(
                "Đã xác nhận trực nhưng không ai mở hình của cơ sở.",
                "Presence is confirmed, yet nobody has the site's pictures open.");

        private final Sentence words;

        Why(String vietnamese, String english) {
            this.words = new Sentence(vietnamese, english);
        }

        public Sentence words() {
            return words;
        }
    }

    /**
     * @param confirmed when the watcher last said "đang trực"; null for never
     * @param viewed when a live picture of the site was last open, {@code now} while one is; null
     *     for never. A confirmation counts as a look, so that a watcher who has just begun has the
     *     whole limit to open a picture.
     */
    static Watch of(
            FacilityStage stage,
            @Nullable Instant confirmed,
            @Nullable Instant viewed,
            DutyLimits limits,
            Instant now) {
        if (!asked(stage)) {
            return new NotAsked();
        }
        if (confirmed == null) {
            return new NotWatched(Why.NEVER_CONFIRMED, null);
        }
        Instant confirmBy = confirmed.plus(limits.confirmWithin());
        if (!now.isBefore(confirmBy)) {
            return new NotWatched(Why.CONFIRMATION_OLD, confirmBy);
        }
        Instant looked = viewed == null || viewed.isBefore(confirmed) ? confirmed : viewed;
        Instant lookBy = looked.plus(limits.viewWithin());
        if (!now.isBefore(lookBy)) {
            return new NotWatched(Why.NOBODY_LOOKS, lookBy);
        }
        return new Watched(confirmBy.isBefore(lookBy) ? confirmBy : lookBy);
    }

    private static boolean asked(FacilityStage stage) {
        return switch (stage) {
            case CONNECTED, OPERATING, DEGRADED, LOST -> true;
            case REGISTERED,
                    CONTACT_NAMED,
                    SURVEYED,
                    ELIGIBLE,
                    CONDITIONAL,
                    NOT_ELIGIBLE,
                    PLAN_APPROVED,
                    CONNECTING,
                    SUSPENDED,
                    CLOSED ->
                    false;
        };
    }

    /** How long nobody has watched; zero where that is not known. */
    static Duration unwatchedFor(NotWatched not, Instant now) {
        Instant since = not.since();
        return since == null ? Duration.ZERO : Duration.between(since, now);
    }
}
