package org.haidang.server.device;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.onvif.discovery.Hosts;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.device.store.CameraDeviceStore;

/**
 * Which cameras are known as devices. Kept in memory, too, for every list of cameras asks. What is
 * known of a camera is forgotten when its address moves to another host: its login is for the host
 * it was given for. Thread-safe.
 */
public final class CameraDevices implements CameraListener {
    private final CameraDeviceStore store;
    private final InstantSource clock;
    private final Map<String, CameraDevice> byCamera = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Follows the registry. */
    public CameraDevices(CameraDeviceStore store, CameraRegistry registry, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        store.all().forEach(device -> byCamera.put(device.cameraId(), device));
        registry.listen(this);
    }

    /** Is told the camera's id after each change. Must not block. */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** What is known of a camera, unless it stands at another host by now. From memory. */
    public Optional<CameraDevice> of(Camera camera) {
        return Optional.ofNullable(byCamera.get(camera.id()))
                .filter(device -> isAt(camera, device.service()));
    }

    /** Whether a camera can be turned. From memory. */
    public boolean ptz(Camera camera) {
        return of(camera).filter(CameraDevice::ptz).isPresent();
    }

    /**
     * Keeps what is known of a camera.
     *
     * @throws IllegalArgumentException when the service is not at the camera's host
     */
    public void put(Camera camera, CameraDevice device) {
        if (!isAt(camera, device.service()) || !device.cameraId().equals(camera.id())) {
            throw new IllegalArgumentException(device + " is not at " + camera);
        }
        store.put(device, clock.millis() * 1_000);
        byCamera.put(camera.id(), device);
        tell(camera.id());
    }

    /** Forgets what is known of a camera; false when nothing was. */
    public boolean remove(String cameraId) {
        boolean removed = store.remove(cameraId);
        byCamera.remove(cameraId);
        if (removed) {
            tell(cameraId);
        }
        return removed;
    }

    /** Whether a camera is asked at this host and port. From memory. */
    public boolean anyAt(String address) {
        return byCamera.values().stream()
                .anyMatch(device -> DeviceTrust.address(device.service()).equals(address));
    }

    private void tell(String cameraId) {
        listeners.forEach(listener -> listener.accept(cameraId));
    }

    /** Whether a device service is at the host of a camera's address. */
    public static boolean isAt(Camera camera, URI service) {
        String host = service.getHost();
        try {
            return host != null
                    && Hosts.plain(RtspUri.of(camera.url()).host()).equals(Hosts.plain(host));
        } catch (MalformedInputException e) {
            return false; // of another site
        }
    }

    @Override
    public void added(Camera camera) {}

    @Override
    public void changed(Camera before, Camera after) {
        CameraDevice known = byCamera.get(after.id());
        if (known != null && !isAt(after, known.service())) {
            remove(after.id());
        }
    }

    @Override
    public void removed(Camera camera) {
        byCamera.remove(camera.id()); // its row went with the camera's
    }
}
