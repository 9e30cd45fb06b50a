package org.haidang.onvif;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Packages of the npm registry below {@code target}, taken from it once. Where npm or the registry
 * is not to be had the running test is skipped, loudly.
 */
final class NpmPackages {

    private static final int MAX_SECONDS = 90;

    private NpmPackages() {}

    /**
     * The folder in which {@code node} finds them.
     *
     * @param name of the folder, one for each set of packages
     * @param packages name and version
     */
    static Path installed(String name, String... packages)
            throws IOException, InterruptedException {
        Path folder = Path.of("target", name).toAbsolutePath();
        Path whole = folder.resolve("installed"); // written last
        if (!Files.exists(whole)) {
            Files.createDirectories(folder);
            String failure = install(folder, packages);
            if (failure != null) {
                String why = "npm gives no " + String.join(", ", packages) + ": " + failure;
                System.err.println("SKIPPED: " + why);
                abort(why);
            }
            Files.createFile(whole);
        }
        return folder;
    }

    private static @Nullable String install(Path folder, String... packages)
            throws InterruptedException {
        Path log = folder.resolve("npm.log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "npm",
                                "install",
                                "--prefix",
                                folder.toString(),
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund",
                                "--no-save"));
        command.addAll(List.of(packages));
        try {
            Process npm =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            npm.getOutputStream().close();
            if (!npm.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                npm.descendants().forEach(ProcessHandle::destroyForcibly);
                npm.destroyForcibly().waitFor();
                return "no answer within " + MAX_SECONDS + " s";
            }
            return npm.exitValue() == 0 ? null : Files.readString(log);
        } catch (IOException e) {
            return String.valueOf(e.getMessage()); // there is no npm
        }
    }
}
