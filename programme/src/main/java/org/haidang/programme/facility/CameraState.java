package org.haidang.programme.facility;

/** The states of a camera; {@link CameraLife} says which follows which. */
public enum CameraState {
    DECLARED,
    IDENTIFIED,
    CREDENTIAL_OK,
    STREAM_OK,
    ZONE_SET,
    PICTURE_ACCEPTED,
    CONNECTED,
    LIVE,
    DEGRADED,
    FROZEN,
    BLACK,
    COVERED,
    MOVED,
    OFFLINE,
    RETIRED;

    /** Whether it tells the health of the picture of a camera that was connected. */
    public boolean health() {
        return switch (this) {
            case LIVE, DEGRADED, FROZEN, BLACK, COVERED, MOVED, OFFLINE -> true;
            case DECLARED,
                    IDENTIFIED,
                    CREDENTIAL_OK,
                    STREAM_OK,
                    ZONE_SET,
                    PICTURE_ACCEPTED,
                    CONNECTED,
                    RETIRED ->
                    false;
        };
    }
}
