package org.haidang.programme.facility;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.jspecify.annotations.Nullable;

/** Whether one camera is connected: computed from facts, never typed in (D9). */
public sealed interface CameraConnection {

    /** Only {@link #of} makes one: whoever holds it holds the proof. */
    final class Connected implements CameraConnection {

        private final ConnectionFacts facts;

        private Connected(ConnectionFacts facts) {
            this.facts = facts;
        }

        public ConnectionFacts facts() {
            return facts;
        }
    }

    /** All shortfalls, the one to mend first in front. */
    record NotConnected(List<Shortfall> shortfalls) implements CameraConnection {

        public NotConnected {
            shortfalls = List.copyOf(shortfalls);
            if (shortfalls.isEmpty()) {
                throw new IllegalArgumentException("not connected needs a reason");
            }
        }

        public Shortfall first() {
            return shortfalls.getFirst();
        }
    }

    static CameraConnection of(ConnectionFacts facts, ConnectionLimits limits) {
        List<Shortfall> shortfalls = new ArrayList<>();
        if (!facts.linkUp()) {
            shortfalls.add(Shortfall.LINK_DOWN);
        }
        if (facts.credential() == Credential.DEFAULT_ACCEPTED) {
            shortfalls.add(Shortfall.DEFAULT_PASSWORD);
        }
        if (facts.credential() == Credential.NOT_TRIED) {
            shortfalls.add(Shortfall.PASSWORD_NOT_TRIED);
        }
        if (!fresh(facts.lastKeyPicture(), facts.at(), limits.keyPictureAge())) {
            shortfalls.add(Shortfall.NO_PICTURE);
        }
        if (!within(facts.firstPicture(), limits.firstPicture())) {
            shortfalls.add(Shortfall.SLOW_FIRST_PICTURE);
        }
        if (!right(facts.clock(), limits.clockOffset())) {
            shortfalls.add(Shortfall.CLOCK_OFF);
        }
        if (!facts.zoneSet()) {
            shortfalls.add(Shortfall.NO_ZONE);
        }
        if (!facts.pictureAccepted()) {
            shortfalls.add(Shortfall.PICTURE_NOT_ACCEPTED);
        }
        if (facts.availableInLastDay().compareTo(limits.availability()) < 0) {
            shortfalls.add(Shortfall.LOW_AVAILABILITY);
        }
        return shortfalls.isEmpty() ? new Connected(facts) : new NotConnected(shortfalls);
    }

    /** A picture from the future is a wrong clock somewhere, no proof. */
    private static boolean fresh(@Nullable Instant picture, Instant at, Duration limit) {
        return picture != null && !picture.isAfter(at) && !picture.isBefore(at.minus(limit));
    }

    private static boolean right(CameraClock clock, Duration limit) {
        return switch (clock) {
            case CameraClock.Told(Duration offset) -> within(offset, limit);
            case CameraClock.Silent() -> true;
            case CameraClock.NotMeasured() -> false;
        };
    }

    private static boolean within(@Nullable Duration measured, Duration limit) {
        return measured != null && measured.abs().compareTo(limit) <= 0;
    }
}
