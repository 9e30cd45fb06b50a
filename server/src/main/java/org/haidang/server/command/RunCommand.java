package org.haidang.server.command;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.haidang.server.identity.Accounts;
import org.haidang.server.program.FirstAdministrator;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.program.Parts;
import org.haidang.server.settings.Settings;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The real server. */
@Command(
        name = "run",
        description = {
            "Runs the server until Ctrl-C.",
            "",
            "The first start prints a link for making the first administrator; there is no default account."
                    + " For automation, administrator.username and administrator.passwordFile of the settings"
                    + " make one instead."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(names = "--port", paramLabel = "N", description = "port to listen on (default 8443)")
    @Nullable Integer port;

    @Option(
            names = "--print-settings",
            description = "print the settings file with all defaults and comments, and end")
    boolean printSettings;

    @Override
    public Integer call() throws Exception {
        if (printSettings) {
            try (var in = RunCommand.class.getResourceAsStream("/haidang.yaml")) {
                java.util.Objects.requireNonNull(in).transferTo(System.out);
            }
            return 0;
        }
        Settings settings =
                options.read(port == null ? Map.of() : Map.of("http.port", port.toString()));
        Language language = Language.of(settings.language());
        CountDownLatch stopped = new CountDownLatch(1);
        HaidangServer server = HaidangServer.open(settings);
        Thread hook = Shutdown.hook(server, stopped);
        try (Parts parts = Parts.start(settings)) {
            server.startRecording();
            LOG.log(Level.INFO, "recording has begun");
            FirstAdministrator.make(
                    server.accounts(),
                    server.people().factors(),
                    server.rights(),
                    settings,
                    language);
            String url = server.startWeb(parts.decoder(), parts.probe());
            say(Words.of(language, "start.address", url));
            setupLink(server.accounts())
                    .ifPresent(token -> {
                        say("");
                        say(Words.of(language, "start.setup"));
                        say("    " + url + "/#/setup?token=" + token);
                        say("");
                    });
            say(Words.of(language, "start.stop"));
            stopped.await();
            return 0;
        } catch (RuntimeException e) {
            Shutdown.cancel(hook);
            server.close();
            throw e;
        }
    }

    private static Optional<String> setupLink(Accounts accounts) {
        return accounts.setupRequired() ? Optional.of(accounts.newSetupToken()) : Optional.empty();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
