package org.haidang.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.store.AuditFilter;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.identity.Accounts.LoginResult;
import org.haidang.server.identity.Invitations.Taken;
import org.haidang.server.identity.Visitor;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.program.People;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsReader;
import org.haidang.server.store.Database;
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
            run(0, "clear-second-factors", "an");
        }
    }

    /** Who did it, by the name on this machine, and before it was done. */
    @Test
    void recordsEachActAndTheServerGoesOnInTheSameChain() throws Exception {
        Settings settings =
                SettingsReader.read(
                        null, Map.of(), Map.of("data", folder.resolve("data").toString()));
        try (HaidangServer server = HaidangServer.open(settings)) {
            server.people().accounts().addFirst("an", "An", PASSWORD, "vi");
            server.audit().append(Entry.of(Actor.system(), AuditKind.SETTINGS));
            run(0, "disable", "an");
            server.audit().append(Entry.of(Actor.system(), AuditKind.SETTINGS));
            run(0, "enable", "an");
            run(0, "reset", "an");
            run(0, "clear-second-factors", "an");
            run(1, "disable", "nobody");
            server.audit().append(Entry.of(Actor.system(), AuditKind.SETTINGS));
            List<AuditRow> rows = server.audit().newest(AuditFilter.ALL, Long.MAX_VALUE, 100);
            assertThat(rows.reversed().stream().map(row -> row.content().kind()))
                    .containsExactly(
                            "settings",
                            "user-disabled",
                            "settings",
                            "user-changed",
                            "user-invited",
                            "second-factor",
                            "settings");
            AuditRow disabled = rows.get(5);
            assertThat(disabled.content().person())
                    .isEqualTo(System.getProperty("user.name") + " (haidang user)");
            assertThat(disabled.content().userId()).isNull();
            assertThat(disabled.content().detail()).contains("\"name\":\"An\"", "\"disable\"");
            assertThat(server.audit().verify().problem()).isNull();
            assertThat(server.audit().damage()).isNull();
        }
        // Also with the server stopped, and the next start finds the log whole.
        run(0, "disable", "an");
        try (HaidangServer server = HaidangServer.open(settings)) {
            assertThat(server.audit().last().seq()).isEqualTo(8);
            assertThat(server.audit().verify().problem()).isNull();
        }
    }

    @Test
    void doesNothingThatCannotBeRecorded() throws Exception {
        Settings settings =
                SettingsReader.read(
                        null, Map.of(), Map.of("data", folder.resolve("data").toString()));
        try (HaidangServer server = HaidangServer.open(settings)) {
            server.people().accounts().addFirst("an", "An", PASSWORD, "vi");
        }
        try (Database database = HaidangServer.database(settings)) {
            database.write(c ->
                    c.sql(
                                    "create trigger full before insert on audit begin select"
                                            + " raise(abort, 'disk full'); end")
                            .update());
        }
        run(1, "disable", "an");
        try (HaidangServer server = HaidangServer.open(settings)) {
            assertThat(server.people().users().byUsername("an").orElseThrow().enabled()).isTrue();
        }
    }

    @Test
    void makesNoDataWhereThereIsNone() {
        run(1, "list");
        assertThat(Files.exists(folder.resolve("data"))).isFalse();
    }
}
