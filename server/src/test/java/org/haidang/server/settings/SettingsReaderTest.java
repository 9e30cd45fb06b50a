package org.haidang.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class SettingsReaderTest {
    @TempDir Path folder;

    private Settings read(String yaml, Map<String, String> environment) throws IOException {
        Path file = folder.resolve("haidang.yaml");
        Files.writeString(file, yaml);
        return SettingsReader.read(file, environment, Map.of());
    }

    private List<String> mistakes(String yaml, Map<String, String> environment) {
        try {
            read(yaml, environment);
            return List.of();
        } catch (SettingsException e) {
            return e.lines();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String documented() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        SettingsReaderTest.class.getResourceAsStream("/haidang.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void documentsEveryDefaultAsItIs() throws IOException {
        assertThat(read(documented(), Map.of()))
                .isEqualTo(SettingsReader.read(null, Map.of(), Map.of()));
    }

    @Test
    void documentsEverySetting() throws IOException {
        RawSettings raw = new RawSettings(Map.of(), Map.of());
        SettingsReader.judge(raw);
        Set<String> written = new TreeSet<>();
        collect("", new Yaml().load(documented()), written);
        assertThat(written).containsExactlyInAnyOrderElementsOf(raw.known());
    }

    private static void collect(String prefix, Map<String, Object> map, Set<String> keys) {
        map.forEach((name, value) -> {
            if (value instanceof Map<?, ?> group && !name.equals("disks")) {
                @SuppressWarnings("unchecked")
                Map<String, Object> typed = (Map<String, Object>) group;
                collect(prefix + name + ".", typed, keys);
            } else {
                keys.add(prefix + name);
            }
        });
    }

    @Test
    void takesTheEnvironmentBeforeTheFile() throws IOException {
        Settings settings =
                read(
                        "http: {port: 1000, trustedProxies: [10.0.0.1]}",
                        Map.of(
                                "HAIDANG_HTTP_PORT", "2000",
                                "HAIDANG_ARCHIVE_DISKS", "a=/srv/a,b=/srv/b",
                                "PATH", "/bin"));
        assertThat(settings.http().port()).isEqualTo(2_000);
        assertThat(settings.http().trustedProxies()).containsExactly("10.0.0.1");
        assertThat(settings.archive().disks())
                .containsExactly(
                        Map.entry("a", Path.of("/srv/a")), Map.entry("b", Path.of("/srv/b")));
    }

    @Test
    void namesEveryMistakeAtOnce() {
        assertThat(
                        mistakes(
                                "http: {prot: 1, port: 99999}\narchive: {retentionDays: viel}",
                                Map.of("HAIDANG_HTPP_PORT", "1")))
                .anySatisfy(line -> assertThat(line).contains("http.prot: no such setting"))
                .anySatisfy(line -> assertThat(line).contains("http.port").contains("65535"))
                .anySatisfy(line -> assertThat(line).contains("archive.retentionDays"))
                .anySatisfy(line -> assertThat(line).contains("HAIDANG_HTPP_PORT"));
    }

    @Test
    void keepsTheAuditLogForEverOrAtLeastAQuarter() throws IOException {
        assertThat(read("", Map.of()).audit().retentionDays()).isEqualTo(730);
        assertThat(read("audit: {retentionDays: 0}", Map.of()).audit().retentionDays()).isZero();
        assertThat(read("audit: {retentionDays: 90}", Map.of()).audit().retentionDays())
                .isEqualTo(90);
        assertThat(mistakes("audit: {retentionDays: 89}", Map.of()))
                .singleElement()
                .asString()
                .contains("audit.retentionDays");
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThat(mistakes("http: [", Map.of())).singleElement().asString().contains("not YAML");
        assertThat(mistakes("a: !!javax.script.ScriptEngineManager []", Map.of())).isNotEmpty();
    }

    @Test
    void readsASecretFromItsFileAndNeverShowsIt() throws IOException {
        Path secret = folder.resolve("password");
        Files.writeString(secret, "very secret\nsecond line\n");
        Settings settings =
                read(
                        "administrator: {username: an, passwordFile: " + secret + "}",
                        Map.of("HAIDANG_METRICS_TOKEN", "token-word"));
        assertThat(settings.administrator().password()).isEqualTo("very secret");
        assertThat(settings.toString()).doesNotContain("very secret").doesNotContain("token-word");
        assertThat(mistakes("database: {url: 'jdbc:postgresql://h/d?password=x'}", Map.of()))
                .singleElement()
                .asString()
                .contains("passwordFile");
    }

    @Test
    void sendsNoPasswordOrLinkReadableByAll() throws IOException {
        assertThat(
                        mistakes(
                                """
                                notifications:
                                  smtp: {host: mail.example.vn, from: a@example.vn, security: plain}
                                  webhook: {url: "http://10.0.0.1/in", secret: "0123456789abcdef"}
                                  telegram: {token: "a b"}
                                  reminders: {daysBefore: [3, soon], from: 8 giờ}
                                """,
                                Map.of()))
                .anySatisfy(line -> assertThat(line).contains("smtp.security"))
                .anySatisfy(line -> assertThat(line).contains("webhook.url"))
                .anySatisfy(line -> assertThat(line).contains("telegram.token"))
                .anySatisfy(line -> assertThat(line).contains("reminders.daysBefore"))
                .anySatisfy(line -> assertThat(line).contains("reminders.from"));
        assertThat(mistakes("notifications: {webhook: {url: 'https://a.vn/'}}", Map.of()))
                .singleElement()
                .asString()
                .contains("webhook.secret");
        Settings settings =
                read(
                        "notifications: {smtp: {host: mail.example.vn, from: a@example.vn,"
                                + " username: u, password: very secret}, telegram: {token: tok}}",
                        Map.of());
        assertThat(settings.toString()).doesNotContain("very secret").doesNotContain("tok]");
        assertThat(settings.notifications().smtp()).isNotNull();
    }

    @Test
    void takesAProxyForTheLinkAndNoPasswordInItsAddress() throws IOException {
        assertThat(read("", Map.of()).uplink().proxy()).isNull();
        Path secret = folder.resolve("proxy-password");
        Files.writeString(secret, "rất bí mật\n");
        Settings settings =
                read(
                        "uplink: {proxy: {username: tram, passwordFile: " + secret + "}}",
                        Map.of("HAIDANG_UPLINK_PROXY_URL", "http://proxy_1.example.vn:3128/"));
        assertThat(settings.uplink().proxy())
                .isEqualTo(new Settings.Proxy("proxy_1.example.vn", 3128, "tram", "rất bí mật"));
        assertThat(settings.toString()).doesNotContain("rất bí mật");
        assertThat(proxy("http://[fd00::1]:3128").uplink().proxy())
                .isEqualTo(new Settings.Proxy("fd00::1", 3128, null, null));

        assertThat(mistakes("uplink: {proxy: {url: 'http://an:rat-bi-mat@proxy:3128'}}", Map.of()))
                .singleElement()
                .asString()
                .contains("uplink.proxy.passwordFile")
                .doesNotContain("rat-bi-mat");
        for (String wrong :
                List.of(
                        "https://proxy:3128",
                        "http://proxy",
                        "http://proxy:0",
                        "http://proxy:65536",
                        "http://proxy:3128/path",
                        "proxy:3128",
                        "http://:3128")) {
            assertThat(mistakes("uplink: {proxy: {url: '" + wrong + "'}}", Map.of()))
                    .singleElement()
                    .asString()
                    .contains("uplink.proxy.url", wrong, "http://proxy.tinh.vn:3128");
        }
        assertThat(mistakes("uplink: {proxy: {username: an}}", Map.of()))
                .anySatisfy(line -> assertThat(line).contains("belong together"))
                .anySatisfy(line -> assertThat(line).contains("uplink.proxy.url: missing"));
        assertThat(
                        mistakes(
                                "uplink: {proxy: {url: 'http://p:1', username: 'a:b', password: c}}",
                                Map.of()))
                .singleElement()
                .asString()
                .contains("no colon");
    }

    private Settings proxy(String url) throws IOException {
        return read("uplink: {proxy: {url: '" + url + "'}}", Map.of());
    }

    @Test
    void knowsRangesOfAddresses() {
        AddressRange range = AddressRange.parse("10.1.0.0/15");
        assertThat(range.contains(java.net.InetAddress.ofLiteral("10.0.255.255"))).isTrue();
        assertThat(range.contains(java.net.InetAddress.ofLiteral("10.2.0.0"))).isFalse();
        assertThat(range.contains(java.net.InetAddress.ofLiteral("::1"))).isFalse();
        assertThatThrownBy(() -> AddressRange.parse("10.0.0.0/33"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressRange.parse("proxy.example"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
