package org.haidang.server.demo;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.OnvifException;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.program.HaidangServer;

/**
 * Enters the farm's cameras at the addresses of their devices, or gives those that are there their
 * new ones; and asks each device once what it is, as an engineer does.
 */
final class DemoCameras {
    /** The farm's devices play here, each at its own address. */
    private static final int DEVICE_PORT = 8_554;

    private static final System.Logger LOG = System.getLogger(DemoCameras.class.getName());

    private final HaidangServer server;
    private final CameraRegistry registry;
    private final List<String> facilities;
    private final String username;
    private final String password;

    /**
     * @param facilities whose cameras the farm's are; not empty
     */
    DemoCameras(HaidangServer server, List<String> facilities, String username, String password) {
        this.server = server;
        this.registry = server.registry();
        this.facilities = facilities;
        this.username = username;
        this.password = password;
    }

    void use(Farm.Ready farm) {
        Map<String, Camera> byPath = byPath();
        List<Farm.FarmCamera> playing = farm.cameras();
        for (int i = 0; i < playing.size(); i++) {
            Farm.FarmCamera camera = playing.get(i);
            Camera known = byPath.get(path(camera.main()));
            String main = address(farm, camera, camera.main());
            String sub = camera.sub() == null ? "" : address(farm, camera, camera.sub());
            if (known != null) {
                registry.change(known.id(), moved(main, sub));
            } else {
                registry.add(fresh(facility(i, playing.size()), camera, main, sub));
            }
        }
    }

    /** Asks the devices that were not asked in an earlier run. */
    void askDevices(Farm.Ready farm) {
        Map<String, Camera> byPath = byPath();
        for (Farm.FarmCamera played : farm.cameras()) {
            Camera camera = byPath.get(path(played.main()));
            if (camera != null && server.cameraDevices().of(camera).isEmpty()) {
                farm.deviceOf(played).ifPresent(device -> ask(camera, device));
            }
        }
    }

    private void ask(Camera camera, Farm.FarmDevice device) {
        try {
            server.devices()
                    .examine(URI.create(device.service()), new Credentials(username, password))
                    .known(camera)
                    .ifPresent(known -> server.cameraDevices().put(camera, known));
        } catch (OnvifException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the device of {0}: {1}", camera.name(), e.getMessage());
        }
    }

    private Map<String, Camera> byPath() {
        Map<String, Camera> byPath = new HashMap<>();
        registry.all().forEach(camera -> byPath.put(path(camera.url()), camera));
        return byPath;
    }

    private static String address(Farm.Ready farm, Farm.FarmCamera camera, String url) {
        return farm.deviceOf(camera)
                .map(device -> "rtsp://" + device.address() + ":" + DEVICE_PORT + path(url))
                .orElse(url);
    }

    /** The path stays with a camera, wherever it is played. */
    private static String path(String url) {
        int authority = url.indexOf("://") + 3;
        int slash = url.indexOf('/', authority);
        return slash < 0 ? "" : url.substring(slash);
    }

    /** The first cameras are the first facility's, and so on. */
    private String facility(int camera, int all) {
        return facilities.get(camera / Math.ceilDiv(all, facilities.size()));
    }

    private CameraInput fresh(String facility, Farm.FarmCamera camera, String main, String sub) {
        return CameraInput.of(facility, camera.name(), main)
                .at(main, sub)
                .in(camera.zone() == null ? "" : camera.zone())
                .login(username, password)
                .recording(true, false);
    }

    private CameraInput moved(String main, String sub) {
        return CameraInput.NOTHING.at(main, sub).login(username, password);
    }
}
