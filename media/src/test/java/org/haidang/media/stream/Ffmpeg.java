package org.haidang.media.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs the ffmpeg and ffprobe that the machine has; tests that need them are skipped without. */
final class Ffmpeg {

    private static final long TIMEOUT_S = 60;

    private Ffmpeg() {}

    static void require() {
        assumeTrue(
                onPath("ffmpeg") && onPath("ffprobe"),
                "SKIPPED: ffmpeg and ffprobe are not installed, recordings are not proven to play");
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** What a program printed. */
    record Output(String out, String err) {}

    static Output run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        process.getOutputStream().close();
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end after " + TIMEOUT_S + " s: " + command);
        }
        Output output = new Output(Files.readString(out), Files.readString(err));
        assertThat(process.exitValue()).as("%s: %s", command, output.err()).isZero();
        return output;
    }

    /** Decodes a file to nowhere and returns what ffmpeg complained about. */
    static String complaints(Path folder, Path file) throws IOException, InterruptedException {
        String decoded =
                run(folder, List.of("ffmpeg", "-v", "warning", "-i", file + "", "-f", "null", "-"))
                        .err();
        String probed =
                run(folder, List.of("ffprobe", "-v", "warning", "-show_frames", file + "")).err();
        // G.711 in MP4 names a number of channels and no layout; ffmpeg says so, and plays it.
        return (decoded + probed)
                .lines()
                .filter(line -> !line.startsWith("Guessed Channel Layout"))
                .collect(Collectors.joining("\n"));
    }

    /** One packet as ffprobe sees it. */
    record Packet(long pts, long dts, long duration, int size, long position, boolean key) {}

    static List<Packet> packets(Path folder, Path file, String stream)
            throws IOException, InterruptedException {
        String entries = "packet=pts,dts,duration,size,pos,flags";
        Output output =
                run(
                        folder,
                        List.of(
                                "ffprobe",
                                "-v",
                                "error",
                                "-select_streams",
                                stream,
                                "-of",
                                "compact=p=0",
                                "-show_entries",
                                entries,
                                file + ""));
        assertThat(output.err()).isEmpty();
        List<Packet> packets = new ArrayList<>();
        for (String line : output.out().lines().toList()) {
            if (!line.isBlank()) {
                packets.add(packet(line));
            }
        }
        return packets;
    }

    private static Packet packet(String line) {
        return new Packet(
                Long.parseLong(field(line, "pts")),
                Long.parseLong(field(line, "dts")),
                Long.parseLong(field(line, "duration")),
                Integer.parseInt(field(line, "size")),
                Long.parseLong(field(line, "pos")),
                field(line, "flags").startsWith("K"));
    }

    private static String field(String line, String name) {
        for (String part : line.split("\\|")) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        throw new IllegalArgumentException("no " + name + " in " + line);
    }
}
