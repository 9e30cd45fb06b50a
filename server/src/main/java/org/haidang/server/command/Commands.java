package org.haidang.server.command;

import org.haidang.server.program.StartException;
import org.haidang.server.program.Version;
import org.haidang.server.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * All commands. Exit codes: 0 done, 1 failed or audit log not whole, 2 wrong options, 3 wrong
 * settings, 4 found something wrong (doctor, verify).
 */
@Command(
        name = "haidang",
        description = {
            "Hải Đăng: watch over many places at once through their cameras.",
            "",
            "Start with 'haidang demo' to see it, with 'haidang run' to use it."
        },
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            DoctorCommand.class,
            CameraCommand.class,
            ArchiveCommand.class,
            AuditCommand.class,
            UserCommand.class,
            JoinCommand.class,
            SitesCommand.class,
            UplinkCommand.class,
            TrainCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.VersionText.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it failed, or the audit log is not whole; the last line says why",
            "2:wrong options",
            "3:wrong settings; each line names one",
            "4:doctor, camera doctor or verify found something wrong"
        })
public final class Commands implements Runnable {
    static final int FAILED = 1;
    static final int WRONG_SETTINGS = 3;
    static final int FOUND_WRONG = 4;

    /** For {@code --version}. */
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.text()};
        }
    }

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /** Runs what the arguments say and gives the exit code. */
    public static int run(String... args) {
        return new CommandLine(new Commands())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof SettingsException settings) {
                        System.err.println("The settings cannot be used:");
                        settings.lines().forEach(line -> System.err.println("  " + line));
                        return WRONG_SETTINGS;
                    }
                    if (failure instanceof StartException start) {
                        System.err.println(start.getMessage());
                        return FAILED;
                    }
                    failure.printStackTrace(System.err);
                    return FAILED;
                })
                .execute(args);
    }
}
