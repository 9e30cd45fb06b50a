package org.haidang.server.command;

import java.io.Console;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.archive.check.Problem;
import org.haidang.archive.check.Progress;
import org.haidang.archive.check.ReindexReport;
import org.haidang.archive.check.VerifyReport;
import org.haidang.server.program.HaidangServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks after the recordings while the server is stopped. */
@Command(
        name = "archive",
        description = "Checks the recordings, or rebuilds their index. The server must be stopped.",
        subcommands = {ArchiveCommand.Verify.class, ArchiveCommand.Reindex.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Runnable {
    private static final int SHOWN = 50;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    @Command(
            name = "verify",
            description =
                    "Opens every recorded file and compares it with its index and the database. Changes"
                            + " nothing. Exit code 4 when something does not agree.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin private SettingsOptions options = new SettingsOptions();

        @Override
        public Integer call() throws IOException {
            try (HaidangServer server = HaidangServer.open(options.read(Map.of()))) {
                VerifyReport report = server.archive().verify(new Meter());
                System.out.printf("%d files, %s%n", report.files(), size(report.bytes()));
                show(report.problems());
                report.counts()
                        .forEach((kind, count) -> System.out.printf("%s: %d%n", kind, count));
                System.out.println(
                        report.clean()
                                ? "Everything agrees."
                                : "Not everything agrees; 'haidang archive reindex' rebuilds the index.");
                return report.clean() ? 0 : Commands.FOUND_WRONG;
            }
        }
    }

    @Command(
            name = "reindex",
            description =
                    "Builds the index and the database's entries anew from the files alone. Recordings"
                            + " are not changed.",
            mixinStandardHelpOptions = true)
    static final class Reindex implements Callable<Integer> {
        @Mixin private SettingsOptions options = new SettingsOptions();

        @Override
        public Integer call() throws IOException {
            try (HaidangServer server = HaidangServer.open(options.read(Map.of()))) {
                ReindexReport report = server.archive().reindex(new Meter());
                System.out.printf(
                        "%d files, %s; %d index files written, %d torn ends cut%n",
                        report.files(),
                        size(report.bytes()),
                        report.indexesWritten(),
                        report.tailsCut());
                show(report.problems());
                return report.problems().isEmpty() ? 0 : Commands.FOUND_WRONG;
            }
        }
    }

    private static void show(List<Problem> problems) {
        problems.stream()
                .limit(SHOWN)
                .forEach(p ->
                        System.out.printf(
                                "%s %s:%s %s%n", p.kind(), p.disk(), p.file(), p.detail()));
        if (problems.size() > SHOWN) {
            System.out.printf("... and %d more%n", problems.size() - SHOWN);
        }
    }

    private static String size(long bytes) {
        return String.format(java.util.Locale.ROOT, "%.2f GiB", bytes / (double) (1L << 30));
    }

    /** One line on a terminal, written over; a line now and then elsewhere. */
    private static final class Meter implements Progress {
        private static final long FILE_STEP_MS = 5_000;
        private static final long TERMINAL_STEP_MS = 200;
        private final AtomicLong lastMs = new AtomicLong();

        @Override
        @SuppressWarnings("SystemConsoleNull") // NullAway still wants to be asked
        public void at(long done, long total, String file) {
            Console console = System.console();
            boolean terminal = console != null && console.isTerminal();
            long nowMs = System.nanoTime() / 1_000_000;
            long last = lastMs.get();
            boolean end = total > 0 && done == total;
            if (!end && nowMs - last < (terminal ? TERMINAL_STEP_MS : FILE_STEP_MS)) {
                return;
            }
            lastMs.set(nowMs);
            String line = total == 0 ? done + " files" : done + " of " + total + " files";
            if (terminal) {
                System.err.print("\r" + line + (end ? "\n" : "   "));
            } else {
                System.err.println(line);
            }
        }
    }
}
