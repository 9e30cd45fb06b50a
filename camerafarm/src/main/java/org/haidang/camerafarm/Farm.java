package org.haidang.camerafarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.haidang.camerafarm.camera.CameraPlan;
import org.haidang.camerafarm.camera.CameraStream;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.clip.Clip;
import org.haidang.camerafarm.clip.ClipRecipe;
import org.haidang.camerafarm.clip.ClipStore;
import org.haidang.camerafarm.control.ControlServer;
import org.haidang.camerafarm.control.Json;
import org.haidang.camerafarm.net.FarmServer;
import org.haidang.camerafarm.net.FarmSettings;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.DigestAlgorithm;
import org.haidang.media.rtsp.ServerLogin;
import org.jspecify.annotations.Nullable;

/** The farm as the command line asks for it: clips, cameras, RTSP and control port, running. */
public final class Farm implements AutoCloseable {

    /** Shown to whoever must log in. */
    private static final String REALM = "Hai Dang camera farm";

    private final FarmServer server;
    private final ControlServer control;
    private final List<FakeCamera> cameras;
    private final String host;

    private Farm(FarmServer server, ControlServer control, List<FakeCamera> cameras, String host) {
        this.server = server;
        this.control = control;
        this.cameras = cameras;
        this.host = host;
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
        List<FakeCamera> cameras = new ArrayList<>();
        long epochNs = System.nanoTime();
        for (CameraPlan plan : plans) {
            CameraStream main = stream(streams, plan.main());
            ClipRecipe sub = plan.sub();
            cameras.add(
                    new FakeCamera(
                            plan,
                            main,
                            sub == null ? null : stream(streams, sub),
                            cameras.size(),
                            epochNs));
        }
        FarmServer server =
                new FarmServer(settings(options), cameras, RandomGenerator.of("L64X128MixRandom"));
        ControlServer control;
        try {
            control = new ControlServer(options.controlPort(), server, options.bind());
        } catch (IOException e) {
            throw new IOException("cannot listen on control port " + options.controlPort(), e);
        }
        return new Farm(server, control, cameras, options.bind());
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
    }

    public int rtspPort() {
        return server.port(cameras.getFirst());
    }

    public int controlPort() {
        return control.port();
    }

    /** The ready line for programs. */
    public String readyJson() {
        List<Object> all = new ArrayList<>();
        for (FakeCamera camera : cameras) {
            all.add(ControlServer.describe(camera, host, server.port(camera)));
        }
        return Json.write(
                Json.object(
                        "ready",
                        true,
                        "rtspPort",
                        rtspPort(),
                        "controlPort",
                        controlPort(),
                        "cameras",
                        all));
    }

    /** The ready lines for people. */
    public String readyText() {
        StringBuilder text = new StringBuilder();
        for (FakeCamera camera : cameras) {
            Map<String, @Nullable Object> one =
                    ControlServer.describe(camera, host, server.port(camera));
            text.append("%-28s %s%n".formatted(one.get("name"), one.get("main")));
        }
        text.append("control port http://127.0.0.1:").append(controlPort()).append('\n');
        return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
        control.close();
        server.close();
    }
}
