package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.server.identity.store.User;
import org.haidang.server.notification.MailServer;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Reminders and invitations as mail, from the request to a real mail server. */
class ReminderTest {
    @TempDir static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static MailServer mail;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start() {
        mail = MailServer.plain();
        Map<String, String> settings = new HashMap<>();
        settings.put("administrator.username", TestServer.USERNAME);
        settings.put("administrator.password", TestServer.PASSWORD);
        settings.put("notifications.smtp.host", "127.0.0.1");
        settings.put("notifications.smtp.port", Integer.toString(mail.port()));
        settings.put("notifications.smtp.security", "plain");
        settings.put("notifications.smtp.username", MailServer.USERNAME);
        settings.put("notifications.smtp.password", MailServer.PASSWORD);
        settings.put("notifications.smtp.from", "camera@tinh.example.vn");
        settings.put("http.publicUrl", "http://camera.example.vn");
        server = TestServer.fresh(folder, settings);
        server.server
                .organisations()
                .put(
                        new Organisation(
                                "so", "Sở TT&TT", "department", null, null, null, null, null));
    }

    @AfterAll
    static void stop() {
        server.close();
        mail.close();
    }

    private static String task(TestClient client, String number) {
        String letter =
                client.post(
                                "dispatches",
                                Map.of(
                                        "number", number,
                                        "date", "2021-05-10",
                                        "issuer", "UBND tỉnh",
                                        "subject", "V/v camera"))
                        .json()
                        .get("id")
                        .stringValue();
        return client.post(
                        "dispatches/" + letter + "/tasks",
                        Map.of(
                                "item", "2",
                                "agency", "Sở TT&TT",
                                "organisationId", "so",
                                "text", "Báo cáo kết quả khảo sát",
                                "phrase", "trước ngày 15/5/2021"))
                .json()
                .get("task")
                .get("id")
                .stringValue();
    }

    private static List<MailServer.Received> to(String address) {
        return mail.received().stream().filter(one -> one.to().equals(address)).toList();
    }

    @Test
    void anAgencyIsRemindedByMailAndTheLogSaysWhatWasSentToWhom() throws Exception {
        TestClient client = server.loggedIn();
        client.language = "vi";
        String task = task(client, "21/UBND-KTTH");
        assertThat(client.post("tasks/" + task + "/reminders", Map.of()).text())
                .contains("urn:haidang:reminder-nobody");
        assertThat(
                        client.send(
                                        "PUT",
                                        "organisations/so/addresses",
                                        Map.of(
                                                "addresses",
                                                List.of(
                                                        Map.of(
                                                                "channel",
                                                                "email",
                                                                "address",
                                                                "vanthu@so.example.vn",
                                                                "name",
                                                                "Văn thư Sở"))))
                                .status())
                .isEqualTo(200);
        TestClient.Answer asked =
                client.post(
                        "tasks/" + task + "/reminders",
                        Map.of("text", "Chiều nay họp\r\nBcc: all@example.vn"));
        assertThat(asked.json().get("people").get(0).stringValue()).isEqualTo("Văn thư Sở");
        await().until(() -> !to("vanthu@so.example.vn").isEmpty());
        MailServer.Received one = to("vanthu@so.example.vn").getFirst();
        assertThat(one.mail().getSubject())
                .isEqualTo("Nhắc việc: văn bản 21/UBND-KTTH, mục 2 - Sở TT&TT");
        assertThat(one.text())
                .contains("Chiều nay họp Bcc: all@example.vn")
                .contains("trước ngày 15/5/2021, tức là đến 24 giờ 00 ngày 14/5/2021")
                .contains("Quá hạn")
                .contains("http://camera.example.vn/#/tasks?task=" + task);
        assertThat(one.mail().getHeader("Bcc")).isNull();
        await().until(() -> client.get("notifications?task=" + task).text().contains("\"SENT\""));
        JsonNode row = client.get("notifications?task=" + task).json().get("notifications").get(0);
        assertThat(row.get("recipient").stringValue()).isEqualTo("Văn thư Sở");
        assertThat(row.get("result").stringValue()).isEqualTo("Đã gửi");
        // Not twice in a row, and the task's own story tells of it.
        assertThat(client.post("tasks/" + task + "/reminders", Map.of()).text())
                .contains("urn:haidang:reminder-recently");
        assertThat(client.get("tasks/" + task).text()).contains("\"reminded\"");
        assertThat(client.get("audit?kind=reminder-sent").text()).contains("21/UBND-KTTH");
    }

    @Test
    void aFacilitysOwnPeopleAreRemindedAndStrangersFindNoFacility() {
        TestClient client = server.loggedIn();
        String facility = server.server.registry().addFacility("Trường quân sự", "").id();
        String other = server.server.registry().addFacility("Khách sạn", "").id();
        assertThat(client.post("facilities/" + facility + "/reminders", Map.of()).status())
                .isEqualTo(409);
        User focal = server.person("dau-moi", null);
        server.server
                .accounts()
                .change(
                        new User(
                                focal.id(),
                                focal.username(),
                                "Trần Văn Bình",
                                "binh@example.vn",
                                null,
                                "vi",
                                "system",
                                focal.passwordHash(),
                                true));
        Scope own = new Scope(null, null, Set.of(facility), Set.of());
        server.server
                .rights()
                .give(focal.id(), new Rights.Gift("focal-point", own, null, null), "test");
        assertThat(
                        client.post("facilities/" + facility + "/reminders", Map.of())
                                .json()
                                .get("people")
                                .get(0)
                                .stringValue())
                .isEqualTo("Trần Văn Bình");
        await().until(() -> !to("binh@example.vn").isEmpty());
        assertThat(to("binh@example.vn").getFirst().text()).contains("Trường quân sự");
        User health = server.person("yte-nhac", null);
        Scope elsewhere = new Scope(null, null, Set.of(other), Set.of());
        server.server
                .rights()
                .give(
                        health.id(),
                        new Rights.Gift("health-department", elsewhere, null, null),
                        "test");
        TestClient stranger = server.as(health);
        assertThat(stranger.post("facilities/" + facility + "/reminders", Map.of()).status())
                .isEqualTo(404);
        assertThat(stranger.get("notifications?facility=" + facility).json().get("notifications"))
                .isEmpty();
        assertThat(client.get("audit?kind=reminder-sent&facility=" + facility).text())
                .contains("Trường quân sự");
    }

    @Test
    void anInvitationGoesToItsPersonAloneAndItsLinkIsNeverInTheLog() {
        TestClient client = server.loggedIn();
        TestClient.Answer invited =
                client.post(
                        "users",
                        Map.of(
                                "displayName", "Lê Thị Lan",
                                "email", "lan@example.vn",
                                "language", "vi",
                                "byEmail", true));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        assertThat(invited.json().get("link").isNull()).isTrue();
        assertThat(invited.json().get("emailed").booleanValue()).isTrue();
        await().until(() -> !to("lan@example.vn").isEmpty());
        String text = to("lan@example.vn").getFirst().text();
        String token = text.replaceAll("(?s).*token=([A-Za-z0-9_-]+).*", "$1");
        await().until(() -> client.get("notifications").text().contains("\"invitation\""));
        assertThat(client.get("notifications").text()).doesNotContain(token);
        assertThat(client.get("audit").text()).doesNotContain(token);
        TestClient lan = new TestClient(server.url);
        lan.get("session");
        assertThat(
                        lan.post(
                                        "invitation",
                                        Map.of(
                                                "token",
                                                token,
                                                "username",
                                                "lan",
                                                "password",
                                                TestServer.PASSWORD))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void anInvitationWithoutAnAddressIsRefusedBeforeAnybodyIsInvited() {
        TestClient client = server.loggedIn();
        int before = client.get("users").json().size();
        assertThat(client.post("users", Map.of("displayName", "Ai đó", "byEmail", true)).status())
                .isEqualTo(422);
        assertThat(client.get("users").json()).hasSize(before);
        // Without being asked for, the link is told as before.
        JsonNode shown =
                client.post("users", Map.of("displayName", "Ai đó", "email", "a@example.vn"))
                        .json();
        assertThat(shown.get("link").stringValue()).contains("token=");
        assertThat(shown.get("emailed").booleanValue()).isFalse();
        assertThat(to("a@example.vn")).isEmpty();
    }

    @Test
    void saysThatNoMailIsSetUp() {
        TestClient client = TestServer.shared().loggedIn();
        assertThat(client.get("notification-channels").json().get("channels")).isEmpty();
        assertThat(
                        client.post(
                                        "users",
                                        Map.of(
                                                "displayName",
                                                "Ai",
                                                "email",
                                                "a@example.vn",
                                                "byEmail",
                                                true))
                                .text())
                .contains("urn:haidang:reminder-no-channel");
    }
}
