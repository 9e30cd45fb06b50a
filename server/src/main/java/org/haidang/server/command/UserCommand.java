package org.haidang.server.command;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.identity.Invitations;
import org.haidang.server.identity.store.User;
import org.haidang.server.program.People;
import org.haidang.server.program.PeopleDesk;
import org.haidang.server.program.StartException;
import org.haidang.server.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Helps people in from the machine itself, when nobody can log in to do it. */
@Command(
        name = "user",
        description =
                "Lists people, helps them in and keeps them out. The server may run meanwhile. What"
                        + " is done is in the audit log, with your name on this machine.",
        subcommands = {
            UserCommand.ListPeople.class,
            UserCommand.Reset.class,
            UserCommand.Disable.class,
            UserCommand.Enable.class,
            UserCommand.ClearSecondFactors.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    @Command(
            name = "list",
            description =
                    "Prints a line for each person: user name, name, whether it may log in, whether a"
                            + " second factor is set up.",
            mixinStandardHelpOptions = true)
    static final class ListPeople implements Callable<Integer> {
        @Mixin private SettingsOptions options = new SettingsOptions();

        @Override
        public Integer call() {
            try (PeopleDesk desk = PeopleDesk.open(options.read(Map.of()))) {
                for (User user : desk.people().users().all()) {
                    System.out.printf(
                            "%s\t%s\t%s\t%s%n",
                            Invitations.named(user) ? user.username() : "-",
                            user.displayName(),
                            state(user),
                            desk.people().factors().any(user.id()) ? "second factor" : "-");
                }
            }
            return 0;
        }

        private static String state(User user) {
            if (!user.enabled()) {
                return "disabled";
            }
            return user.passwordHash().isEmpty() ? "invited" : "enabled";
        }
    }

    /** What is done to one person. */
    private abstract static class ForOne implements Callable<Integer> {
        @Mixin private SettingsOptions options = new SettingsOptions();

        @CommandLine.Spec
        @SuppressWarnings("NullAway.Init")
        private CommandLine.Model.CommandSpec command;

        @Parameters(paramLabel = "USERNAME", description = "who")
        private String username = "";

        /** What it is in the audit log. */
        abstract AuditKind kind();

        abstract void change(Settings settings, People people, User user);

        @Override
        public final Integer call() {
            Settings settings = options.read(Map.of());
            try (PeopleDesk desk = PeopleDesk.open(settings)) {
                User user =
                        desk.people()
                                .users()
                                .byUsername(username.strip().toLowerCase(Locale.ROOT))
                                .orElseThrow(() ->
                                        new StartException(
                                                "There is nobody named "
                                                        + username
                                                        + "; 'haidang user list' shows all."));
                // Before the act: what cannot be recorded does not happen.
                desk.record(kind(), user, command.commandLine().getCommandName());
                change(settings, desk.people(), user);
            }
            return 0;
        }
    }

    @Command(
            name = "reset",
            description =
                    "Prints a link by which the person chooses a new password, once and within 7 days."
                            + " The old password works until then.",
            mixinStandardHelpOptions = true)
    static final class Reset extends ForOne {
        @Override
        AuditKind kind() {
            return AuditKind.USER_INVITED;
        }

        @Override
        void change(Settings settings, People people, User user) {
            String url = settings.http().publicUrl();
            String path = people.invitations().invite(user.id()).path();
            System.out.println(url == null ? path : url + path);
            if (url == null) {
                System.err.println("Put the server's address before it, such as https://host:8443");
            }
            if (!user.enabled()) {
                System.err.println(
                        "The person is disabled; the link works after 'haidang user enable'.");
            }
        }
    }

    @Command(
            name = "disable",
            description = "Keeps a person out and ends all sessions.",
            mixinStandardHelpOptions = true)
    static final class Disable extends ForOne {
        @Override
        AuditKind kind() {
            return AuditKind.USER_DISABLED;
        }

        @Override
        void change(Settings settings, People people, User user) {
            people.accounts().enable(user, false);
            System.out.println(user.username() + " is disabled.");
        }
    }

    @Command(
            name = "enable",
            description = "Lets a person in again.",
            mixinStandardHelpOptions = true)
    static final class Enable extends ForOne {
        @Override
        AuditKind kind() {
            return AuditKind.USER_CHANGED;
        }

        @Override
        void change(Settings settings, People people, User user) {
            people.accounts().enable(user, true);
            System.out.println(user.username() + " is enabled.");
        }
    }

    @Command(
            name = "clear-second-factors",
            description =
                    "Removes codes, passkeys and recovery codes of a person who has lost them, and ends"
                            + " all sessions. The password stays.",
            mixinStandardHelpOptions = true)
    static final class ClearSecondFactors extends ForOne {
        @Override
        AuditKind kind() {
            return AuditKind.SECOND_FACTOR;
        }

        @Override
        void change(Settings settings, People people, User user) {
            people.accounts().clearSecondFactors(user);
            System.out.println("The second factors of " + user.username() + " are gone.");
        }
    }
}
