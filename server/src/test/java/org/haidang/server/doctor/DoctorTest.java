package org.haidang.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir Path folder;

    private Finding anchor(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        new Doctor(settings, findings::add).auditAnchor();
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    @Test
    void looksAtTheAnchorOfTheAuditLogAndMakesNone() throws Exception {
        Settings settings = SettingsReader.read(null, Map.of(), Map.of("data", folder.toString()));
        assertThat(anchor(settings).found()).contains("first start");
        assertThat(folder).isEmptyDirectory();
        HaidangServer.open(settings).close();
        assertThat(anchor(settings).level()).isEqualTo(Finding.Level.OK);

        Path file = folder.resolve("audit-anchor");
        byte[] good = Files.readAllBytes(file);
        Files.write(file, new byte[good.length]);
        assertThat(anchor(settings).found()).contains("not written by this server");
        assertThat(anchor(settings).level()).isEqualTo(Finding.Level.FAIL);
        Files.delete(file);
        assertThat(anchor(settings).found()).contains("missing");
        assertThat(file).doesNotExist();
        Files.write(file, good);
        assertThat(anchor(settings).level()).isEqualTo(Finding.Level.OK);
    }
}
