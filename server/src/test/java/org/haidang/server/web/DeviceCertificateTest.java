package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.haidang.server.identity.store.User;
import org.haidang.server.ptz.FakePtzDevice;
import org.haidang.server.rights.Rights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A device by HTTPS through the interface: known by its first key, refused by another. */
class DeviceCertificateTest {
    private static final String WRONG = "ab".repeat(32);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private FakePtzDevice device;

    @SuppressWarnings("NullAway.Init")
    private String key;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private TestClient engineer;

    @SuppressWarnings("NullAway.Init")
    private String camera;

    @BeforeEach
    void start() throws Exception {
        device = new FakePtzDevice(tls());
        device.username = "giamsat";
        Map<String, String> settings = new HashMap<>(TestServer.administrator());
        settings.put("cameras.allowLocalCameras", "true");
        server = TestServer.fresh(folder, settings);
        engineer = server.loggedIn();
        camera =
                engineer.addCamera(
                        "san",
                        Map.of("url", device.stream(2), "username", "giamsat", "password", "x"));
    }

    private SSLContext tls() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=IPC");
        Date begin = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
        var builder =
                new JcaX509v3CertificateBuilder(
                        name, BigInteger.ONE, begin, begin, name, pair.getPublic());
        Certificate certificate =
                new JcaX509CertificateConverter()
                        .getCertificate(
                                builder.build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(pair.getPrivate())));
        key =
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(pair.getPublic().getEncoded()));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("k", pair.getPrivate(), new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @AfterEach
    void stop() {
        server.close();
        device.close();
    }

    private JsonNode examined(Map<String, Object> body) {
        return engineer.post("cameras/" + camera + "/device/examination", body).json();
    }

    private Map<String, Object> atDevice() {
        return Map.of("device", device.service().toString());
    }

    private TestClient.Answer accept(TestClient client, String certificate) {
        return client.send(
                "PUT",
                "device-certificates",
                Map.of("device", device.service().toString(), "certificate", certificate));
    }

    @Test
    void isKnownByItsFirstKeyAndAskedByHttpsFromThenOn() {
        JsonNode found =
                engineer.post(
                                "device-examinations",
                                Map.of(
                                        "device",
                                        "https://127.0.0.1:" + device.port(),
                                        "username",
                                        "giamsat",
                                        "password",
                                        "x"))
                        .json();
        assertThat(found.at("/device/certificate").stringValue()).as("%s", found).isEqualTo(key);
        assertThat(examined(atDevice()).get("ok").booleanValue()).isTrue();
        JsonNode again = examined(Map.of());
        assertThat(again.get("ok").booleanValue()).as("%s", again).isTrue();
        assertThat(again.at("/device/service").stringValue()).startsWith("https://");
    }

    @Test
    void isRefusedWithAnotherKeyUntilSomebodyAcceptsIt() {
        assertThat(accept(engineer, WRONG).status()).isEqualTo(200);
        JsonNode refused = examined(atDevice());
        assertThat(refused.get("ok").booleanValue()).isFalse();
        assertThat(refused.get("failure").stringValue()).isEqualTo("certificate-changed");
        assertThat(refused.get("message").stringValue()).isNotBlank();
        assertThat(refused.get("action").stringValue()).isNotBlank();
        assertThat(refused.at("/certificate/known").stringValue()).isEqualTo(WRONG);
        assertThat(refused.at("/certificate/shown").stringValue()).isEqualTo(key);
        assertThat(device.asked).as("nothing was said to it").isEmpty();

        String shown = key.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
        assertThat(accept(engineer, shown).json().get("certificate").stringValue()).isEqualTo(key);
        assertThat(examined(atDevice()).get("ok").booleanValue()).isTrue();
        JsonNode rows = engineer.get("audit?kind=device-certificate-accepted").json().get("rows");
        assertThat(rows.size()).isEqualTo(2);
        JsonNode last = rows.get(0);
        assertThat(last.at("/detail/before/certificate").stringValue()).isEqualTo(WRONG);
        assertThat(last.at("/detail/after/certificate").stringValue()).isEqualTo(key);
        assertThat(last.get("message").stringValue()).contains("san");
        accept(engineer, key);
        assertThat(engineer.get("audit?kind=device-certificate-accepted").json().get("rows").size())
                .as("as it was before")
                .isEqualTo(2);
    }

    @Test
    void isAcceptedOnlyByWhoeverMayChangeEachCameraThere() {
        User watcher = server.person("an", null);
        server.server.rights().give(watcher.id(), Rights.Gift.everywhere("duty-watcher"), "test");
        assertThat(accept(server.as(watcher), key).status()).isEqualTo(403);
        assertThat(accept(engineer, "no hash").status()).isEqualTo(422);
        assertThat(accept(engineer, "").status()).isEqualTo(422);
        TestClient.Answer clear =
                engineer.send(
                        "PUT",
                        "device-certificates",
                        Map.of("device", "http://127.0.0.1", "certificate", key));
        assertThat(clear.status()).isEqualTo(422);
        assertThat(clear.json().at("/errors/0/field").stringValue()).isEqualTo("device");
    }

    @Test
    void isNotAskedByTheServerItselfBeforeAPersonHasAskedIt() {
        Map<String, Object> kept =
                Map.of("service", device.service().toString(), "profile", "turns", "ptz", true);
        assertThat(engineer.send("PUT", "cameras/" + camera + "/device", kept).status())
                .isEqualTo(200);
        TestClient.Answer moved = engineer.post("cameras/" + camera + "/ptz/moves", "{\"pan\":1}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(502);
        assertThat(device.asked).isEmpty();
    }
}
