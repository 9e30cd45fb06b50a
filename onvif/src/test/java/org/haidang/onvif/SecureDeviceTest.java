package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.media.rtsp.DigestAlgorithm;
import org.haidang.onvif.net.CertificateRule;
import org.haidang.onvif.net.CertificateRule.Verdict;
import org.haidang.onvif.net.Fingerprint;
import org.haidang.onvif.soap.Namespaces;
import org.junit.jupiter.api.Test;

/** Devices that are spoken to by HTTPS. */
class SecureDeviceTest {
    private static final String INFORMATION = "<tds:Model xmlns:tds=\"urn:x\">HF</tds:Model>";

    /** Trusts the first key that a device shows. */
    private static final class FirstUse implements CertificateRule {
        private final Map<String, Fingerprint> known = new ConcurrentHashMap<>();

        @Override
        public Verdict judge(URI device, Fingerprint shown) {
            Fingerprint before = known.putIfAbsent(device.getRawAuthority(), shown);
            return before == null || before.equals(shown) ? Verdict.TRUSTED : Verdict.CHANGED;
        }
    }

    private static OnvifDevice asker(FakeDevice device, CertificateRule rule) {
        return new OnvifDevice(
                device.service(),
                Guards.RIGHT,
                OnvifLimits.DEFAULT,
                InetAddress::isLoopbackAddress,
                rule,
                InstantSource.fixed(Asker.NOW),
                new Random(1));
    }

    @Test
    void logsInToADeviceWhoseKeyIsTrusted() throws Exception {
        try (var device = new FakeDevice(new TestKey())) {
            device.on("GetDeviceInformation", INFORMATION);
            device.behave(new Guards.Digest(device, DigestAlgorithm.MD5));
            assertThat(asker(device, new FirstUse()).information().model()).isEqualTo("HF");
            assertThat(device.logins()).isEqualTo(1);
        }
    }

    @Test
    void sendsNoLoginToADeviceWithAnotherKey() {
        TestKey other = new TestKey();
        try (var device = new FakeDevice(other)) {
            device.on("GetDeviceInformation", INFORMATION);
            FirstUse rule = new FirstUse();
            rule.judge(device.service(), new TestKey().fingerprint());
            OnvifDevice asker = asker(device, rule);
            for (int i = 0; i < 3; i++) {
                OnvifException e = catchThrowableOfType(OnvifException.class, asker::information);
                assertThat(e.failure()).isEqualTo(OnvifFailure.CERTIFICATE_CHANGED);
                assertThat(e.shown()).isEqualTo(other.fingerprint());
            }
            assertThat(device.requests()).isEmpty();
        }
    }

    @Test
    void trustsNobodyWhereNoRuleWasGiven() {
        try (var device = new FakeDevice(new TestKey())) {
            OnvifException e =
                    catchThrowableOfType(
                            OnvifException.class, () -> Asker.of(device).information());
            assertThat(e.failure()).isEqualTo(OnvifFailure.CERTIFICATE_UNKNOWN);
            assertThat(device.requests()).isEmpty();
        }
    }

    @Test
    void staysWithHttpsWhereTheDeviceTellsOfHttp() throws Exception {
        try (var device = new FakeDevice(new TestKey());
                var clear = new FakeDevice(device.address(), 0)) {
            device.on(
                    "GetServices",
                    Answers.service(Namespaces.MEDIA, clear.root() + "/onvif/media_service"));
            device.on("GetProfiles", Answers.profile("p1", "s1", "H264", 1920, 1080));
            OnvifDevice asker = asker(device, new FirstUse());
            assertThat(asker.services().media())
                    .isEqualTo(URI.create(device.root() + "/onvif/media_service"));
            assertThat(asker.channels()).hasSize(1);
            assertThat(clear.requests()).isEmpty();
        }
    }

    @Test
    void goesToAnotherPortThatTheDeviceHasByHttps() {
        Dialled dialled = new Dialled(URI.create("https://10.0.0.1/onvif/device_service"));
        assertThat(dialled.service("http://10.0.0.1/m https://10.0.0.1:8443/m"))
                .isEqualTo(URI.create("https://10.0.0.1:8443/m"));
        assertThat(dialled.service("http://192.168.0.9:8080/m"))
                .isEqualTo(URI.create("https://10.0.0.1/m"));
        Dialled clear = new Dialled(URI.create("http://10.0.0.1:81/onvif/device_service"));
        assertThat(clear.service("https://10.0.0.1:8443/m http://10.0.0.1:82/m"))
                .isEqualTo(URI.create("http://10.0.0.1:82/m"));
    }
}
