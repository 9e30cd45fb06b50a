package org.haidang.server.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaidangServerTest {
    @TempDir Path folder;

    private Settings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>();
        all.put("data", folder.resolve("data").toString());
        all.putAll(more);
        return SettingsReader.read(null, Map.of(), all);
    }

    @Test
    void refusesPlainHttpThatLeavesTheMachine() {
        Settings open = settings(Map.of("tls.mode", "off", "http.bind", "0.0.0.0"));
        assertThatThrownBy(() -> HaidangServer.open(open))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("in clear")
                .hasMessageContaining("http.trustedProxies");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void keepsItsFolderToItselfAndLetsOnlyOneIn() throws Exception {
        Settings settings = settings(Map.of());
        try (HaidangServer server = HaidangServer.open(settings)) {
            assertThat(server.accounts().setupRequired()).isTrue();
            assertThat(mode(settings.data())).isEqualTo("rwx------");
            assertThat(mode(settings.data().resolve("secret.key"))).isEqualTo("rw-------");
            assertThatThrownBy(() -> HaidangServer.open(settings))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("in use");
        }
        HaidangServer.open(settings).close();
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "::ffff:127.0.0.1",
                "0.0.0.0",
                "::",
                "169.254.169.254",
                "169.254.1.1",
                "fe80::1",
                "fd00:ec2::254",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255",
                "100.100.100.200"
            })
    void guardsTheServersOwnAndServiceAddresses(String address) {
        InetAddress literal = InetAddress.ofLiteral(address);
        assertThat(HaidangServer.addressGuard(settings(Map.of())).test(literal)).isFalse();
        assertThat(
                        HaidangServer.addressGuard(
                                        settings(Map.of("cameras.allowLocalCameras", "true")))
                                .test(literal))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.20", "10.0.0.1", "203.113.1.1", "fd12::5", "2001:ee0::1"})
    void letsCamerasThrough(String address) {
        assertThat(
                        HaidangServer.addressGuard(settings(Map.of()))
                                .test(InetAddress.ofLiteral(address)))
                .isTrue();
    }
}
