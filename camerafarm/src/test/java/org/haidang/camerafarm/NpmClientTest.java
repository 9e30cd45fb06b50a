package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an ONVIF client that nobody here wrote thinks of the farm. */
class NpmClientTest {

    private static final String PACKAGE = "onvif@0.8.3";
    private static final int PORT = 8_088;
    private static final Path FOLDER = Path.of("target", "npm-onvif");
    private static final Path SCRIPT = FOLDER.resolve("onvif-client.js");

    @TempDir Path folder;

    /** What a program said, and its exit code. */
    private record Said(int code, String text) {}

    @BeforeAll
    static void installTheClient() throws Exception {
        Files.createDirectories(FOLDER);
        if (!Files.isDirectory(FOLDER.resolve("node_modules/onvif"))) {
            Files.writeString(FOLDER.resolve("package.json"), "{\"private\":true}\n");
            Said said =
                    run(
                            List.of(
                                    "npm",
                                    "install",
                                    "--ignore-scripts",
                                    "--no-audit",
                                    "--no-fund",
                                    PACKAGE));
            assumeTrue(
                    said.code() == 0,
                    "SKIPPED: npm cannot install " + PACKAGE + ": " + said.text());
        }
        try (InputStream script = NpmClientTest.class.getResourceAsStream("onvif-client.js")) {
            assertThat(script).isNotNull();
            Files.copy(script, SCRIPT, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Said run(List<String> command) throws InterruptedException, IOException {
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(FOLDER.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            return new Said(-1, String.valueOf(e.getMessage()));
        }
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            return new Said(ended ? process.exitValue() : -1, text.strip());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void connectsPlaysTurnsAndPulls() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "s3cret words\n");
        String net = TestCameras.net();
        String address = net + ".2";
        try (Farm farm =
                TestCameras.farm(
                        List.of(TestCameras.plain(), TestCameras.withSub()),
                        "--username",
                        "watcher",
                        "--password-file",
                        password.toString(),
                        "--onvif",
                        net,
                        "--onvif-port",
                        Integer.toString(PORT))) {
            TestControl control = new TestControl(farm.controlPort());
            control.misbehave(address, "clock", "\"value\":10800");
            Said said =
                    run(
                            List.of(
                                    "node",
                                    SCRIPT.getFileName().toString(),
                                    address,
                                    Integer.toString(PORT),
                                    "watcher",
                                    "s3cret words",
                                    "http://127.0.0.1:" + farm.controlPort()));
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text())
                    .contains("\"profiles\",\"value\":[\"profile_1_main\",\"profile_1_sub\"]")
                    .contains("\"model\":\"HF-P2030\"")
                    .contains("\"uri\":\"rtsp://" + address + ":8554/with-sub/main\"")
                    .contains("/onvif/snapshot/profile_1_main.jpg")
                    .contains("\"Toàn cảnh\":{\"$\":{\"token\":1}")
                    .contains("\"moving\",\"value\":{\"panTilt\":\"MOVING\"")
                    .contains("\"panTilt\":\"IDLE\"")
                    .contains("tns1:RuleEngine/CellMotionDetector/Motion")
                    .contains("IsMotion")
                    .contains("\"" + net + ".1\"", "\"" + address + "\"");
            assertThat(control.number(address, "pan")).isPositive();
            assertThat(control.number(address, "loginsRefused")).isZero();
            assertThat(control.number(address, "subscriptions")).isZero();
        }
    }
}
