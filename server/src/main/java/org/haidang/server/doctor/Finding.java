package org.haidang.server.doctor;

/**
 * What a check found.
 *
 * @param todo what to do; empty when nothing
 */
public record Finding(Level level, String check, String found, String todo) {
    /** How bad it is. */
    public enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String check, String found) {
        return new Finding(Level.OK, check, found, "");
    }

    static Finding warn(String check, String found, String todo) {
        return new Finding(Level.WARN, check, found, todo);
    }

    static Finding fail(String check, String found, String todo) {
        return new Finding(Level.FAIL, check, found, todo);
    }
}
