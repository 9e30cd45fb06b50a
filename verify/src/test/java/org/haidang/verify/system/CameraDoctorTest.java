package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Host;
import org.haidang.benchmark.program.Program;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.haidang.verify.network.Namespace;
import org.haidang.verify.network.Workshop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code haidang camera doctor} as an engineer runs it, against what really goes wrong: a farm in a
 * network of its own, whose line, routes and firewall are broken in turn. Needs Linux, root, {@code
 * ip} and {@code nft}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CameraDoctorTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int OK = 0;
    private static final int FOUND_WRONG = 4;

    /** Sends VP8, which is no codec of ours; the port is chosen by the system. */
    private static final String VP8_CAMERA =
            """
            import gi
            gi.require_version('Gst', '1.0')
            gi.require_version('GstRtspServer', '1.0')
            from gi.repository import GLib, Gst, GstRtspServer
            Gst.init(None)
            server = GstRtspServer.RTSPServer()
            server.set_address('127.0.0.1')
            server.set_service('0')
            camera = GstRtspServer.RTSPMediaFactory()
            camera.set_launch('( videotestsrc is-live=true ! video/x-raw,width=320,height=240 ! vp8enc deadline=1'
                ' ! rtpvp8pay name=pay0 pt=96 )')
            server.get_mount_points().add_factory('/cam', camera)
            server.attach(None)
            print('port', server.get_bound_port(), flush=True)
            GLib.MainLoop().run()
            """;

    @TempDir static Path folder;

    private Workshop workshop;
    private Namespace desk;
    private Farm farm;
    private Path password;

    @BeforeAll
    void lay() throws IOException {
        workshop = Workshop.open(folder);
        desk = workshop.desk();
        farm = workshop.farm();
        password = Files.writeString(folder.resolve("password"), Farm.PASSWORD + "\n");
        Files.writeString(folder.resolve("wrong-password"), "khong-phai\n");
    }

    @AfterAll
    void closeAll() throws IOException {
        if (workshop != null) {
            workshop.close();
        }
    }

    private String stream() {
        return farm.cameras().getFirst().main();
    }

    private Program doctor(Host host, Language language, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("camera", "doctor"));
        all.addAll(List.of("--language", language.code()));
        all.addAll(arguments);
        return Program.java(
                host,
                "doctor",
                folder,
                Map.of(),
                List.of("-XX:TieredStopAtLevel=1"),
                "server",
                "org.haidang.server.Haidang",
                all);
    }

    private List<String> withLogin(String url) {
        return List.of(url, "--username", Farm.USERNAME, "--password-file", password.toString());
    }

    /** In both languages: the sentence, what to do and whose work it is. */
    private void says(String diagnosis, int exit, Host host, List<String> arguments) {
        try (Program vietnamese = doctor(host, Language.VI, arguments);
                Program english = doctor(host, Language.EN, arguments)) {
            says(vietnamese, Language.VI, diagnosis, exit);
            says(english, Language.EN, diagnosis, exit);
        }
    }

    private static void says(Program program, Language language, String diagnosis, int exit) {
        int left = program.awaitExit(LIMIT);
        String key = "doctor." + diagnosis;
        assertThat(program.output())
                .contains(Words.of(language, key))
                .contains("-> " + Words.of(language, key + ".action"));
        assertThat(left).as(program.output()).isEqualTo(exit);
        assertThat(program.output()).doesNotContain(Farm.PASSWORD).doesNotContain("Exception");
    }

    @Test
    void findsNothingWrongWithAGoodCamera() {
        Path picture = folder.resolve("picture.jpg");
        List<String> arguments = new ArrayList<>(withLogin(stream()));
        arguments.addAll(List.of("--picture", picture.toString()));
        try (Program program = doctor(desk, Language.EN, arguments)) {
            assertThat(program.awaitExit(LIMIT)).as(program.output()).isEqualTo(OK);
            assertThat(program.output())
                    .contains(Words.of(Language.EN, "test.ok", "H264", 1920, 1080))
                    .doesNotContain("FAIL", "WARN");
            assertThat(program.output().lines().filter(line -> line.startsWith("OK"))).hasSize(11);
        }
        assertThat(picture).isNotEmptyFile();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no-route,           rtsp://203.0.113.5/live",
        "nobody-there,       rtsp://192.0.2.77/live",
        "device-silent,      rtsp://192.0.2.10:8555/live",
        "no-answer-from-far, rtsp://198.51.100.20/live",
        "port-closed,        rtsp://192.0.2.10:9/live",
    })
    void tellsWhatIsWrongWithTheNetwork(String diagnosis, String url) {
        says(diagnosis, FOUND_WRONG, desk, List.of(url));
    }

    @Test
    void tellsAnUnknownName() {
        says("name-unknown", FOUND_WRONG, Host.HERE, List.of("rtsp://khong-co.invalid/live"));
    }

    @Test
    void tellsThatALoginIsNeeded() {
        says("login-needed", FOUND_WRONG, desk, List.of(stream()));
    }

    @Test
    void tellsThatALoginIsRefused() {
        says(
                "login-refused",
                FOUND_WRONG,
                desk,
                List.of(
                        stream(),
                        "--username",
                        Farm.USERNAME,
                        "--password-file",
                        folder.resolve("wrong-password").toString()));
    }

    @Test
    void tellsAnUnknownPath() {
        String url = "rtsp://" + Workshop.CAMERA + ":" + Workshop.PORT + "/khong-co";
        says("path-unknown", FOUND_WRONG, desk, withLogin(url));
    }

    @Test
    void tellsThatUdpIsBlocked() {
        List<String> arguments = new ArrayList<>(withLogin(stream()));
        arguments.addAll(List.of("--transport", "udp"));
        says("udp-blocked", FOUND_WRONG, desk, arguments);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "rtsp-silent,   hang,         0",
        "no-packets,    drop,         100",
        "login-refused, refuse-login, 0",
    })
    void tellsWhatACameraDoesWrong(String diagnosis, String fault, double value) {
        Farm.Camera camera = farm.cameras().get(1);
        farm.misbehave(camera, fault, value, 0);
        try {
            says(diagnosis, FOUND_WRONG, desk, withLogin(camera.main()));
        } finally {
            farm.behave(camera);
        }
    }

    @Test
    void tellsWhatIsNoCamera() throws IOException {
        Tool.need("python3");
        try (Program web =
                Program.start(
                        "web page",
                        folder,
                        Map.of("PYTHONUNBUFFERED", "1"),
                        List.of("python3", "-m", "http.server", "--bind", "127.0.0.1", "0"))) {
            String line =
                    web.awaitLine(said -> said.startsWith("Serving HTTP"), Duration.ofSeconds(20));
            String port = line.replaceFirst(".* port (\\d+).*", "$1");
            says("not-rtsp", FOUND_WRONG, Host.HERE, List.of("rtsp://127.0.0.1:" + port + "/"));
        }
    }

    @Test
    void tellsAnUnknownCodec() throws IOException {
        Tool.needPython("gi.require_version('GstRtspServer', '1.0')");
        Path script = Files.writeString(folder.resolve("vp8-camera.py"), VP8_CAMERA);
        try (Program camera =
                Program.start(
                        "GStreamer",
                        folder,
                        Map.of(),
                        List.of("/usr/bin/python3", script.toString()))) {
            String port =
                    camera.awaitLine(line -> line.startsWith("port "), Duration.ofSeconds(20))
                            .substring(5);
            says("no-codec", FOUND_WRONG, Host.HERE, List.of("rtsp://127.0.0.1:" + port + "/cam"));
        }
    }
}
