package org.haidang.camerafarm.onvif;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The motor of one camera in the generic spaces of ONVIF PTZ: pan and tilt from -1 to 1, zoom from
 * 0 to 1. Its place follows from the time that is asked about. Guarded by its device's lock.
 */
final class PtzHead {

    /** At full speed pan and tilt cross half their range in two seconds. */
    static final double PAN_TILT_PER_SECOND = 0.5;

    static final double ZOOM_PER_SECOND = 0.25;

    /** A continuous move ends by itself after this, or after what the client says if less. */
    static final Duration MAX_MOVE = Duration.ofSeconds(60);

    static final int MAX_PRESETS = 64;

    private static final double NANOS = 1e9;

    /** A place. */
    record Position(double pan, double tilt, double zoom) {
        Position {
            pan = Math.clamp(pan, -1, 1);
            tilt = Math.clamp(tilt, -1, 1);
            zoom = Math.clamp(zoom, 0, 1);
        }
    }

    /** Parts of full speed, each from -1 to 1. */
    record Velocity(double pan, double tilt, double zoom) {
        static final Velocity FULL = new Velocity(1, 1, 1);

        boolean isZero() {
            return pan == 0 && tilt == 0 && zoom == 0;
        }
    }

    /** A place under a name. */
    record Preset(String token, String name, Position position) {}

    static final Position HOME = new Position(0, 0, 0);

    /** From where and when it has moved, how fast, until when, and to what place if to one. */
    private record Move(
            Position from, Instant start, Instant end, Velocity velocity, @Nullable Position to) {

        Position at(Instant now) {
            if (to != null && !now.isBefore(end)) {
                return to;
            }
            Instant until = now.isBefore(end) ? now : end;
            double seconds = Math.max(0, Duration.between(start, until).toNanos() / NANOS);
            double turned = PAN_TILT_PER_SECOND * seconds;
            return new Position(
                    from.pan + velocity.pan * turned,
                    from.tilt + velocity.tilt * turned,
                    from.zoom + velocity.zoom * ZOOM_PER_SECOND * seconds);
        }
    }

    private final Map<String, Preset> presets = new LinkedHashMap<>();
    private Move move = new Move(HOME, Instant.EPOCH, Instant.EPOCH, Velocity.FULL, HOME);
    private int lastToken;

    PtzHead() {
        set("Toàn cảnh", HOME);
        set("Cận cảnh", new Position(0.3, -0.1, 0.6));
    }

    Position position(Instant now) {
        return move.at(now);
    }

    /** Whether it has not come to its end yet; at the end of its range it still turns. */
    boolean moving(Instant now) {
        return now.isBefore(move.end);
    }

    /** Moves until stopped, at most for {@code timeout}. */
    void drive(Velocity velocity, Duration timeout, Instant now) {
        Duration most = timeout.compareTo(MAX_MOVE) < 0 ? timeout : MAX_MOVE;
        Instant end = velocity.isZero() ? now : now.plus(most);
        move = new Move(position(now), now, end, velocity, null);
    }

    void stop(Instant now) {
        Position here = position(now);
        move = new Move(here, now, now, Velocity.FULL, here);
    }

    /** Goes to a place, as far as the slowest axis takes; {@code speed} from above 0 to 1. */
    void goTo(Position to, double speed, Instant now) {
        Position from = position(now);
        double pan = (to.pan - from.pan) / PAN_TILT_PER_SECOND;
        double tilt = (to.tilt - from.tilt) / PAN_TILT_PER_SECOND;
        double zoom = (to.zoom - from.zoom) / ZOOM_PER_SECOND;
        double seconds = Math.max(Math.abs(pan), Math.max(Math.abs(tilt), Math.abs(zoom))) / speed;
        if (seconds == 0) {
            move = new Move(to, now, now, Velocity.FULL, to);
            return;
        }
        Velocity velocity = new Velocity(pan / seconds, tilt / seconds, zoom / seconds);
        Instant end = now.plusNanos((long) (seconds * NANOS));
        move = new Move(from, now, end, velocity, to);
    }

    Map<String, Preset> presets() {
        return presets;
    }

    /**
     * Keeps a place under a new token.
     *
     * @return null when there is no room
     */
    @Nullable Preset set(String name, Position position) {
        if (presets.size() >= MAX_PRESETS) {
            return null;
        }
        String token = Integer.toString(++lastToken);
        Preset preset = new Preset(token, name, position);
        presets.put(token, preset);
        return preset;
    }

    void replace(Preset preset) {
        presets.put(preset.token, preset);
    }

    boolean remove(String token) {
        return presets.remove(token) != null;
    }
}
