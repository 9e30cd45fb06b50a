package org.haidang.camerafarm.onvif;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.haidang.camerafarm.camera.DeviceCommons;
import org.haidang.camerafarm.camera.Door;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Storage;

/**
 * One device: a camera, or a recorder with many.
 *
 * @param number its place in the farm, from 1
 * @param door where its cameras are called over RTSP, with its address and login
 * @param commons what it shares with that door
 * @param name for people
 * @param ptz whether it turns and zooms
 * @param factoryLogin whether it still has the login its maker gave it
 */
public record DevicePlan(
        int number,
        Door door,
        DeviceCommons commons,
        String name,
        boolean ptz,
        boolean factoryLogin) {

    static final String MANUFACTURER = "Hai Dang Camera Farm";
    static final String FIRMWARE = "V1.4.2 build 261105";

    public String address() {
        return door.host();
    }

    public boolean recorder() {
        return door.paths() == Door.Paths.RECORDER;
    }

    /** Whether it has a memory card or a disk. */
    public boolean stores() {
        return door.cameras().values().stream().anyMatch(camera -> camera.storage() != null);
    }

    public String model() {
        if (recorder()) {
            return "HF-NVR" + door.cameras().size();
        }
        return ptz ? "HF-P2030" : "HF-C2010";
    }

    /** The word of the glossary for where it hangs; a recorder stands in a room of its own. */
    String location() {
        return recorder()
                ? "machine-room"
                : door.cameras().values().iterator().next().plan().zone();
    }

    /** The same each time the farm runs at this address. */
    UUID uuid() {
        String seed = "camerafarm " + address() + " " + model();
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    }

    /** Locally administered, made from the address: {@code 02:48:7f:00:3c:01}. */
    String hardwareAddress() {
        StringBuilder mac = new StringBuilder("02:48");
        for (String octet : address().split("\\.")) {
            mac.append(':').append(HexFormat.of().toHexDigits((byte) Integer.parseInt(octet)));
        }
        return mac.toString();
    }

    String serial() {
        return hardwareAddress().replace(":", "").toUpperCase(java.util.Locale.ROOT);
    }

    /** Its video sources, in order. */
    List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        for (FakeCamera camera : door.cameras().values()) {
            channels.add(new Channel(channels.size() + 1, camera));
        }
        return channels;
    }

    /** Its recordings: of each channel what is stored of it. */
    List<Recording> recordings() {
        List<Recording> recordings = new ArrayList<>();
        for (Channel channel : channels()) {
            Storage storage = channel.camera().storage();
            if (storage != null) {
                recordings.add(new Recording(channel, storage));
            }
        }
        return recordings;
    }

    /** Its profiles: of each channel the main, and the sub where it has one. */
    List<Profile> profiles() {
        return channels().stream().flatMap(channel -> channel.profiles().stream()).toList();
    }
}
