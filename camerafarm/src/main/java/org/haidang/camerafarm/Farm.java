package org.haidang.camerafarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.haidang.camerafarm.camera.CameraPlan;
import org.haidang.camerafarm.camera.CameraStream;
import org.haidang.camerafarm.camera.DeviceClock;
import org.haidang.camerafarm.camera.DeviceCommons;
import org.haidang.camerafarm.camera.DeviceFaults;
import org.haidang.camerafarm.camera.Door;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.FarmClock;
import org.haidang.camerafarm.camera.LoginCount;
import org.haidang.camerafarm.camera.Storage;
import org.haidang.camerafarm.clip.Clip;
import org.haidang.camerafarm.clip.ClipRecipe;
import org.haidang.camerafarm.clip.ClipStore;
import org.haidang.camerafarm.control.ControlServer;
import org.haidang.camerafarm.control.Json;
import org.haidang.camerafarm.net.FarmServer;
import org.haidang.camerafarm.net.FarmSettings;
import org.haidang.camerafarm.onvif.DevicePlan;
import org.haidang.camerafarm.onvif.FakeDevice;
import org.haidang.camerafarm.onvif.Snapshots;
import org.haidang.camerafarm.onvif.net.OnvifServer;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.DigestAlgorithm;
import org.haidang.media.rtsp.ServerLogin;
import org.jspecify.annotations.Nullable;

/** The farm as the command line asks for it: clips, cameras, RTSP and control port, running. */
public final class Farm implements AutoCloseable {

    /** Shown to whoever must log in. */
    private static final String REALM = "Hai Dang camera farm";

    /** What makers of cameras gave them for many years. */
    private static final Credentials FACTORY_LOGIN = new Credentials("admin", "12345");

    /** The RTSP port of devices when the farm's own is any free one: each has an address. */
    private static final int DEVICE_RTSP_PORT = 8_554;

    private final FarmServer server;
    private final OnvifServer onvif;
    private final ControlServer control;
    private final List<FakeCamera> cameras;

    private Farm(
            FarmServer server, OnvifServer onvif, ControlServer control, List<FakeCamera> cameras) {
        this.server = server;
        this.onvif = onvif;
        this.control = control;
        this.cameras = cameras;
    }

    /** The cameras an option set names. */
    static List<CameraPlan> plans(Options options) {
        return switch (options.profile()) {
            case DEMO -> CameraPlan.demo(options.cameras());
            case BENCH -> CameraPlan.bench(options.cameras(), benchClips(options.variant()));
        };
    }

    private static List<CameraPlan.BenchClip> benchClips(Options.BenchVariant variant) {
        return switch (variant) {
            case H264 -> List.of(CameraPlan.BenchClip.H264);
            case LONG_GOP -> List.of(CameraPlan.BenchClip.LONG_GOP);
            case B_PICTURES -> List.of(CameraPlan.BenchClip.B_PICTURES);
            case H265 -> List.of(CameraPlan.BenchClip.H265);
            case AAC -> List.of(CameraPlan.BenchClip.AAC);
            case PCMU -> List.of(CameraPlan.BenchClip.PCMU);
            case MIX -> Arrays.asList(CameraPlan.BenchClip.values());
        };
    }

    /** Loads or makes the clips of all cameras. */
    static Map<ClipRecipe, Clip> clips(Options options) throws IOException, InterruptedException {
        return clips(options, plans(options));
    }

    private static Map<ClipRecipe, Clip> clips(Options options, List<CameraPlan> plans)
            throws IOException, InterruptedException {
        List<List<ClipRecipe>> recipes =
                plans.stream().map(CameraPlan::recipes).distinct().toList();
        return new ClipStore(options.clips(), System.err).load(recipes);
    }

    /**
     * Opens the ports and plays.
     *
     * @throws IOException when clips, password or ports cannot be had
     */
    public static Farm start(Options options) throws IOException, InterruptedException {
        return start(options, plans(options));
    }

    /** As {@link #start(Options)}, with cameras of the caller's choice. */
    static Farm start(Options options, List<CameraPlan> plans)
            throws IOException, InterruptedException {
        Map<ClipRecipe, Clip> clips = clips(options, plans);
        Map<ClipRecipe, CameraStream> streams = new HashMap<>();
        clips.forEach((recipe, clip) -> streams.put(recipe, new CameraStream(clip)));
        List<CameraPlan> all = new ArrayList<>(plans);
        for (int channel = 1; channel <= options.recorderChannels(); channel++) {
            all.add(plans.get((channel - 1) % plans.size()).channel(channel));
        }
        FarmClock clock = new FarmClock(InstantSource.system(), System::nanoTime);
        List<FakeCamera> made = cameras(options, plans.size(), all, streams, clock);
        List<FakeCamera> cameras = made.subList(0, plans.size());
        FarmSettings settings = settings(options);
        List<DevicePlan> devices =
                devices(options, settings, cameras, made.subList(plans.size(), made.size()));
        FarmServer server =
                new FarmServer(
                        settings,
                        cameras,
                        devices.stream().map(DevicePlan::door).toList(),
                        RandomGenerator.of("L64X128MixRandom"));
        FakeDevice.Surroundings around =
                new FakeDevice.Surroundings(
                        settings.login(), new Snapshots(), clock, System::nanoTime);
        OnvifServer onvif =
                OnvifServer.open(devices, options.onvifPort(), options.onvifSecure(), around);
        ControlServer control;
        try {
            control = new ControlServer(options.controlPort(), server, onvif.devices());
        } catch (IOException e) {
            throw new IOException("cannot listen on control port " + options.controlPort(), e);
        }
        return new Farm(server, onvif, control, cameras);
    }

    /**
     * All cameras; each has a clock of its own, the channels of the recorder share one.
     *
     * @param own how many of the plans are no channels of the recorder
     */
    private static List<FakeCamera> cameras(
            Options options,
            int own,
            List<CameraPlan> plans,
            Map<ClipRecipe, CameraStream> streams,
            FarmClock clock) {
        List<FakeCamera> cameras = new ArrayList<>();
        long epochNs = clock.nowNs();
        DeviceClock recorder = new DeviceClock(clock, new DeviceFaults(clock));
        Storage.Size size =
                options.onvif() == null || !options.storage()
                        ? null
                        : new Storage.Size(
                                clock.at(epochNs).minus(Duration.ofHours(options.storedHours())),
                                Duration.ofHours(options.cardHours()));
        for (CameraPlan plan : plans) {
            CameraStream main = stream(streams, plan.main());
            ClipRecipe sub = plan.sub();
            int number = cameras.size();
            DeviceClock its =
                    number < own ? new DeviceClock(clock, new DeviceFaults(clock)) : recorder;
            cameras.add(
                    new FakeCamera(
                            plan,
                            main,
                            sub == null ? null : stream(streams, sub),
                            new FakeCamera.Start(number, epochNs, its),
                            size));
        }
        return cameras;
    }

    /** The ONVIF devices: one for each camera, every second turns, and the recorder. */
    private static List<DevicePlan> devices(
            Options options,
            FarmSettings settings,
            List<FakeCamera> cameras,
            List<FakeCamera> channels) {
        List<DevicePlan> devices = new ArrayList<>();
        if (options.onvif() == null) {
            return devices;
        }
        for (FakeCamera camera : cameras) {
            devices.add(
                    device(
                            options,
                            settings,
                            devices.size() + 1,
                            camera.plan().name(),
                            Door.Paths.CAMERA,
                            List.of(camera)));
        }
        if (!channels.isEmpty()) {
            devices.add(
                    device(
                            options,
                            settings,
                            devices.size() + 1,
                            "Đầu ghi hình",
                            Door.Paths.RECORDER,
                            channels));
        }
        return devices;
    }

    private static DevicePlan device(
            Options options,
            FarmSettings settings,
            int number,
            String name,
            Door.Paths paths,
            List<FakeCamera> cameras) {
        boolean recorder = paths == Door.Paths.RECORDER;
        boolean factory = options.factoryLogins().contains(number);
        DeviceCommons commons =
                new DeviceCommons(new LoginCount(), cameras.getFirst().clock(), options.replays());
        Door door =
                new Door(
                        options.onvif() + "." + number,
                        settings.port() == 0 ? DEVICE_RTSP_PORT : settings.port(),
                        Door.byId(cameras),
                        paths,
                        recorder ? null : cameras.getFirst(),
                        factory ? FACTORY_LOGIN : settings.credentials(),
                        commons);
        boolean ptz = !recorder && number % 2 == 0;
        return new DevicePlan(number, door, commons, name, ptz, factory);
    }

    private static CameraStream stream(Map<ClipRecipe, CameraStream> streams, ClipRecipe recipe) {
        CameraStream stream = streams.get(recipe);
        if (stream == null) {
            throw new IllegalStateException("no clip for " + recipe.name());
        }
        return stream;
    }

    private static FarmSettings settings(Options options) throws IOException {
        List<DigestAlgorithm> digests =
                switch (options.digest()) {
                    case MD5 -> List.of(DigestAlgorithm.MD5);
                    case SHA_256 -> List.of(DigestAlgorithm.SHA_256);
                    case BOTH -> List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);
                };
        return new FarmSettings(
                options.bind(),
                options.port(),
                options.portPerCamera(),
                new ServerLogin(REALM, digests, false),
                credentials(options.username(), options.passwordFile()),
                options.send() == Options.Send.PACKET,
                options.join() == Options.Join.KEY);
    }

    private static @Nullable Credentials credentials(
            @Nullable String username, @Nullable Path passwordFile) throws IOException {
        if (username == null || passwordFile == null) {
            return null;
        }
        List<String> lines = Files.readAllLines(passwordFile);
        if (lines.isEmpty() || lines.getFirst().isEmpty()) {
            throw new IOException("the password file is empty: " + passwordFile);
        }
        return new Credentials(username, lines.getFirst());
    }

    /** The event loop; listeners are to be added before {@link #play()}. */
    FarmServer server() {
        return server;
    }

    /** Begins to answer. */
    public void play() {
        server.start();
        onvif.start();
    }

    public int rtspPort() {
        return server.door(cameras.getFirst()).port();
    }

    /** The ONVIF devices, none without {@code --onvif}. */
    List<FakeDevice> devices() {
        return onvif.devices();
    }

    public int controlPort() {
        return control.port();
    }

    /** The ready line for programs. */
    public String readyJson() {
        List<Object> all = new ArrayList<>();
        for (FakeCamera camera : cameras) {
            all.add(ControlServer.describe(camera, server.door(camera)));
        }
        List<Object> devices = new ArrayList<>();
        onvif.devices().forEach(device -> devices.add(ControlServer.describe(device)));
        return Json.write(
                Json.object(
                        "ready",
                        true,
                        "rtspPort",
                        rtspPort(),
                        "controlPort",
                        controlPort(),
                        "cameras",
                        all,
                        "devices",
                        devices));
    }

    /** The ready lines for people. */
    public String readyText() {
        StringBuilder text = new StringBuilder();
        for (FakeCamera camera : cameras) {
            Map<String, @Nullable Object> one = ControlServer.describe(camera, server.door(camera));
            text.append("%-28s %s%n".formatted(one.get("name"), one.get("main")));
        }
        for (FakeDevice device : onvif.devices()) {
            text.append("%-28s %s%n".formatted(device.plan().name(), device.service()));
        }
        text.append("control port http://127.0.0.1:").append(controlPort()).append('\n');
        return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
        control.close();
        onvif.close();
        server.close();
    }
}
