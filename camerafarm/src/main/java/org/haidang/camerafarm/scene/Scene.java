package org.haidang.camerafarm.scene;

import java.util.List;

/** One place a camera looks at. */
interface Scene {
    Viewpoint view();

    /** Draws all that never moves. */
    void backdrop(Stage stage);

    /** All that moves, in any order. Every actor is where it began when the loop ends. */
    List<Actor> actors();

    /** Draws what may stand before an actor, once, on a layer of its own. */
    default void foreground(Stage stage) {}

    /** Actors farther than this pass behind the foreground. */
    default double foregroundDepthM() {
        return Double.MAX_VALUE;
    }
}
