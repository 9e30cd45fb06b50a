package org.haidang.server.command;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haidang.server.program.PeopleDesk;
import org.haidang.server.program.StartException;
import org.haidang.server.settings.Settings;
import org.haidang.server.tier.Tiers;
import org.haidang.server.tier.store.Site;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Invitation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The sites of a centre, from the machine itself. */
@Command(
        name = "sites",
        description =
                "Invites sites to link to this centre, lists them and shuts them out. The server may"
                        + " run meanwhile; links.port of its settings is where sites dial in.",
        subcommands = {
            SitesCommand.Invite.class,
            SitesCommand.ListSites.class,
            SitesCommand.Revoke.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class SitesCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    @Command(
            name = "invite",
            description =
                    "Prints an invitation: one word for 'haidang join' at the site. It works once.",
            mixinStandardHelpOptions = true)
    static final class Invite implements Callable<Integer> {
        @Mixin private SettingsOptions options = new SettingsOptions();

        @Option(
                names = "--facility",
                paramLabel = "FACILITY",
                description =
                        "id or name of the facility here that the site is (default: made from what it"
                                + " tells)")
        @Nullable String facility;

        @Parameters(paramLabel = "NAME", description = "what the site is called here")
        String name = "";

        @Override
        public Integer call() {
            Settings settings = options.read(Map.of());
            if (settings.links().port() == 0) {
                throw new StartException(
                        "This server is no centre: set links.port to the port that sites shall dial.");
            }
            try (PeopleDesk desk = PeopleDesk.open(settings)) {
                Authority authority =
                        Authority.open(
                                Tiers.authorityFolder(settings),
                                Clock.systemUTC(),
                                new SecureRandom());
                String known =
                        facility == null
                                ? null
                                : desk.facility(facility)
                                        .orElseThrow(() ->
                                                new StartException(
                                                        "There is no facility "
                                                                + facility
                                                                + "; the console lists them."));
                Invitation made =
                        desk.sites()
                                .invite(
                                        PeopleDesk.operator(),
                                        name,
                                        known,
                                        Tiers.address(settings),
                                        authority.fingerprint());
                System.out.println(made.text());
                System.err.println(
                        "For "
                                + name
                                + ", to dial "
                                + made.address()
                                + ", until "
                                + made.expiresAt()
                                + ".");
                return 0;
            } catch (IOException e) {
                throw new StartException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    @Command(
            name = "list",
            description = "Prints a line for each site: id, name, state.",
            mixinStandardHelpOptions = true)
    static final class ListSites implements Callable<Integer> {
        @Mixin private SettingsOptions options = new SettingsOptions();

        @Override
        public Integer call() {
            try (PeopleDesk desk = PeopleDesk.open(options.read(Map.of()))) {
                for (Site site : desk.sites().all()) {
                    System.out.printf("%s\t%s\t%s%n", site.id(), site.name(), state(site));
                }
            }
            return 0;
        }

        private static String state(Site site) {
            if (site.revokedUs() != 0) {
                return "revoked";
            }
            if (site.joinedUs() == 0) {
                return "invited";
            }
            return site.linkedUs() > site.lostUs() ? "linked" : "not linked";
        }
    }

    @Command(
            name = "revoke",
            description =
                    "Shuts a site out. Its link ends within seconds; it needs a new invitation.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        @Mixin private SettingsOptions options = new SettingsOptions();

        @Parameters(paramLabel = "ID", description = "as 'haidang sites list' tells it")
        String id = "";

        @Option(
                names = "--reason",
                paramLabel = "WORDS",
                description = "why; for the audit log and the Links screen")
        String reason = "";

        @Override
        public Integer call() {
            try (PeopleDesk desk = PeopleDesk.open(options.read(Map.of()))) {
                if (!desk.sites().revoke(PeopleDesk.operator(), id, reason)) {
                    throw new StartException("There is no site " + id + " that could be revoked.");
                }
            }
            return 0;
        }
    }
}
