package org.haidang.server.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;

/** Enters the farm's cameras, or gives those that are there the farm's new ports. */
final class DemoCameras {
    private final CameraRegistry registry;
    private final List<String> facilities;
    private final String username;
    private final String password;

    /**
     * @param facilities whose cameras the farm's are; not empty
     */
    DemoCameras(
            CameraRegistry registry, List<String> facilities, String username, String password) {
        this.registry = registry;
        this.facilities = facilities;
        this.username = username;
        this.password = password;
    }

    void use(List<Farm.FarmCamera> playing) {
        Map<String, Camera> byPath = new HashMap<>();
        registry.all().forEach(camera -> byPath.put(path(camera.url()), camera));
        for (int i = 0; i < playing.size(); i++) {
            Farm.FarmCamera camera = playing.get(i);
            Camera known = byPath.get(path(camera.main()));
            String sub = camera.sub() == null ? "" : camera.sub();
            if (known != null) {
                registry.change(known.id(), address(camera.main(), sub));
            } else {
                registry.add(fresh(facility(i, playing.size()), camera, sub));
            }
        }
    }

    /** The path stays with a camera; the port is another one after each start. */
    private static String path(String url) {
        int authority = url.indexOf("://") + 3;
        int slash = url.indexOf('/', authority);
        return slash < 0 ? "" : url.substring(slash);
    }

    /** The first cameras are the first facility's, and so on. */
    private String facility(int camera, int all) {
        return facilities.get(camera / Math.ceilDiv(all, facilities.size()));
    }

    private CameraInput fresh(String facility, Farm.FarmCamera camera, String sub) {
        return new CameraInput(
                facility,
                camera.name(),
                camera.zone() == null ? "" : camera.zone(),
                camera.main(),
                sub,
                username,
                password,
                "tcp",
                true,
                false,
                null,
                null,
                true);
    }

    private CameraInput address(String main, String sub) {
        return new CameraInput(
                null, null, null, main, sub, username, password, null, null, null, null, null,
                null);
    }
}
