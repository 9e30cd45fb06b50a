package org.haidang.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.haidang.server.identity.Accounts.LoginResult;
import org.haidang.server.identity.Invitations.Taken;
import org.haidang.server.identity.Visitor;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.program.People;
import org.haidang.server.settings.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {
    private static final String PASSWORD = "ba con voi uong tra da";
    private static final String NEXT = "bon con ga an rau muong";
    private static final Visitor VISITOR = new Visitor("10.0.0.7", "10.0.0.7", "");

    @TempDir Path folder;

    /** Runs a command, beside the server that has the folder, and gives what it printed. */
    private String run(int expected, String... words) {
        String[] arguments = new String[words.length + 3];
        arguments[0] = "user";
        System.arraycopy(words, 0, arguments, 1, words.length);
        arguments[words.length + 1] = "--data";
        arguments[words.length + 2] = folder.resolve("data").toString();
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Commands.run(arguments)).isEqualTo(expected);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    private static Step logIn(People people, String password) {
        return people.accounts().logIn("an", password, VISITOR) instanceof LoginResult.Welcome w
                ? w.entry().step()
                : Step.ENROL;
    }

    @Test
    void helpsPeopleInWhileTheServerRuns() {
        try (HaidangServer server =
                HaidangServer.open(
                        SettingsReader.read(
                                null,
                                Map.of(),
                                Map.of("data", folder.resolve("data").toString())))) {
            People people = server.people();
            User an = people.accounts().addFirst("an", "An", PASSWORD, "vi").orElseThrow();
            assertThat(run(0, "list")).isEqualTo("an\tAn\tenabled\t-");

            String token = people.accounts().welcome(an, VISITOR).token();
            run(0, "disable", "AN");
            assertThat(people.sessions().find(token)).isEmpty();
            assertThat(logIn(people, PASSWORD)).isEqualTo(Step.ENROL);
            assertThat(run(0, "list")).isEqualTo("an\tAn\tdisabled\t-");
            run(0, "enable", "an");
            assertThat(logIn(people, PASSWORD)).isEqualTo(Step.NONE);

            String link = run(0, "reset", "an");
            assertThat(link).startsWith("/#/invitation?token=").doesNotContain(PASSWORD);
            assertThat(people.invitations().take(link.substring(link.indexOf('=') + 1), null, NEXT))
                    .isInstanceOf(Taken.Done.class);
            assertThat(logIn(people, NEXT)).isEqualTo(Step.NONE);
            run(1, "reset", "nobody");
        }
    }

    @Test
    void makesNoDataWhereThereIsNone() {
        run(1, "list");
        assertThat(Files.exists(folder.resolve("data"))).isFalse();
    }
}
