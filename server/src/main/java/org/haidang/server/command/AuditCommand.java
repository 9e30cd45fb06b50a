package org.haidang.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haidang.server.audit.AuditVerifier;
import org.haidang.server.audit.Verification;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.program.StartException;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.settings.Settings;
import org.haidang.server.store.Database;
import org.haidang.server.words.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks after the audit log. */
@Command(
        name = "audit",
        description = "Checks the audit log. The server may run meanwhile.",
        subcommands = AuditCommand.Verify.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
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
                    "Computes the chain of the audit log again, from its first entry to its last, and"
                            + " compares it with its anchor in the data folder. Changes nothing. Exit"
                            + " code 1 when something was changed or removed.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin private SettingsOptions options = new SettingsOptions();

        @Override
        public Integer call() throws IOException {
            Settings settings = options.read(Map.of());
            Path secret = existing(HaidangServer.secretKey(settings));
            if (settings.database().url() == null) {
                existing(HaidangServer.databaseFile(settings));
            }
            Sealer sealer = Sealer.withKeyFile(secret, new SecureRandom());
            try (Database database = HaidangServer.database(settings)) {
                Verification found =
                        new AuditVerifier(
                                        database,
                                        HaidangServer.auditAnchor(settings),
                                        HaidangServer.auditKey(sealer))
                                .verify();
                System.out.printf(
                        "%d entries, %d to %d%n", found.rows(), found.firstSeq(), found.lastSeq());
                Verification.Problem problem = found.problem();
                if (problem == null) {
                    System.out.println("The audit log is whole.");
                    return 0;
                }
                System.out.println(problem.sentence(Language.of(settings.language())));
                return Commands.FAILED;
            }
        }

        private static Path existing(Path file) {
            if (Files.notExists(file)) {
                throw new StartException(
                        file + " is not there: is --data the server's data folder?");
            }
            return file;
        }
    }
}
