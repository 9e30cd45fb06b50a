package org.haidang.camerafarm.camera;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a camera does wrong on request.
 *
 * @param kind what
 * @param value percent for {@code DROP}, seconds for {@code JUMP}, else unused
 * @param seconds how long, 0 until told otherwise
 */
public record Misbehaviour(Kind kind, double value, double seconds) {

    /** The ways to misbehave. */
    public enum Kind {
        /** The same picture is sent over and over. */
        FREEZE,
        /** The lens is covered. */
        BLACK,
        /** The connection stays open, but nothing is sent and nothing answered. */
        HANG,
        /** Its connections are closed once. */
        CLOSE,
        /** A part of the RTP packets is lost. */
        DROP,
        /** Timestamps jump once. */
        JUMP,
        /** Another picture size, with parameter sets in band. */
        RESOLUTION,
        /** Every login is refused, and connections are closed. */
        REFUSE_LOGIN,
        /** Connections are closed and refused for a while. */
        REBOOT,
        /** The same until told otherwise: the network between viewer and camera is gone. */
        OUTAGE;

        /** Whether it is over as soon as it is done. */
        public boolean once() {
            return this == CLOSE || this == JUMP;
        }

        /** The word in the control port's JSON: {@code refuse-login}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind for a word, or null. */
        public static @Nullable Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            return null;
        }
    }

    private static final double DEFAULT_REBOOT_SECONDS = 10;

    /**
     * Checks a request.
     *
     * @throws IllegalArgumentException with one sentence when a value makes no sense
     */
    public Misbehaviour {
        if (kind == Kind.DROP && !(value > 0 && value <= 100)) {
            throw new IllegalArgumentException("drop wants a value above 0 and up to 100 percent");
        }
        if (kind == Kind.JUMP && !(Math.abs(value) > 0 && Math.abs(value) < 1e6)) {
            throw new IllegalArgumentException("jump wants a value in seconds");
        }
        if (!(seconds >= 0 && seconds < 1e6)) {
            throw new IllegalArgumentException("seconds must be 0 or more");
        }
        if (kind == Kind.REBOOT && seconds == 0) {
            seconds = DEFAULT_REBOOT_SECONDS;
        }
    }
}
