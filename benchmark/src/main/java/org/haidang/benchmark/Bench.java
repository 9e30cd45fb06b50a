package org.haidang.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code haidang bench}: picks the bench, gives it a folder to work in, prints the report. */
public final class Bench {
    private static final String HELP =
            """
            usage: ./haidang bench <what> [options]

              record    CPU, memory and bytes of recording N cameras, and of ffmpeg -c copy on the same cameras
                          --cameras N (20)  --seconds S (30)  --variant h264|h265|long-gop|b-pictures|aac|pcmu|mix
                          --warmup S (30)   --no-ffmpeg       --viewers N (0: watch that many while recording)
              join      time from request to the first decodable fragment, for GOP 1 s and 20 s
                          --joins N (200)
              viewers   CPU per live viewer
                          --viewers N (50)  --seconds S (30)
              seek      time to the first byte anywhere in 30 days of 20 cameras
                          --seeks N (2000)
              programme the one screen, search, imports, lists and a report of a province: 200 facilities, 2,000
                        cameras, 50,000 incidents; each target PASS or MISSED
                          --database sqlite|postgresql|both (both)   --requests N (60)
              tiers     a centre with simulated sites that link by the real protocol: what it costs, how long facts,
                        the list of cameras and first pictures take, and how all come back when the centre was killed
                          --sites N (150)  --site-facilities N (as many)  --site-cameras N (8 per facility)
                          --facts PER-SECOND (20)  --viewers N (50)  --seconds S (30)  --warmup S (30)
                        a nation: --sites 63 --site-facilities 3000 --site-cameras 20000
              micro     the hot path without sockets and disks, by JMH

            all: --json FILE also writes the figures as JSON; --work DIR is where files go (default: a new folder below
            the system's temporary one, removed at the end). Linux only: costs are read from /proc.
            """;

    private Bench() {}

    /** Exit codes: 0 measured, 1 could not measure or the run is void, 2 wrong command line. */
    public static void main(String[] args) throws IOException {
        if (args.length == 0 || List.of("-h", "--help", "help").contains(args[0])) {
            System.out.print(HELP);
            return;
        }
        Settings settings;
        try {
            settings = Settings.parse(Arrays.asList(args).subList(1, args.length));
        } catch (IllegalArgumentException e) {
            System.err.println("haidang bench: " + e.getMessage() + "; see --help");
            System.exit(2);
            return;
        }
        if (settings.help()) {
            System.out.print(HELP);
            return;
        }
        if (args[0].equals("micro")) {
            micro(settings);
            return;
        }
        System.exit(run(args[0], settings) ? 0 : 1);
    }

    private static void micro(Settings settings) {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("org\\.haidang\\.benchmark\\.micro\\..*")
                        .jvmArgs("-XX:+UseSerialGC", "-Xmx512m");
        if (settings.json() != null) {
            options.resultFormat(ResultFormatType.JSON).result(settings.json().toString());
        }
        try {
            new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH cannot run", e);
        }
    }

    private static boolean run(String name, Settings settings) throws IOException {
        boolean given = settings.work() != null;
        Path work =
                given
                        ? Files.createDirectories(settings.work())
                        : Files.createTempDirectory("haidang-bench");
        try {
            Report report =
                    switch (name) {
                        case "record" -> new RecordBench(settings, work).run();
                        case "join" -> new JoinBench(settings, work).run();
                        case "viewers" -> new ViewerBench(settings, work).run();
                        case "seek" -> new SeekBench(settings, work).run();
                        case "tiers" -> new TiersBench(settings, work).run();
                        case "programme" -> new ProgrammeBench(settings, work).run();
                        default -> {
                            System.err.println(
                                    "haidang bench: unknown bench '" + name + "'; see --help");
                            yield null;
                        }
                    };
            if (report == null) {
                return false;
            }
            System.out.print(report.text());
            if (settings.json() != null) {
                write(settings.json(), report.figures());
            }
            return report.valid();
        } finally {
            if (!given) {
                remove(work);
            }
        }
    }

    private static void write(Path file, Map<String, Object> figures) throws IOException {
        JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, json.writeValueAsString(figures) + "\n");
        System.out.println("figures written to " + file);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
