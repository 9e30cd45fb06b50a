package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Program;
import org.haidang.benchmark.program.Server;
import org.haidang.server.demo.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that nobody here wrote: GStreamer's RTSP server and VLC are recorded and played back. */
class ForeignCameraTest {
    /** A live source with G.711 sound; the port is chosen by the system and printed. */
    private static final String GSTREAMER_CAMERA =
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
            camera.set_launch('( videotestsrc is-live=true pattern=ball'
                ' ! video/x-raw,width=640,height=360,framerate=25/1'
                ' ! x264enc tune=zerolatency key-int-max=25 bitrate=800 speed-preset=ultrafast'
                ' ! rtph264pay name=pay0 pt=96'
                ' audiotestsrc is-live=true ! alawenc ! rtppcmapay name=pay1 pt=8 )')
            camera.set_shared(True)
            server.get_mount_points().add_factory('/cam', camera)
            server.attach(None)
            print('port', server.get_bound_port(), flush=True)
            GLib.MainLoop().run()
            """;

    @TempDir Path folder;

    @Test
    void recordsAndPlaysGStreamersRtspServer() throws IOException {
        Tool.need("ffprobe");
        Tool.needPython("gi.require_version('GstRtspServer', '1.0')");
        Path script = Files.writeString(folder.resolve("camera.py"), GSTREAMER_CAMERA);
        try (Program camera =
                        Program.start(
                                "GStreamer",
                                folder,
                                Map.of(),
                                List.of("/usr/bin/python3", script.toString()));
                Server server = Server.start(folder)) {
            String port =
                    camera.awaitLine(line -> line.startsWith("port "), Duration.ofSeconds(20))
                            .substring(5);
            String id = server.add("GStreamer", "rtsp://127.0.0.1:" + port + "/cam", "tcp");
            recordsAndPlays(server, id);
            assertThat(
                            server.api()
                                    .camera(id)
                                    .get("state")
                                    .get("streams")
                                    .get("main")
                                    .get("audio")
                                    .asString())
                    .isEqualTo("PCMA");
        }
    }

    /** VLC serves over UDP only and answers 461 to TCP. */
    @Test
    void recordsAndPlaysVlc() throws IOException {
        Tool.need("ffprobe", "ffmpeg", "cvlc", "setpriv");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path clip = clip();
        int port = Ports.free();
        try (Program camera =
                        Program.start(
                                "VLC", folder, Map.of("HOME", "/nonexistent"), vlc(clip, port));
                Server server = Server.start(folder)) {
            String id = server.add("VLC", "rtsp://127.0.0.1:" + port + "/cam", "auto");
            recordsAndPlays(server, id);
            assertThat(camera.isAlive()).isTrue();
        }
    }

    private void recordsAndPlays(Server server, String id) {
        server.awaitRecording(List.of(id), Duration.ofSeconds(60));
        Instant first =
                await().atMost(Duration.ofSeconds(60))
                        .until(
                                () ->
                                        Recordings.firstPictureAfter(
                                                server.archive(), id, Instant.EPOCH),
                                Instant.MAX::isAfter);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        Recordings.lastPicture(server.archive(), id).isAfter(first.plusSeconds(6)));
        Path part = folder.resolve("export.mp4");
        server.api()
                .download(
                        "/cameras/"
                                + id
                                + "/video.mp4?from="
                                + first
                                + "&to="
                                + first.plusSeconds(5),
                        part);
        assertThat(Tool.complaints(part)).doesNotContain("[", "rror");
        assertThat(Tool.probe(part, "v:0", "stream=codec_name,width,height"))
                .contains("h264,640,360");
        assertThat(Double.parseDouble(Tool.probe(part, "", "format=duration").strip()))
                .isBetween(3.0, 9.0);
    }

    private Path clip() {
        Path clip = folder.resolve("clip.mp4");
        Tool.run(
                Duration.ofSeconds(60),
                "ffmpeg",
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=640x360:rate=25",
                "-t",
                "20",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-g",
                "25",
                "-pix_fmt",
                "yuv420p",
                clip.toString());
        return clip;
    }

    /** VLC refuses to run as root, so root hands it to nobody. */
    private static List<String> vlc(Path clip, int port) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(
                List.of(
                        "cvlc",
                        "-I",
                        "dummy",
                        clip.toString(),
                        "--loop",
                        "--rtsp-host=127.0.0.1",
                        "--sout",
                        "#rtp{sdp=rtsp://127.0.0.1:" + port + "/cam}",
                        "--sout-keep"));
        return command;
    }
}
