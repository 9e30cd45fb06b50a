package org.haidang.server.ptz;

/** What somebody wants of a camera that can be turned, wherever it stands. */
public sealed interface Command {
    /** To know which views it remembers and who holds it. Takes nothing. */
    record Look() implements Command {}

    /**
     * To have it, without moving it.
     *
     * @param over also when somebody else holds it
     */
    record Take(boolean over) implements Command {}

    /** Moves it for a second. */
    record Move(Motion motion) implements Command {}

    /** Ends all movement. */
    record Stop() implements Command {}

    /** Goes to a preset, by the device's name for it. */
    record Call(String token) implements Command {}

    /** Has the present view remembered. */
    record Save(String name) implements Command {}

    /** Has a preset forgotten, by the device's name for it. */
    record Remove(String token) implements Command {}

    /** Gives it back before its time. */
    record LetGo() implements Command {}
}
