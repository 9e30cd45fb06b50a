package org.haidang.camerafarm.scene;

/** The places of the invented facility. */
public enum Place {
    GATE(new Gate()),
    YARD(new Yard()),
    CORRIDOR(new Corridor()),
    HALL(new Hall()),
    RECEPTION(new Reception()),
    CAR_PARK(new CarPark()),
    GOODS(new Goods()),
    FENCE(new Fence());

    /** After so many seconds every scene is as it was. */
    public static final int LOOP_SECONDS = 20;

    private final Scene scene;

    Place(Scene scene) {
        this.scene = scene;
    }

    Scene scene() {
        return scene;
    }
}
