package org.haidang.camerafarm.onvif.net;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.haidang.camerafarm.onvif.DeviceKeys;
import org.haidang.camerafarm.onvif.DevicePlan;
import org.haidang.camerafarm.onvif.FakeDevice;
import org.jspecify.annotations.Nullable;

/** All ONVIF devices of a farm with their sockets. */
public final class OnvifServer implements AutoCloseable {

    /** Where devices listen when nothing else is asked: as real ones do, else where anybody may. */
    private static final int USUAL_PORT = 80;

    private static final int OTHER_PORT = 8_080;
    private static final int USUAL_SECURE_PORT = 443;
    private static final int OTHER_SECURE_PORT = 8_443;
    private static final int STOP_SECONDS = 5;

    private final Map<FakeDevice, DeviceHttp> devices;
    private final @Nullable Discovery discovery;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    private OnvifServer(Map<FakeDevice, DeviceHttp> devices, @Nullable Discovery discovery) {
        this.devices = devices;
        this.discovery = discovery;
    }

    /**
     * Takes the ports of all devices; {@link #start()} begins to answer.
     *
     * @param port where devices listen, 0 for port 80 or else 8080, over HTTPS 443 or else 8443
     * @param secure whether they speak HTTPS
     * @throws IOException when a port cannot be had
     */
    public static OnvifServer open(
            List<DevicePlan> plans, int port, boolean secure, FakeDevice.Surroundings around)
            throws IOException {
        Map<FakeDevice, DeviceHttp> devices = new LinkedHashMap<>();
        try {
            for (DevicePlan plan : plans) {
                DeviceHttp http = listen(plan.address(), port, secure);
                RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
                DeviceKeys keys =
                        secure
                                ? DeviceKeys.make(
                                        plan.model(), around.clock().instant(), new SecureRandom())
                                : null;
                devices.put(new FakeDevice(plan, http.port(), keys, around, random), http);
            }
            return new OnvifServer(devices, discovery(List.copyOf(devices.keySet())));
        } catch (IOException e) {
            devices.values().forEach(DeviceHttp::close);
            throw e;
        }
    }

    private static @Nullable Discovery discovery(List<FakeDevice> devices) throws IOException {
        return devices.isEmpty()
                ? null
                : Discovery.open(devices, RandomGenerator.of("L64X128MixRandom"));
    }

    private static DeviceHttp listen(String address, int port, boolean secure) throws IOException {
        if (port == 0) {
            try {
                return DeviceHttp.open(address, secure ? USUAL_SECURE_PORT : USUAL_PORT, secure);
            } catch (IOException e) {
                // Not everybody may take such a port, and not everywhere is it free.
                return listen(address, secure ? OTHER_SECURE_PORT : OTHER_PORT, secure);
            }
        }
        try {
            return DeviceHttp.open(address, port, secure);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + address + ":" + port, e);
        }
    }

    /** The devices in the order of their addresses. */
    public List<FakeDevice> devices() {
        return List.copyOf(devices.keySet());
    }

    /** Begins to answer. */
    public void start() {
        devices.forEach((device, http) -> http.start(device, workers));
        if (discovery != null) {
            discovery.start();
        }
    }

    /** Ends all conversations and gives the ports back. */
    @Override
    public void close() throws InterruptedException {
        devices.values().forEach(DeviceHttp::close);
        workers.shutdownNow();
        if (discovery != null) {
            discovery.close();
        }
        if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a conversation with a device does not end");
        }
    }
}
