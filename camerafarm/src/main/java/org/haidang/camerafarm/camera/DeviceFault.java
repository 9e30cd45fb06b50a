package org.haidang.camerafarm.camera;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an ONVIF device does wrong on request. A device may do several things wrong at once.
 *
 * @param kind what
 * @param value how much, see the kind; 0 takes the kind's usual value
 * @param seconds how long, 0 until told otherwise
 */
public record DeviceFault(Kind kind, double value, double seconds) {

    /** The ways to be wrong. */
    public enum Kind {
        /** The device's clock is off by so many seconds; negative is behind. */
        CLOCK(3 * 3_600, -1e9, 1e9),
        /** Every n-th digest login meets a new nonce and is told that its own is stale. */
        STALE_NONCE(2, 1, 1e6),
        /** Answers end in the middle. */
        BROKEN_XML,
        /** Answers are in namespaces that nobody knows. */
        WRONG_NAMESPACE,
        /** Answers declare an entity that would be read from a file, and use it. */
        EXTERNAL_ENTITY,
        /** Answers declare entities that unfold to a billion words. */
        BILLION_LAUGHS,
        /** Answers come at so many bytes a second. */
        DRIP(1, 0.1, 1e6),
        /** Answers never end, in chunks. */
        ENDLESS,
        /** Answers are so many million bytes long. */
        HUGE(100, 1, 10_000),
        /** Every request is answered with HTTP 500. */
        ERROR_500,
        /** Connections are closed without an answer. */
        CLOSE,
        /** Every login is refused. */
        REFUSE_LOGIN,
        /** Three wrong logins within a minute lock the device for 30 s. */
        LOCK,
        /** Service and stream addresses name the host 10.0.0.9. */
        FOREIGN_HOST,
        /** There is no Media2 service. */
        NO_MEDIA2,
        /** The Media2 service is told of, but does nothing. */
        MEDIA2_FAULTS,
        /** An old device that does not know GetServices. */
        NO_GET_SERVICES,
        /** Only a UsernameToken is understood: no HTTP challenge. */
        TOKEN_ONLY,
        /** Only HTTP digest is understood. */
        DIGEST_ONLY,
        /** Every address gives 404, and probes are not answered. */
        NO_ONVIF,
        /** Over HTTPS it shows another key and certificate, as after a reset. */
        CERTIFICATE,
        /** Its network is gone: no request is answered, no probe, and nothing is sent. */
        OUTAGE,
        /** A search has its first results only after so many seconds. */
        SLOW_SEARCH(5, 0.1, 600),
        /** Its stored pictures are being replayed to others: 453 at every SETUP of a replay. */
        REPLAY_BUSY,
        /** It knows no header extension: 551 to {@code Require: onvif-replay}, and sends none. */
        REPLAY_NO_EXTENSION,
        /** A replay sends nothing more after so many pictures. */
        REPLAY_HANG(50, 1, 1e6),
        /** A replay's connection is closed after so many pictures. */
        REPLAY_CLOSE(50, 1, 1e6);

        private final double usual;
        private final double least;
        private final double most;

        Kind(double usual, double least, double most) {
            this.usual = usual;
            this.least = least;
            this.most = most;
        }

        Kind() {
            this(0, -1e9, 1e9);
        }

        /** The word in the control port's JSON: {@code stale-nonce}. */
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

    /**
     * Checks a request.
     *
     * @throws IllegalArgumentException with one sentence when a value makes no sense
     */
    public DeviceFault {
        if (value == 0) {
            value = kind.usual;
        }
        if (!(value >= kind.least && value <= kind.most)) {
            throw new IllegalArgumentException(
                    kind.word() + " wants a value from " + kind.least + " to " + kind.most);
        }
        if (!(seconds >= 0 && seconds < 1e6)) {
            throw new IllegalArgumentException("seconds must be 0 or more");
        }
    }
}
