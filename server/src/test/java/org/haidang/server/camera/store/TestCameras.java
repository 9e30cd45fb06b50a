package org.haidang.server.camera.store;

import java.util.List;
import java.util.stream.Stream;
import org.haidang.server.store.Database;

/** Cameras for tests that need some and do not care what they are like. */
public final class TestCameras {
    /** Where they are. */
    public static final String FACILITY = "f1";

    private TestCameras() {}

    /** One that is pulled over TCP, needs no login and is not recorded. */
    public static Camera camera(String id, String facility, String url) {
        return new Camera(
                id, facility, id, "", url, "", "", null, "tcp", false, false, null, null, true);
    }

    /** Adds cameras and the facility that they are at. */
    public static void add(Database database, String... ids) {
        new CameraStore(database)
                .add(
                        List.of(new Facility(FACILITY, "Khu A", "", 0, null, null)),
                        Stream.of(ids)
                                .map(id -> camera(id, FACILITY, "rtsp://10.1.2.3/" + id))
                                .toList(),
                        1);
    }
}
