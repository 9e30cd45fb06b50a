package org.haidang.camerafarm.scene;

/** Something that moves. */
interface Actor {
    /**
     * Draws it.
     *
     * @param seconds since the loop began
     */
    void draw(Stage stage, double seconds);

    /** Distance at this time, so that nearer actors are drawn over farther ones. */
    double depth(double seconds);
}
