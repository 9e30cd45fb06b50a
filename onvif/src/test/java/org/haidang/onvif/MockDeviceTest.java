package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.discovery.AddressRange;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.net.Discovery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The client drives a device that nobody here wrote: the mock device of the npm package {@code
 * onvif} (Andrew D. Laptev, MIT), as the program that its own tests use. It finds a request's
 * operation by the text of the body and reads no login.
 */
class MockDeviceTest {
    /** The last one that carries the program; the others are what it is written in. */
    private static final String[] PACKAGES = {"onvif@0.6.5", "coffee-script@1.12.7", "dot@1.1.3"};

    /** It holds notices back by chance. */
    private static final int MAX_PULLS = 100;

    private static MockDevice device;

    private final InstantSource clock = InstantSource.system();
    private final OnvifDevice client =
            new OnvifDevice(
                    device.service(),
                    new Credentials("admin", "9999"),
                    OnvifLimits.DEFAULT,
                    InetAddress::isLoopbackAddress,
                    clock,
                    new Random(1));

    @BeforeAll
    static void start() throws Exception {
        device = MockDevice.start(NpmPackages.installed("npm-mock", PACKAGES));
    }

    @AfterAll
    static void stop() {
        if (device != null) {
            device.close();
        }
    }

    @Test
    void isFoundAtItsAddress() {
        List<FoundDevice> found = new CopyOnWriteArrayList<>();
        Discovery.search(
                List.of(new AddressRange(device.address().getHostAddress(), 1, 0)),
                false,
                Duration.ofSeconds(5),
                InetAddress::isLoopbackAddress,
                found::add);
        assertThat(found).hasSize(1);
        // It answers from whichever address of the machine the system takes.
        assertThat(found.getFirst().services()).contains(device.service());
        assertThat(found.getFirst().endpoint())
                .isEqualTo("uuid:c9790c3a-701b-464d-a189-0060351c8ada");
    }

    @Test
    void tellsItsTimeItselfAndItsStreams() throws Exception {
        Instant told = Instant.parse("2014-12-24T19:14:37Z");
        assertThat(client.deviceTime()).isEqualTo(told);
        assertThat(client.clockOffset())
                .isCloseTo(Duration.between(clock.instant(), told), Duration.ofMinutes(1));
        assertThat(client.information().model()).isEqualTo("Mockup Model");
        List<Channel> channels = client.channels();
        assertThat(channels).hasSize(1);
        MediaProfile main = channels.getFirst().main();
        assertThat(main.video()).isEqualTo(new VideoEncoding("H264", 1920, 1080, 5, 1000, 30));
        assertThat(client.streamUri(main).toString())
                .as("not the address that it has from another network")
                .isEqualTo("rtsp://" + device.address().getHostAddress() + "/h264main");
        assertThat(client.snapshotUri(main))
                .isEqualTo(
                        URI.create(
                                device.root()
                                        + "/onvif-cgi/jpg/image.cgi?resolution=800x600"
                                        + "&compression=20&camera=1"));
    }

    @Test
    void turnsAndGoesToItsPresets() throws Exception {
        Ptz ptz = client.ptz(client.channels().getFirst().main());
        List<Preset> presets = ptz.presets();
        assertThat(presets).contains(new Preset("P001", "P001"), new Preset("P016", "P016"));
        ptz.goTo("P016");
        ptz.move(0.5, -0.5, 0, Duration.ofSeconds(1));
        ptz.stop();
    }

    @Test
    void givesItsNotices() throws Exception {
        EventPull pull = client.events(Duration.ofMinutes(1));
        List<EventNotice> notices = new ArrayList<>();
        for (int i = 0; i < MAX_PULLS && notices.isEmpty(); i++) {
            notices.addAll(pull.pull(Duration.ofSeconds(1)));
        }
        assertThat(notices).isNotEmpty();
        assertThat(notices.getFirst().event()).isEqualTo(CameraEvent.MOTION);
        assertThat(notices.getFirst().active()).isTrue();
        pull.unsubscribe();
    }

    @Test
    void hasNoStorageAndTheClientSaysSo() {
        assertThatThrownBy(client::recordings)
                .isInstanceOfSatisfying(
                        OnvifException.class,
                        e -> assertThat(e.failure()).isEqualTo(OnvifFailure.UNSUPPORTED));
    }
}
