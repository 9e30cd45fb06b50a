package org.haidang.server.ptz;

/** What somebody does with a camera that he turns. */
public sealed interface Use {
    /** Moves it. */
    record Turn() implements Use {}

    /** Goes to a preset, by its name. */
    record Call(String preset) implements Use {}

    /** Has the present view remembered, or a remembered one forgotten, by its name. */
    record Change(String preset) implements Use {}
}
