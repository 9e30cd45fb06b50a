package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.command.Commands;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.haidang.server.store.Database;
import org.haidang.server.web.request.Services;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AuditTest {
    private static final Actor AN = new Actor("u7", "An", null, "10.0.0.7", "abcdef0123456789");
    private static final Subject GATE =
            Subject.facility("f1", "Ánh Dương").camera("c1", "Cổng chính");

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private TestClient client;

    @BeforeEach
    void start() {
        server = TestServer.withAdministrator(folder);
        client = server.loggedIn();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void append(AuditKind kind) {
        server.server
                .audit()
                .append(
                        Entry.of(AN, kind)
                                .about(GATE)
                                .between(1_790_000_000_000_000L, 1_790_000_006_000_000L)
                                .with("phase", "end"));
    }

    private Database database() {
        return server.server.web().context().getBean(Services.class).database();
    }

    /** Nobody has to press a button to learn of it. */
    @Test
    void raisesAnAlarmForAdministratorsAndInspectorsWhenTheLogIsDamaged() throws Exception {
        append(AuditKind.VIEW);
        append(AuditKind.VIEW);
        assertThat(client.get("system").text()).doesNotContain("audit-damaged");
        long seq = server.server.audit().last().seq() - 1;
        database()
                .write(c ->
                        c.sql("update audit set person = 'Bình' where seq = ?")
                                .param(seq)
                                .update());
        server.server.audit().verify();
        JsonNode alarm =
                client.get("system")
                        .json()
                        .get("alarms")
                        .valueStream()
                        .filter(a -> a.get("kind").stringValue().equals("audit-damaged"))
                        .findFirst()
                        .orElseThrow();
        assertThat(alarm.get("message").stringValue()).contains("Entry " + seq + " was changed");
        assertThat(alarm.get("action").stringValue()).contains("haidang audit verify");
        for (String role : new String[] {"inspector", "duty-watcher"}) {
            User user = server.person("damage-" + role, null);
            server.server.rights().give(user.id(), Rights.Gift.everywhere(role), "");
            assertThat(firstAlarms(server.as(user)).contains("audit-damaged"))
                    .as(role)
                    .isEqualTo(role.equals("inspector"));
        }
    }

    /** What the event stream says of alarms when it begins. */
    private static String firstAlarms(TestClient listener) throws Exception {
        try (Stream<String> lines =
                listener.http
                        .send(
                                listener.request("events").build(),
                                HttpResponse.BodyHandlers.ofLines())
                        .body()) {
            return lines.filter(line -> line.contains("\"alarms\"")).findFirst().orElseThrow();
        }
    }

    @Test
    void listsRowsWithASentenceInTheCallersLanguage() {
        long first = server.server.audit().last().seq() + 1;
        append(AuditKind.PLAYBACK);
        append(AuditKind.VIEW);
        JsonNode page = client.get("audit?person=u7&limit=1").json();
        JsonNode row = page.get("rows").get(0);
        assertThat(row.get("seq").longValue()).isEqualTo(first + 1);
        assertThat(row.get("message").stringValue())
                .isEqualTo(
                        "An watched Cổng chính (Ánh Dương) live from 21/09/2026 21:13:20 to"
                                + " 21:13:26.");
        assertThat(row.get("from").stringValue()).isEqualTo("2026-09-21T14:13:20.000000Z");
        assertThat(row.get("detail").get("phase").stringValue()).isEqualTo("end");
        assertThat(row.get("organisationId").isNull()).isTrue();
        assertThat(row.get("hash").stringValue()).hasSize(64);
        client.language = "vi";
        JsonNode next =
                client.get("audit?person=u7&limit=1&before=" + page.get("next").longValue()).json();
        assertThat(next.get("rows").get(0).get("message").stringValue())
                .startsWith("An đã xem lại bản ghi của Cổng chính");
        assertThat(next.get("next").isNull()).isTrue();
        assertThat(client.get("audit?camera=c1&kind=view").json().get("rows").size()).isEqualTo(1);
        assertThat(client.get("audit?facility=none").json().get("rows").size()).isZero();
    }

    @Test
    void namesWrongFilters() {
        assertThat(client.get("audit?kind=nonsense").status()).isEqualTo(422);
        assertThat(client.get("audit?limit=501").status()).isEqualTo(422);
        assertThat(client.get("audit?from=yesterday").text()).contains("\"from\"");
        assertThat(new TestClient(server.url).get("audit").status()).isEqualTo(401);
    }

    @Test
    void exportsAndRecordsThat() {
        append(AuditKind.VIEW);
        TestClient.Answer csv = client.get("audit/export.csv?kind=view");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("attachment; filename=\"audit_");
        assertThat(csv.text()).startsWith("\ufeffNo.,").contains("Cổng chính").contains("Head of");
        TestClient.Answer xlsx = client.get("audit/export.xlsx");
        assertThat(xlsx.response().body()).startsWith('P', 'K');
        JsonNode rows = client.get("audit?kind=log-exported").json().get("rows");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.get(1).get("detail").get("kind").stringValue()).isEqualTo("view");
        assertThat(rows.get(0).get("address").stringValue()).isEqualTo("127.0.0.1");
    }

    @Test
    void doesNothingThatItCannotRecord() {
        append(AuditKind.VIEW);
        int pages =
                database()
                        .write(c -> {
                            int now = c.sql("pragma page_count").query(Integer.class).single();
                            c.sql("pragma max_page_count = " + now).query(Integer.class).single();
                            return now;
                        });
        assertThat(pages).isPositive();
        TestClient.Answer answer = client.get("audit/export.csv");
        // Pages that are begun take some rows yet.
        for (int i = 0; i < 500 && answer.status() == 200; i++) {
            answer = client.get("audit/export.csv?person=nobody");
        }
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:audit");
        assertThat(answer.json().get("detail").stringValue()).contains("was not done");
        assertThat(client.get("audit/verification").json().get("ok").booleanValue()).isTrue();
    }

    @Test
    void verifiesOverTheInterfaceAndBesideTheRunningServer() {
        append(AuditKind.VIEW);
        append(AuditKind.VIEW);
        long last = server.server.audit().last().seq();
        JsonNode good = client.get("audit/verification").json();
        assertThat(good.get("ok").booleanValue()).isTrue();
        assertThat(good.get("lastSeq").longValue()).isEqualTo(last);
        assertThat(good.get("problem").isNull()).isTrue();
        assertThat(command()).containsKey(0);
        database()
                .write(c ->
                        c.sql("update audit set person = 'Binh' where seq = ?")
                                .param(last - 1)
                                .update());
        JsonNode bad = client.get("audit/verification").json();
        assertThat(bad.get("ok").booleanValue()).isFalse();
        assertThat(bad.get("problemSeq").longValue()).isEqualTo(last - 1);
        assertThat(bad.get("problem").stringValue())
                .startsWith("Entry " + (last - 1) + " was changed");
        Map<Integer, String> said = command();
        assertThat(said.get(1)).contains("Mục " + (last - 1) + " đã bị sửa");
    }

    /** What the command says, by its exit code. */
    private Map<Integer, String> command() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int code = Commands.run("audit", "verify", "--data", folder.resolve("data").toString());
            Map<Integer, String> said = new HashMap<>();
            said.put(code, out.toString(StandardCharsets.UTF_8));
            return said;
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void saysWhenThereIsNoDataFolder() {
        assertThat(Commands.run("audit", "verify", "--data", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
