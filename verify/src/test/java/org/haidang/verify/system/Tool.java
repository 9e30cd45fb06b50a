package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Program;

/** Programs from the system that tests need; a missing one skips the test and says so. */
public final class Tool {
    private Tool() {}

    /** Skips the running test, loudly, when a program is not on this machine. */
    public static void need(String... programs) {
        for (String program : programs) {
            boolean found = Program.find(program).isPresent();
            if (!found) {
                System.err.println(
                        "SKIPPED: this test needs '" + program + "', which is not on this machine");
            }
            assumeTrue(found, program + " is not installed");
        }
    }

    /** Skips the running test, loudly, when Debian's Python cannot load a GObject library. */
    public static void needPython(String statement) {
        boolean loads = Files.isExecutable(Path.of("/usr/bin/python3"));
        if (loads) {
            try (Program python =
                    Program.start(
                            "python",
                            Program.ROOT,
                            Map.of(),
                            List.of("/usr/bin/python3", "-c", "import gi; " + statement))) {
                loads = python.awaitExit(Duration.ofSeconds(20)) == 0;
            }
        }
        if (!loads) {
            System.err.println("SKIPPED: Python cannot do '" + statement + "' on this machine");
        }
        assumeTrue(loads, statement);
    }

    /**
     * Runs a program to its end and answers what it printed; fails when it exits with anything but
     * 0.
     */
    public static String run(Duration limit, String... command) {
        try (Program program =
                Program.start(command[0], Program.ROOT, Map.of(), List.of(command))) {
            int exit = program.awaitExit(limit);
            assertThat(exit).as("%s\n%s", String.join(" ", command), program.output()).isZero();
            return program.output();
        }
    }

    /** What ffprobe at level error says of a file: nothing, when it is whole. */
    public static String complaints(Path file) {
        return run(
                Duration.ofSeconds(60),
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "packet=",
                "-count_packets",
                "-of",
                "csv=p=0",
                file.toString());
    }

    /** One entry of a file's format or stream, as ffprobe tells it. */
    public static String probe(Path file, String stream, String entries) {
        List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error"));
        if (!stream.isEmpty()) {
            command.addAll(List.of("-select_streams", stream));
        }
        command.addAll(List.of("-show_entries", entries, "-of", "csv=p=0", file.toString()));
        return run(Duration.ofSeconds(60), command.toArray(String[]::new));
    }
}
