package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haidang.onvif.Asker.NOW;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.onvif.soap.Namespaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device that answers well, in the ways that devices differ. */
class OnvifDeviceTest {

    private final FakeDevice device = new FakeDevice();
    private final OnvifDevice client = Asker.of(device);

    @BeforeEach
    void tellServices() {
        String root = device.root() + "/onvif";
        device.on(
                "GetServices",
                Answers.service(Namespaces.DEVICE, root + "/device_service")
                        + Answers.service(Namespaces.MEDIA, root + "/media")
                        + Answers.service(Namespaces.MEDIA2 + "/", root + "/media2")
                        + Answers.service(Namespaces.PTZ, root + "/ptz")
                        + Answers.service(Namespaces.EVENTS, root + "/events")
                        + Answers.service(Namespaces.RECORDING, root + "/recording")
                        + Answers.service(Namespaces.SEARCH, root + "/search")
                        + Answers.service(Namespaces.REPLAY, root + "/replay"));
    }

    @AfterEach
    void close() {
        device.close();
    }

    private static OnvifFailure failure(ThrowingCallable call) {
        try {
            call.call();
        } catch (OnvifException e) {
            return e.failure();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("answered");
    }

    private URI here(String path) {
        return URI.create(device.root() + path);
    }

    @Test
    void saysWhoItIs() throws OnvifException {
        device.on(
                "GetDeviceInformation",
                "<x><!-- --></x><Manufacturer> M&amp;M </Manufacturer><Model>X1</Model>"
                        + "<FirmwareVersion>1\n2</FirmwareVersion><SerialNumber>"
                        + "9".repeat(1000)
                        + "</SerialNumber>");
        assertThat(client.information())
                .isEqualTo(new DeviceInformation("M&M", "X1", "1 2", "9".repeat(256), ""));
    }

    @Test
    void tellsTheTimeByItsZoneWhereUtcIsMissing() throws OnvifException {
        device.on(
                "GetSystemDateAndTime",
                Guards.time(NOW)
                        .replace("UTCDateTime", "LocalDateTime")
                        .replace(
                                "<tt:LocalDateTime>",
                                "<tt:TimeZone><tt:TZ>ICT-07:00:00</tt:TZ></tt:TimeZone>"
                                        + "<tt:LocalDateTime>"));
        assertThat(client.deviceTime()).isEqualTo(NOW.minus(Duration.ofHours(7)));
        assertThat(client.clockOffset()).isEqualTo(Duration.ofHours(-7));
    }

    @Test
    void refusesATimeThatDoesNotExist() {
        for (String wrong : List.of("<tt:Month>13<", "<tt:Month><", "<tt:Month>-1<")) {
            device.on("GetSystemDateAndTime", Guards.time(NOW).replace("<tt:Month>11<", wrong));
            assertThat(failure(client::deviceTime)).isEqualTo(OnvifFailure.MALFORMED);
        }
        device.on("GetSystemDateAndTime", "");
        assertThat(failure(client::deviceTime)).isEqualTo(OnvifFailure.MALFORMED);
    }

    @Test
    void findsTheHardwareAddressOfAnInterfaceThatIsOn() throws OnvifException {
        device.on(
                "GetNetworkInterfaces",
                "<NetworkInterfaces><Enabled>false</Enabled><Info><HwAddress>00:00:00:00:00:01"
                        + "</HwAddress></Info></NetworkInterfaces><NetworkInterfaces><Enabled>true"
                        + "</Enabled><Info><Name>eth0</Name><HwAddress>44-19-B6-0A.0b0C</HwAddress>"
                        + "</Info></NetworkInterfaces>");
        assertThat(client.hardwareAddress()).isEqualTo("44:19:b6:0a:0b:0c");
        device.on(
                "GetNetworkInterfaces",
                "<NetworkInterfaces><Info><HwAddress>none</HwAddress></Info></NetworkInterfaces>");
        assertThat(client.hardwareAddress()).isNull();
        device.behave((_, out) -> FakeDevice.http(out, 500, FakeDevice.fault("Receiver", "X", "")));
        assertThat(client.hardwareAddress()).isNull();
    }

    @Test
    void findsItsServices() throws OnvifException {
        Services services = client.services();
        assertThat(services.device()).isEqualTo(device.service());
        assertThat(services.media()).isEqualTo(here("/onvif/media"));
        assertThat(services.media2()).isEqualTo(here("/onvif/media2"));
        assertThat(services.ptz()).isEqualTo(here("/onvif/ptz"));
        assertThat(services.events()).isEqualTo(here("/onvif/events"));
        assertThat(services.recording()).isEqualTo(here("/onvif/recording"));
        assertThat(services.search()).isEqualTo(here("/onvif/search"));
        assertThat(services.replay()).isEqualTo(here("/onvif/replay"));
        assertThat(client.services()).isSameAs(services);
        assertThat(device.requests()).hasSize(1);
    }

    @Test
    void asksOldDevicesForTheirCapabilities() throws OnvifException {
        device.on("GetServices", "");
        device.on(
                "GetCapabilities",
                "<Capabilities><Events><XAddr>http://10.0.0.9/ev</XAddr></Events><Media><XAddr>"
                        + "http://10.0.0.9/m?x=1</XAddr></Media><Extension><Replay><XAddr>"
                        + "http://10.0.0.9/r</XAddr></Replay></Extension></Capabilities>");
        Services services = client.services();
        assertThat(services.media()).isEqualTo(here("/m?x=1"));
        assertThat(services.events()).isEqualTo(here("/ev"));
        assertThat(services.replay()).isEqualTo(here("/r"));
        assertThat(services.media2()).isNull();
        assertThat(services.ptz()).isNull();
    }

    @Test
    void asksWhereItDialledWhateverTheDeviceCallsItself() throws OnvifException {
        String host = device.address().getHostAddress();
        device.on(
                "GetServices",
                Answers.service(Namespaces.MEDIA, "http://10.0.0.9:8000/onvif/media")
                        + Answers.service(Namespaces.PTZ, "https://" + host + "/onvif/ptz")
                        + Answers.service(
                                Namespaces.EVENTS,
                                "http://10.0.0.9/e http://u:p@" + host + ":81/onvif/events")
                        + Answers.service(Namespaces.REPLAY, "http://[bad")
                        + Answers.service(Namespaces.SEARCH, "http://under_score/s"));
        Services services = client.services();
        assertThat(services.media()).isEqualTo(here("/onvif/media"));
        assertThat(services.ptz()).isEqualTo(here("/onvif/ptz"));
        assertThat(services.events()).isEqualTo(URI.create("http://" + host + ":81/onvif/events"));
        assertThat(services.replay()).isNull();
        assertThat(services.search()).isEqualTo(here("/s"));
    }

    @Test
    void knowsTheProfilesOfACameraByTheSecondMediaService() throws OnvifException {
        device.on(
                "GetProfiles",
                request ->
                        request.target().equals("/onvif/media2")
                                ? Answers.profile2("s", "V", "H264", 640, 360)
                                        + Answers.profile2("m", "V", "H265", 2560, 1440)
                                : "");
        List<Channel> channels = client.channels();
        assertThat(channels).hasSize(1);
        Channel channel = channels.getFirst();
        assertThat(channel.main())
                .isEqualTo(
                        new MediaProfile(
                                "m",
                                "name m",
                                "V",
                                new VideoEncoding("H265", 2560, 1440, 12.5, 2048, 40),
                                null,
                                false,
                                true,
                                "vsc"));
        assertThat(channel.sub().token()).isEqualTo("s");
        assertThat(channel.number()).isEqualTo(1);
        assertThat(channel.name()).isEqualTo("name m");
        assertThat(device.count("GetProfiles")).isEqualTo(1);
    }

    @Test
    void fallsBackToTheFirstMediaServiceWhenTheSecondFails() throws OnvifException {
        for (String second : List.of("fault", "nothing", "no encoders", "damaged")) {
            device.behave((request, out) -> {
                if (!request.target().equals("/onvif/media2")) {
                    device.answerByOperation(request, out);
                    return;
                }
                switch (second) {
                    case "fault" ->
                            FakeDevice.http(out, 500, FakeDevice.fault("Receiver", "Action", ""));
                    case "nothing" -> FakeDevice.http(out, 404, "");
                    case "no encoders" ->
                            FakeDevice.http(
                                    out,
                                    200,
                                    FakeDevice.envelope(
                                            "<GetProfilesResponse><Profiles token=\"1\"/>"
                                                    + "</GetProfilesResponse>"));
                    default -> FakeDevice.http(out, 200, "<Envelope><Body>");
                }
            });
            device.on("GetProfiles", Answers.profile("p", "V", "H264", 1920, 1080));
            List<Channel> channels = client.channels();
            assertThat(channels).as(second).hasSize(1);
            assertThat(channels.getFirst().main())
                    .isEqualTo(
                            new MediaProfile(
                                    "p",
                                    "name p",
                                    "V",
                                    new VideoEncoding("H264", 1920, 1080, 25, 4096, 50),
                                    "G711",
                                    true,
                                    false,
                                    "vsc"));
        }
    }

    @Test
    void knowsSixteenChannelsOfARecorderInTwoQuestions() throws OnvifException {
        var profiles = new StringBuilder();
        for (int pass = 1; pass <= 2; pass++) {
            for (int i = 1; i <= 16; i++) {
                profiles.append(
                        Answers.profile2(
                                "P" + i + "_" + pass,
                                "V" + i,
                                "H264",
                                pass == 1 ? 704 : 2560,
                                pass == 1 ? 576 : 1440));
            }
        }
        device.on("GetProfiles", profiles.toString());
        List<Channel> channels = client.channels();
        assertThat(channels).hasSize(16);
        for (int i = 1; i <= 16; i++) {
            Channel channel = channels.get(i - 1);
            assertThat(channel.number()).isEqualTo(i);
            assertThat(channel.sourceToken()).isEqualTo("V" + i);
            assertThat(channel.main().token()).isEqualTo("P" + i + "_2");
            assertThat(channel.sub().token()).isEqualTo("P" + i + "_1");
        }
        assertThat(device.requests()).hasSize(2);
    }

    @Test
    void choosesTheStreamsOfAChannelByWhatTheEngineCarries() throws OnvifException {
        device.on("GetServices", Answers.service(Namespaces.MEDIA, device.root() + "/m"));
        device.on(
                "GetProfiles",
                Answers.profile("jpeg", "V", "JPEG", 3840, 2160)
                        + Answers.profile("tiny", "V", "H264", 320, 180)
                        + Answers.profile("third", "V", "H264", 1280, 720)
                        + Answers.profile("main", "V", "h.264", 1920, 1080)
                        + Answers.profile("sub", "V", "H264", 704, 576)
                        + Answers.profile("alone", "W", "MPEG4", 640, 480)
                        + Answers.profile("", "X", "H264", 1, 1)
                        + "<Profiles token=\"without a source\"/>");
        List<Channel> channels = client.channels();
        assertThat(channels).hasSize(2);
        assertThat(channels.getFirst().profiles())
                .extracting(MediaProfile::token)
                .containsExactly("main", "third", "sub", "tiny", "jpeg");
        assertThat(channels.getFirst().sub().token()).isEqualTo("sub");
        assertThat(channels.getLast().main().token()).isEqualTo("alone");
        assertThat(channels.getLast().sub()).isNull();
    }

    @Test
    void readsNoMoreProfilesThanItsLimitAndNoAbsurdNumbers() throws OnvifException {
        device.on("GetServices", Answers.service(Namespaces.MEDIA, device.root() + "/m"));
        String absurd =
                Answers.profile("p", "V", "H264", 1, 1)
                        .replace("<tt:Width>1<", "<tt:Width>-99999999999999<")
                        .replace("<tt:BitrateLimit>4096<", "<tt:BitrateLimit>NaN<");
        device.on("GetProfiles", absurd.repeat(600));
        List<Channel> channels = client.channels();
        assertThat(channels).hasSize(1);
        assertThat(channels.getFirst().profiles()).hasSize(ProfileReader.MAX_PROFILES);
        assertThat(channels.getFirst().main().video().width()).isZero();
        assertThat(channels.getFirst().main().video().kbps()).isZero();
    }

    @Test
    void saysWhenThereIsNoVideo() {
        device.on("GetServices", "");
        device.on("GetCapabilities", "<Capabilities/>");
        assertThat(failure(client::channels)).isEqualTo(OnvifFailure.UNSUPPORTED);
    }

    private static MediaProfile profile(boolean media2) {
        return new MediaProfile("t<1>", "", "V", null, null, true, media2);
    }

    @Test
    void findsTheStreamAtTheHostThatWasDialledWithoutCredentials() throws OnvifException {
        String host = device.address().getHostAddress();
        String path = "/cam/realmonitor?channel=1&subtype=0&unicast=true";
        device.on(
                "GetStreamUri",
                "<MediaUri><tt:Uri>rtsp://admin:pw@10.0.0.9"
                        + path.replace("&", "&amp;")
                        + "</tt:Uri></MediaUri>");
        RtspUri plain = client.streamUri(profile(false));
        assertThat(plain.toString()).isEqualTo("rtsp://" + host + path);
        assertThat(plain.host()).isEqualTo(host);
        assertThat(plain.port()).isEqualTo(554);
        assertThat(device.requests().getLast().body())
                .contains(">RTP-Unicast<", "<Protocol>RTSP<", "t&lt;1&gt;");
        assertThat(device.requests().getLast().target()).isEqualTo("/onvif/media");
        device.on("GetStreamUri", "<Uri>rtsp://10.0.0.9:8554/x</Uri>");
        assertThat(client.streamUri(profile(true)).toString())
                .isEqualTo("rtsp://" + host + ":8554/x");
        assertThat(device.requests().getLast().target()).isEqualTo("/onvif/media2");
    }

    @Test
    void refusesAStreamThatIsNone() {
        for (String wrong :
                List.of("", "<Uri/>", "<Uri>http://10.0.0.9/x</Uri>", "<Uri>rtsp://a b</Uri>")) {
            device.on("GetStreamUri", wrong);
            assertThat(failure(() -> client.streamUri(profile(true))))
                    .as(wrong)
                    .isEqualTo(OnvifFailure.MALFORMED);
        }
    }

    @Test
    void findsThePictureWhereThereIsOne() throws OnvifException {
        device.on(
                "GetSnapshotUri",
                "<MediaUri><Uri>http://u:p@10.0.0.9:81/snap?ch={1}</Uri></MediaUri>");
        assertThat(client.snapshotUri(profile(false))).isEqualTo(here("/snap?ch=%7B1%7D"));
        device.behave((request, out) -> {
            if (request.operation().equals("GetSnapshotUri")) {
                FakeDevice.http(out, 500, FakeDevice.fault("Receiver", "ActionNotSupported", ""));
            } else {
                device.answerByOperation(request, out);
            }
        });
        assertThat(client.snapshotUri(profile(true))).isNull();
    }

    @Test
    void movesTheCamera() throws OnvifException {
        for (String each : List.of("ContinuousMove", "Stop", "GotoPreset", "RemovePreset")) {
            device.on(each, "");
        }
        device.on("SetPreset", "<PresetToken>7</PresetToken>");
        device.on(
                "GetPresets",
                "<Preset token=\"1\"><tt:Name>Gate</tt:Name></Preset><Preset token=\"2\"/><Preset/>");
        Ptz ptz = client.ptz(profile(false));
        assertThat(ptz.presets()).containsExactly(new Preset("1", "Gate"), new Preset("2", ""));
        ptz.move(-0.5, 1, 0, Duration.ofMillis(1500));
        String move = device.requests().getLast().body();
        assertThat(move)
                .contains("x=\"-0.5\"", "y=\"1.0\"", "<Timeout>PT1.5S<", "t&lt;1&gt;")
                .doesNotContain("Zoom");
        ptz.move(0, 0, 0.25, Duration.ofMinutes(1));
        assertThat(device.requests().getLast().body())
                .contains("<Zoom", "x=\"0.25\"", "PT60S")
                .doesNotContain("PanTilt");
        ptz.move(0, 0, 0, Duration.ofSeconds(1));
        assertThat(device.requests().getLast().operation()).isEqualTo("Stop");
        ptz.stop();
        ptz.goTo("1");
        assertThat(device.requests().getLast().body()).contains("<PresetToken>1<");
        assertThat(ptz.setPreset("C\u1ED5ng", null)).isEqualTo("7");
        ptz.removePreset("7");
        assertThat(device.requests().getLast().target()).isEqualTo("/onvif/ptz");
    }

    @Test
    void movesNoFasterThanItCan() throws OnvifException {
        Ptz ptz = client.ptz(profile(false));
        for (double speed : new double[] {1.1, -2, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> ptz.move(0, speed, 0, Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ptz.move(1, 0, 0, Duration.ofMinutes(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(device.count("ContinuousMove")).isZero();
    }

    @Test
    void saysWhenItCannotBeMoved() {
        MediaProfile fixed = new MediaProfile("t", "", "V", null, null, false, false);
        assertThat(failure(() -> client.ptz(fixed))).isEqualTo(OnvifFailure.UNSUPPORTED);
    }
}
