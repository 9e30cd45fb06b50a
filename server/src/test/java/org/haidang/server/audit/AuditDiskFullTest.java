package org.haidang.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.haidang.server.audit.store.AuditFilter;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of 8 MB that fills up for real. Needs root on Linux. */
class AuditDiskFullTest {
    private static final Actor AN = new Actor("u1", "An", null, "10.0.0.7", null);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path root;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        root = Files.createDirectory(folder.resolve("small"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", root.toString());
        if (!mounted) {
            System.err.println("SKIPPED: no small file system can be mounted here (needs root)");
        }
        assumeTrue(mounted, "no permission to mount a small file system");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted && !run("umount", root.toString())) {
            run("umount", "-l", root.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test
    void refusesOnAFullDiskAndLeavesNothingHalfWritten() throws IOException {
        try (Database database = Databases.sqlite(root.resolve("haidang.db"));
                Audit audit =
                        Audit.open(
                                database,
                                root.resolve("audit-anchor"),
                                Sealer.forThisRun(new SecureRandom()).macKey("audit"),
                                new TestTime())) {
            audit.append(entry(0));
            Path ballast = root.resolve("ballast");
            fill(ballast);
            long[] written = {1};
            assertThatThrownBy(
                            () -> {
                                // What SQLite's log already has of the disk takes some rows yet.
                                for (int i = 0; i < 20_000; i++) {
                                    audit.append(entry(i));
                                    written[0]++;
                                }
                            })
                    .isInstanceOf(AuditUnavailableException.class);
            assertThat(audit.newest(AuditFilter.ALL, Long.MAX_VALUE, 1).getFirst().seq())
                    .isEqualTo(written[0]);
            assertThat(audit.verify()).isEqualTo(new Verification(written[0], 1, written[0], null));
            Files.delete(ballast);
            assertThat(audit.append(entry(0))).isEqualTo(written[0] + 1);
            assertThat(audit.verify().problem()).isNull();
        }
    }

    private static Entry entry(int n) {
        return Entry.of(AN, AuditKind.LOGIN).with("n", n).with("more", "x".repeat(900));
    }

    private static void fill(Path file) {
        byte[] block = new byte[4_096];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // as wanted
        }
    }
}
