package org.haidang.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.onvif.net.CertificateRule.Verdict;
import org.haidang.onvif.net.Fingerprint;
import org.haidang.server.device.store.DeviceCertificateStore;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of the keys that devices show. */
class DeviceTrustTest {
    private static final Fingerprint KEY = new Fingerprint("ab".repeat(32));
    private static final Fingerprint OTHER = new Fingerprint("cd".repeat(32));

    @TempDir Path folder;

    private final Set<String> asked = new HashSet<>();
    private final AtomicLong nowMs = new AtomicLong(1_620_000_000_000L);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder.resolve("haidang.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private DeviceTrust trust(int most) {
        return new DeviceTrust(
                new DeviceCertificateStore(database),
                asked::contains,
                () -> Instant.ofEpochMilli(nowMs.incrementAndGet()),
                most);
    }

    private static URI device(String authority) {
        return URI.create("https://" + authority + "/onvif/device_service");
    }

    @Test
    void keepsTheFirstKeyThatAPersonMeetsAndRefusesAnother() {
        DeviceTrust trust = trust(10);
        URI device = device("10.0.0.1");
        assertThat(trust.of(device)).isEmpty();
        assertThat(trust.firstUse().judge(device, KEY)).isEqualTo(Verdict.TRUSTED);
        assertThat(trust.firstUse().judge(device, KEY)).isEqualTo(Verdict.TRUSTED);
        assertThat(trust.firstUse().judge(device, OTHER)).isEqualTo(Verdict.CHANGED);
        assertThat(trust.known().judge(device, OTHER)).isEqualTo(Verdict.CHANGED);
        assertThat(trust.of(device)).contains(KEY);
    }

    @Test
    void isNotTheFirstToMeetADeviceByItself() {
        DeviceTrust trust = trust(10);
        assertThat(trust.known().judge(device("10.0.0.1"), KEY)).isEqualTo(Verdict.UNKNOWN);
        assertThat(trust.of(device("10.0.0.1"))).isEmpty();
    }

    @Test
    void trustsWhatSomebodyAccepted() {
        DeviceTrust trust = trust(10);
        URI device = device("10.0.0.1");
        trust.firstUse().judge(device, KEY);
        trust.accept(device, OTHER);
        assertThat(trust.known().judge(device, OTHER)).isEqualTo(Verdict.TRUSTED);
        assertThat(trust.known().judge(device, KEY)).as("the old one").isEqualTo(Verdict.CHANGED);
    }

    @Test
    void remembersAcrossAStart() {
        trust(10).firstUse().judge(device("10.0.0.1"), KEY);
        assertThat(trust(10).known().judge(device("10.0.0.1"), OTHER)).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void knowsADeviceByHostAndPortHoweverTheyAreWritten() {
        DeviceTrust trust = trust(10);
        trust.firstUse().judge(device("Camera.local"), KEY);
        trust.firstUse().judge(device("[fd00::5]"), KEY);
        assertThat(trust.of(device("camera.LOCAL:443"))).contains(KEY);
        assertThat(trust.of(URI.create("https://camera.local/other?x=y"))).contains(KEY);
        assertThat(trust.of(device("[FD00:0:0:0:0:0:0:5]:443"))).contains(KEY);
        assertThat(trust.of(device("camera.local:8443"))).isEmpty();
    }

    @Test
    void whenFullLetsGoOfWhatNoCameraIsAskedAt() {
        DeviceTrust trust = trust(3);
        asked.add("10.0.0.1:443");
        for (int i = 1; i <= 5; i++) {
            trust.firstUse().judge(device("10.0.0." + i), KEY);
        }
        assertThat(trust.of(device("10.0.0.1"))).as("a camera's").isPresent();
        assertThat(trust.of(device("10.0.0.3"))).isEmpty();
        assertThat(trust.of(device("10.0.0.5"))).isPresent();
        assertThat(new DeviceCertificateStore(database).all()).hasSize(3);
    }
}
