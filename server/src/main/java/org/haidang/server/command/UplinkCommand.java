package org.haidang.server.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.haidang.server.program.StartException;
import org.haidang.server.settings.Settings;
import org.haidang.server.tier.Tiers;
import org.haidang.server.tier.TroubleWords;
import org.haidang.server.tier.UplinkReport;
import org.haidang.server.words.Language;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Trouble;
import org.haidang.uplink.trust.Membership;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The link to the centre above, from the machine itself. */
@Command(
        name = "uplink",
        description = "Tells how the link to the centre above stands.",
        subcommands = UplinkCommand.StatusOfLink.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class UplinkCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    @Command(
            name = "status",
            description = {
                "Prints how the link stands, as the running server knows it.",
                "",
                "Exit code 0 when it is linked or there is no centre above, 4 when it is not linked or the"
                        + " server does not run. 'haidang doctor' tries the link step by step."
            },
            mixinStandardHelpOptions = true)
    static final class StatusOfLink implements Callable<Integer> {
        @Mixin private SettingsOptions options = new SettingsOptions();

        @Option(names = "--json", description = "for programs")
        private boolean json;

        @Override
        public Integer call() {
            Settings settings = options.read(Map.of());
            try {
                Optional<Membership> member = Membership.load(Tiers.membershipFolder(settings));
                if (member.isEmpty()) {
                    System.out.println(
                            json
                                    ? "{\"centre\": null}"
                                    : "This server has no centre above it. 'haidang join' links it to"
                                            + " one whose invitation you have.");
                    return 0;
                }
                UplinkReport.Status status =
                        new UplinkReport(Tiers.membershipFolder(settings))
                                .read()
                                .filter(one -> one.fresh(Instant.now()))
                                .orElse(null);
                if (status == null) {
                    return notRunning(member.get());
                }
                System.out.print(
                        json
                                ? UplinkReport.json(status) + "\n"
                                : text(status, words(status, Tiers.route(settings))));
                return status.linked() ? 0 : Commands.FOUND_WRONG;
            } catch (IOException e) {
                throw new StartException(
                        "The link's state cannot be read: "
                                + e.getMessage()
                                + ". Run this as the user of the server.",
                        e);
            }
        }

        private int notRunning(Membership member) {
            System.out.println(
                    json
                            ? "{\"running\": false}"
                            : "Centre           "
                                    + member.centreName()
                                    + " at "
                                    + member.address()
                                    + "\nLink             unknown: the server does not run here. Start it"
                                    + " with 'haidang run'.");
            return Commands.FOUND_WRONG;
        }

        private static String text(UplinkReport.Status status, Optional<TroubleWords> words) {
            StringBuilder text = new StringBuilder();
            line(text, "Centre", status.centre() + " at " + status.address());
            String proxy = status.proxy();
            if (proxy != null) {
                line(text, "Proxy", proxy);
            }
            line(
                    text,
                    "Link",
                    (status.linked() ? "linked" : "not linked")
                            + " since "
                            + status.since()
                            + " ("
                            + age(Instant.parse(status.since()))
                            + ")");
            if (!status.linked()) {
                line(text, "Trouble", status.trouble() + ": " + status.why());
                words.ifPresent(said -> {
                    line(text, "That is", said.what());
                    line(text, "To do", said.action());
                });
                line(text, "Tries", status.attempt() + "; 'haidang doctor' tries it step by step");
            }
            line(text, "Round trip", String.format(Locale.ROOT, "%.1f ms", status.roundTripMs()));
            line(
                    text,
                    "Clock",
                    String.format(
                            Locale.ROOT,
                            "the centre's is %.0f ms %s",
                            Math.abs(status.clockDifferenceMs()),
                            status.clockDifferenceMs() < 0 ? "behind" : "ahead"));
            line(
                    text,
                    "Watched above",
                    status.leases()
                            + " streams"
                            + (status.thinned() == 0
                                    ? ""
                                    : ", "
                                            + status.thinned()
                                            + " of them as the sub stream: the line is short"));
            if (status.budgetBits() > 0) {
                line(
                        text,
                        "Budget",
                        String.format(
                                Locale.ROOT,
                                "%.1f Mbit/s for pictures",
                                status.budgetBits() / 1e6));
            }
            line(
                    text,
                    "Sent",
                    String.format(Locale.ROOT, "%.1f MB of pictures", status.sentBytes() / 1e6));
            line(text, "Last pictures", pictures(status));
            line(text, "Facts waiting", Long.toString(status.factsWaiting()));
            line(text, "Certificate", "until " + status.certificateUntil());
            return text.toString();
        }

        private static String pictures(UplinkReport.Status status) {
            if (status.pictureCameras() == 0) {
                return "none go up";
            }
            boolean slow = status.pictureRoundSeconds() > status.pictureWantedSeconds() * 1.02;
            return String.format(
                    Locale.ROOT,
                    "of %d cameras, each every %.0f s%s; %.1f MB sent",
                    status.pictureCameras(),
                    status.pictureRoundSeconds(),
                    slow
                            ? String.format(
                                    Locale.ROOT,
                                    " instead of %.0f: uplink.lastPictures.kbPerMinute does not reach"
                                            + " for more",
                                    status.pictureWantedSeconds())
                            : "",
                    status.picturesSentBytes() / 1e6);
        }

        /** Empty when it has none, or a server of another version runs. */
        private static Optional<TroubleWords> words(UplinkReport.Status status, Route route) {
            return Stream.of(Trouble.values())
                    .filter(each -> each != Trouble.NONE && each.name().equals(status.trouble()))
                    .findFirst()
                    .map(each -> TroubleWords.of(Language.EN, each, status.address(), route));
        }

        private static void line(StringBuilder text, String label, String value) {
            text.append(String.format(Locale.ROOT, "%-16s %s%n", label, value));
        }

        private static String age(Instant since) {
            Duration age = Duration.between(since, Instant.now()).truncatedTo(ChronoUnit.SECONDS);
            return age.toString().substring(2).toLowerCase(Locale.ROOT);
        }
    }
}
