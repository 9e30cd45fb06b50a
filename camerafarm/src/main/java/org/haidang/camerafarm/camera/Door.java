package org.haidang.camerafarm.camera;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haidang.media.rtsp.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * A place where cameras are called over RTSP: an address, a port, and who answers there.
 *
 * @param host address to listen on
 * @param port TCP port, 0 for a free one
 * @param cameras who answers, by id; of a recorder in the order of its channels
 * @param paths how streams are named in addresses
 * @param only the camera that shuts this door while it reboots, or null
 * @param credentials the login asked for, or null for none
 * @param device the device that this is the door of, or null
 */
public record Door(
        String host,
        int port,
        Map<String, FakeCamera> cameras,
        Paths paths,
        @Nullable FakeCamera only,
        @Nullable Credentials credentials,
        @Nullable DeviceCommons device) {

    /** How streams are named in addresses. */
    public enum Paths {
        /** {@code /cong-chinh/main}. */
        CAMERA,
        /** {@code /Streaming/Channels/101}: first channel, main stream; 102 is its sub stream. */
        RECORDER
    }

    /** The cameras of a list by their ids; not to be changed, since doors share it. */
    public static Map<String, FakeCamera> byId(List<FakeCamera> all) {
        Map<String, FakeCamera> map = new LinkedHashMap<>();
        all.forEach(camera -> map.put(camera.plan().id(), camera));
        return Collections.unmodifiableMap(map);
    }

    /** The same door at the port that was found free. */
    public Door at(int newPort) {
        return new Door(host, newPort, cameras, paths, only, credentials, device);
    }

    /** The address of a stream here; {@code stream} is {@code main} or {@code sub}. */
    public String address(FakeCamera camera, String stream) {
        String base = root();
        return switch (paths) {
            case CAMERA -> base + camera.plan().id() + "/" + stream;
            case RECORDER -> {
                int channel = List.copyOf(cameras.values()).indexOf(camera) + 1;
                int number = channel * 100 + (stream.equals("sub") ? 2 : 1);
                yield base + "Streaming/Channels/" + number;
            }
        };
    }

    /** The address at which the recording of a token is replayed. */
    public String replayAddress(String recordingToken) {
        return root() + "replay/" + recordingToken;
    }

    private String root() {
        boolean six = host.indexOf(':') >= 0;
        return "rtsp://" + (six ? "[" + host + "]" : host) + ":" + port + "/";
    }

    /** The camera of a channel of its device, counted from 1, or null. */
    public @Nullable FakeCamera channel(int number) {
        return number < 1 || number > cameras.size()
                ? null
                : List.copyOf(cameras.values()).get(number - 1);
    }
}
