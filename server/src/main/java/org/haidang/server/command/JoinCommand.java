package org.haidang.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haidang.server.program.PeopleDesk;
import org.haidang.server.program.StartException;
import org.haidang.server.program.Version;
import org.haidang.server.settings.Settings;
import org.haidang.server.tier.Tiers;
import org.haidang.server.tier.TroubleWords;
import org.haidang.server.words.Language;
import org.haidang.uplink.site.DialException;
import org.haidang.uplink.site.Enrol;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.InvitationException;
import org.haidang.uplink.trust.Membership;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes this server a site of a centre. */
@Command(
        name = "join",
        description = {
            "Links this server to a centre: turns its invitation into a certificate of ours.",
            "",
            "The invitation is the text that the centre has given, or a file with it. It works once. The"
                    + " server may run meanwhile and links within seconds."
        },
        mixinStandardHelpOptions = true)
final class JoinCommand implements Callable<Integer> {
    private static final String USED_UP =
            "\nIf the invitation was used up by this, ask the centre for a new one.";

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "how this site calls itself (default: the machine's name)")
    String name = "";

    @Parameters(paramLabel = "INVITATION", description = "the text, or a file that holds it")
    String invitation = "";

    @Override
    public Integer call() {
        Settings settings = options.read(Map.of());
        try (PeopleDesk desk = PeopleDesk.open(settings)) {
            Invitation asked = Invitation.parse(text());
            desk.recordJoining(asked.address());
            Membership member =
                    Enrol.with(
                            asked,
                            name.isBlank() ? Tiers.hostName() : name,
                            Version.text(),
                            Instant.now(),
                            Tiers.route(settings));
            member.save(Tiers.membershipFolder(settings));
            System.out.println(
                    "This server is now a site of "
                            + member.centreName()
                            + " at "
                            + member.address()
                            + ". If it runs, it links within seconds.");
            return 0;
        } catch (InvitationException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (DialException e) {
            throw new StartException(
                    e.getMessage()
                            + (e.trouble().atProxy() ? "\n" + proxy(settings, e) : "")
                            + USED_UP,
                    e);
        } catch (IOException e) {
            throw new StartException(e.getMessage() + USED_UP, e);
        }
    }

    private static String proxy(Settings settings, DialException failure) {
        TroubleWords words =
                TroubleWords.of(
                        Language.EN, failure.trouble(), failure.centre(), Tiers.route(settings));
        return words.what() + " " + words.action();
    }

    private String text() throws IOException {
        return invitation.length() < 256 && Files.isRegularFile(Path.of(invitation))
                ? Files.readString(Path.of(invitation))
                : invitation;
    }
}
