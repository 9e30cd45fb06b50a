package org.haidang.benchmark.program;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A child process whose output is kept (the last lines) and which is stopped by its process id. */
public final class Program implements AutoCloseable {
    /** The checkout under test. */
    public static final Path ROOT =
            Path.of(System.getProperty("haidang.root", System.getProperty("haidang.home", "..")))
                    .toAbsolutePath()
                    .normalize();

    private static final int KEPT_LINES = 2_000;

    /** For its last words to be read; a child of its own that lives on may hold the pipe open. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread pump;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        this.pump = pump();
    }

    /** Starts a command; standard error goes with standard output. */
    public static Program start(
            String name, Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new Program(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    name + " does not start: " + String.join(" ", command), e);
        }
    }

    /**
     * Starts one of our programs, {@code module}'s jar beside its lib folder, in the JVM that runs
     * the tests.
     */
    public static Program java(
            String name,
            Path folder,
            Map<String, String> environment,
            List<String> jvm,
            String module,
            String main,
            List<String> arguments) {
        return java(Host.HERE, name, folder, environment, jvm, module, main, arguments);
    }

    /** The same somewhere else. */
    public static Program java(
            Host host,
            String name,
            Path folder,
            Map<String, String> environment,
            List<String> jvm,
            String module,
            String main,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseG1GC",
                        "-Djava.awt.headless=true",
                        "-Dhaidang.home=" + ROOT));
        command.addAll(jvm);
        Path jar = jar(module);
        command.addAll(List.of("-cp", jar + ":" + jar.resolveSibling("lib") + "/*", main));
        command.addAll(arguments);
        return start(name, folder, environment, host.command(command));
    }

    /** The jar of a module that was built. */
    static Path jar(String module) {
        Path target = ROOT.resolve(module).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file ->
                            file.getFileName()
                                    .toString()
                                    .matches("haidang-" + module + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException(target + " has no jar: run the build first"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a program lies on the search path, if it does. */
    public static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Thread pump() {
        // Reading a pipe holds a virtual thread's carrier: two programs would stop all others.
        return Thread.ofPlatform()
                .daemon()
                .name("output of " + name)
                .start(() -> {
                    try (BufferedReader reader =
                            new BufferedReader(
                                    new InputStreamReader(
                                            process.getInputStream(), StandardCharsets.UTF_8))) {
                        for (String line = reader.readLine();
                                line != null;
                                line = reader.readLine()) {
                            keep(line);
                        }
                    } catch (IOException e) {
                        keep("(output ended: " + e.getMessage() + ")");
                    }
                });
    }

    private synchronized void keep(String line) {
        if (lines.size() == KEPT_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
        notifyAll();
    }

    /** Waits for a line of output, also one that has already come. */
    public synchronized String awaitLine(Predicate<String> wanted, Duration limit) {
        long endNs = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<String> found = lines.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long leftMs = (endNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0 || (!process.isAlive() && leftMs < limit.toMillis() - 500)) {
                throw new AssertionError(
                        name
                                + " did not say what was expected within "
                                + limit
                                + "; it said:\n"
                                + output());
            }
            try {
                wait(Math.min(leftMs, 200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(name + ": interrupted", e);
            }
        }
    }

    /** The last lines it printed. */
    public synchronized String output() {
        return String.join("\n", lines);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing is flushed, no shutdown hook runs. */
    public void kill() {
        process.destroyForcibly();
        var _ = exit(Duration.ofSeconds(20));
    }

    /** Waits for the end, its output's too, and answers the exit code. */
    public int awaitExit(Duration limit) {
        int code = exit(limit);
        try {
            var _ = pump.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return code;
    }

    private int exit(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError(name + " still runs after " + limit + "; it said:\n" + output());
    }

    /** SIGTERM, then SIGKILL after ten seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
