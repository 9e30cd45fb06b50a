package org.haidang.archive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks ffprobe what it thinks of a file; tests that need it are skipped, loudly, without. */
public final class Probe {
    private Probe() {}

    public static void required() {
        boolean there = false;
        for (String folder : System.getenv("PATH").split(":")) {
            there |= Files.isExecutable(Path.of(folder, "ffprobe"));
        }
        if (!there) {
            System.err.println("SKIPPED: ffprobe is not installed, no file is proven to play");
        }
        assumeTrue(there, "ffprobe is not installed");
    }

    /**
     * What it decoded.
     *
     * @param errors what it complained about, empty if nothing
     * @param pictures video frames
     * @param firstSeconds presentation time of the first of them
     * @param lastSeconds of the last
     */
    public record Result(String errors, int pictures, double firstSeconds, double lastSeconds) {}

    /** Decodes every picture. */
    public static Result frames(Path file) throws IOException, InterruptedException {
        Path out = Files.createTempFile("probe", ".txt");
        Path err = Files.createTempFile("probe", ".err");
        try {
            Process process =
                    new ProcessBuilder(
                                    "ffprobe",
                                    "-v",
                                    "error",
                                    "-select_streams",
                                    "v:0",
                                    "-show_entries",
                                    "frame=pts_time",
                                    "-of",
                                    "csv=p=0",
                                    file.toString())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("ffprobe does not end");
            }
            return result(Files.readString(err, StandardCharsets.UTF_8), Files.readAllLines(out));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static Result result(String errors, List<String> lines) {
        List<Double> times = new ArrayList<>();
        for (String line : lines) {
            String number = line.replace(",", "").strip();
            if (!number.isEmpty() && !number.startsWith("side")) {
                times.add(Double.parseDouble(number));
            }
        }
        return times.isEmpty()
                ? new Result(errors, 0, 0, 0)
                : new Result(errors, times.size(), times.getFirst(), times.getLast());
    }
}
