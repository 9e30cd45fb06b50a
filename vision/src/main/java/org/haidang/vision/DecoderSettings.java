package org.haidang.vision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the worker is run.
 *
 * @param command program and arguments of the worker
 * @param queueLimit pictures that may wait; more are refused
 * @param startTimeout from starting the process to its first word; the first start on a machine
 *     unpacks native libraries
 * @param pictureTimeout for one picture
 */
public record DecoderSettings(
        List<String> command, int queueLimit, Duration startTimeout, Duration pictureTimeout) {

    public DecoderSettings {
        command = List.copyOf(command);
        if (queueLimit < 1 || !startTimeout.isPositive() || !pictureTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "queue of " + queueLimit + ", " + startTimeout + ", " + pictureTimeout);
        }
    }

    /** This process's own Java and class path, 64 waiting, 60 s to start, 5 s for a picture. */
    public static DecoderSettings standard() {
        return new DecoderSettings(
                javaCommand("org.haidang.vision.worker.Main"),
                64,
                Duration.ofSeconds(60),
                Duration.ofSeconds(5));
    }

    /**
     * A small Java process of our own class path: pictures live in native memory, not on its heap.
     */
    static List<String> javaCommand(String mainClass) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of("-Xms16m", "-Xmx128m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData"));
        command.addAll(List.of("-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        return command;
    }
}
