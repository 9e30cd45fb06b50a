package org.haidang.verify.system;

import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Farm;
import tools.jackson.databind.JsonNode;

/** A camera of the farm that turns, where it looks, and how a server comes to know of it. */
public final class TurningHead {
    /** Of every device, when the farm's own RTSP port is any free one. */
    private static final int RTSP_PORT = 8_554;

    private final Farm farm;
    private final Farm.Device device;
    private final Farm.Camera camera;

    private TurningHead(Farm farm, Farm.Device device, Farm.Camera camera) {
        this.farm = farm;
        this.device = device;
        this.camera = camera;
    }

    /** What the farm has to be started with. */
    public static List<String> options() {
        return List.of("--onvif", Farm.newNetwork());
    }

    /** The first of a farm's cameras that turns. */
    public static TurningHead of(Farm farm) {
        for (Farm.Device device : farm.devices()) {
            if (farm.device(device).path("ptz").isObject()) {
                String id = device.cameras().getFirst();
                Farm.Camera camera =
                        farm.cameras().stream()
                                .filter(one -> one.id().equals(id))
                                .findFirst()
                                .orElseThrow();
                return new TurningHead(farm, device, at(device, camera));
            }
        }
        throw new AssertionError("no camera turns");
    }

    /** Played at the device's own address: its login is sent to no other host. */
    public static Farm.Camera at(Farm.Device device, Farm.Camera camera) {
        return new Farm.Camera(
                camera.id(),
                camera.name(),
                at(device, camera.main()),
                at(device, camera.sub()),
                camera.codec());
    }

    private static String at(Farm.Device device, String url) {
        return url.replaceFirst(
                "rtsp://[^/]+/", "rtsp://" + device.address() + ":" + RTSP_PORT + "/");
    }

    public Farm.Camera camera() {
        return camera;
    }

    /** Has the server ask the device; gives what it answers. */
    public JsonNode examinedBy(Api api, String cameraId) {
        return api.create(
                "/cameras/" + cameraId + "/device/examination",
                Map.of("device", device.address() + ":" + device.port()));
    }

    /** Has it notice something, or notice that it is over. */
    public void event(String kind, boolean on) {
        farm.event(device, kind, 1, on);
    }

    private JsonNode view() {
        return farm.device(device).get("ptz");
    }

    /** -1 (left) to 1. */
    public double pan() {
        return view().get("pan").asDouble();
    }

    /** 0 (wide) to 1. */
    public double zoom() {
        return view().get("zoom").asDouble();
    }

    public boolean moving() {
        return view().get("moving").asBoolean();
    }

    /** How many logins it has refused, over RTSP and ONVIF. */
    public int loginsRefused() {
        return farm.device(device).get("loginsRefused").asInt();
    }
}
