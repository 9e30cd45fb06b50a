package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haidang.onvif.Asker.NOW;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.media.MalformedInputException;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.discovery.ProbeMatches;
import org.haidang.onvif.soap.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The client against what real devices answered, as the npm package {@code onvif} (Andrew D.
 * Laptev, MIT) keeps it for its mock device. This version has more answers than that of {@link
 * MockDeviceTest} but not the program that serves them, so the fake device does, by the same rule:
 * {@code service.Operation.xml}, else {@code Operation.xml}, else {@code Error.xml}.
 */
class RecordedDeviceTest {
    /** The last one that still carries the answers. */
    private static final String PACKAGE = "onvif@0.8.1";

    private static final Pattern SERVICE =
            Pattern.compile("xmlns=\"http://www.onvif.org/\\S*/(\\S*)/wsdl\"");

    private final FakeDevice device = new FakeDevice();
    private final OnvifDevice client = Asker.of(device);

    @AfterEach
    void close() {
        device.close();
    }

    private static Path answers() throws IOException, InterruptedException {
        return NpmPackages.installed("npm-answers", PACKAGE)
                .resolve("node_modules/onvif/test/serverMockup");
    }

    /** Serves the answers; of the templates in them only names are filled in. */
    private void serve(Path folder) {
        device.behave((request, out) -> answer(folder, request, out));
    }

    private void answer(Path folder, FakeDevice.Request request, OutputStream out)
            throws IOException {
        Matcher service = SERVICE.matcher(request.body());
        String prefix = service.find() ? service.group(1) + "." : "";
        for (String name : List.of(prefix + request.operation(), request.operation(), "Error")) {
            Path file = folder.resolve(name + ".xml");
            if (Files.exists(file)) {
                FakeDevice.http(out, 200, filled(Files.readString(file)));
                return;
            }
        }
        throw new AssertionError("no Error.xml");
    }

    private String filled(String template) {
        return template.replace("{{=it.hostname}}", "10.0.0.9")
                .replace("{{=it.port}}", "10101")
                .replace("{{=it.pullPointUrl}}", "/onvif/subscription?Idx=6")
                .replace("{{=new Date().toISOString()}}", "2014-12-24T19:14:40Z")
                .replaceAll("\\{\\{[^}]*}}", "");
    }

    @Test
    void understandsWhatRealDevicesAnswered() throws Exception {
        serve(answers());
        assertThat(client.deviceTime()).isEqualTo(Instant.parse("2014-12-24T19:14:37Z"));
        assertThat(client.information())
                .isEqualTo(
                        new DeviceInformation(
                                "Mockup Manufacturer",
                                "Mockup Model",
                                "Mockup_15_14_13",
                                "00000000",
                                "MOCKUP"));
        assertThat(client.hardwareAddress()).isEqualTo("28:57:be:65:7d:d5");
        URI service = URI.create(device.root() + "/onvif/services");
        assertThat(client.services())
                .isEqualTo(
                        new Services(
                                device.service(),
                                service,
                                null,
                                service,
                                service,
                                null,
                                null,
                                null));
        List<Channel> channels = client.channels();
        assertThat(channels).hasSize(1);
        MediaProfile main = channels.getFirst().main();
        assertThat(main)
                .isEqualTo(
                        new MediaProfile(
                                "main",
                                "main",
                                "vidsrc0",
                                new VideoEncoding("H264", 1920, 1080, 5, 1000, 30),
                                null,
                                true,
                                false,
                                "vscfg0"));
        assertThat(client.streamUri(main).toString())
                .isEqualTo("rtsp://" + device.address().getHostAddress() + "/h264main");
        assertThat(client.snapshotUri(main))
                .as("its prefix is not declared")
                .isEqualTo(
                        URI.create(
                                device.root()
                                        + "/onvif-cgi/jpg/image.cgi?resolution=800x600"
                                        + "&compression=20&camera=1"));
    }

    @Test
    void movesAndPullsEventsAsRealDevicesAnswered() throws Exception {
        serve(answers());
        client.deviceTime();
        Ptz ptz = client.ptz(client.channels().getFirst().main());
        List<Preset> presets = ptz.presets();
        assertThat(presets).hasSizeGreaterThan(14).contains(new Preset("P014", "P014"));
        ptz.goTo("P001");
        ptz.move(0.5, -0.5, 0, Duration.ofSeconds(1));
        ptz.stop();
        EventPull pull = client.events(Duration.ofMinutes(1));
        List<EventNotice> notices = pull.pull(Duration.ofSeconds(1));
        assertThat(device.requests().getLast().target()).isEqualTo("/onvif/subscription?Idx=6");
        assertThat(notices)
                .hasSize(2)
                .containsOnly(
                        new EventNotice(
                                CameraEvent.MOTION,
                                "RuleEngine/CellMotionDetector/Motion"
                                        + " VideoSourceConfigurationToken=000"
                                        + " VideoAnalyticsConfigurationToken=000 Rule=000",
                                true,
                                false,
                                false,
                                "000",
                                NOW.plusSeconds(3)));
    }

    @Test
    void readsTheProbeMatchOfARealDevice() throws Exception {
        byte[] datagram =
                Files.readString(answers().resolve("Probe.xml"))
                        .replace("SERVICE_URI", device.service().toString())
                        .getBytes(StandardCharsets.UTF_8);
        List<FoundDevice> found = ProbeMatches.read(datagram, device.address());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().name()).isEqualTo("PREDATOR");
        assertThat(found.getFirst().hardware()).isEqualTo("HD_PREDATOR");
        assertThat(found.getFirst().location()).isNull();
        assertThat(found.getFirst().services()).containsExactly(device.service());
    }

    @Test
    void readsOrRefusesEveryAnswerThereIs() throws Exception {
        try (var files = Files.list(answers())) {
            List<Path> all = files.filter(f -> f.toString().endsWith(".xml")).toList();
            assertThat(all).hasSizeGreaterThan(60);
            int read = 0;
            for (Path file : all) {
                byte[] answer = filled(Files.readString(file)).getBytes(StandardCharsets.UTF_8);
                try {
                    Answer.read(answer);
                    read++;
                } catch (MalformedInputException e) {
                    // Error.xml was written with the quotes of a word processor
                    System.err.println(file.getFileName() + ": " + e.getMessage());
                }
            }
            assertThat(read).isGreaterThanOrEqualTo(all.size() - 1);
        }
    }
}
