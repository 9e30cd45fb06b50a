package org.haidang.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.haidang.server.settings.NotificationSettings.Bot;
import org.haidang.server.settings.NotificationSettings.Webhook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpChannelsTest {
    private static final String SECRET = "mot bi mat du dai";
    private static final String TOKEN = "123:secret-token";
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2021-05-11T13:00:00Z"));

    private final Listener listener = new Listener();

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void aWebhookIsSignedSoThatItsReceiverKnowsUs() throws Exception {
        assertThat(webhook(listener.url("/in?x=1"), true).send(message("webhook")))
                .isInstanceOf(Delivery.Accepted.class);
        Listener.Heard heard = listener.heard.getFirst();
        String seconds = heard.header("X-haidang-timestamp");
        assertThat(seconds).isEqualTo("1620738000");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature =
                HexFormat.of()
                        .formatHex(
                                mac.doFinal(
                                        (seconds + "." + heard.body())
                                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(heard.header("X-haidang-signature")).isEqualTo("sha256=" + signature);
        assertThat(heard.header("X-haidang-delivery")).isEqualTo("0190-a");
        JsonNode json = JsonMapper.builder().build().readTree(heard.body());
        assertThat(json.path("text").stringValue()).isEqualTo("Còn \"3 ngày\"\n4 giờ");
        assertThat(json.path("at").stringValue()).isEqualTo("2021-05-11T13:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "200, Accepted",
        "204, Accepted",
        "302, Never",
        "400, Never",
        "401, Later",
        "429, Later",
        "500, Later"
    })
    void judgesAWebhooksAnswer(int status, String outcome) {
        listener.status = status;
        listener.answer = status == 204 ? "" : "{}";
        Delivery delivery = webhook(listener.url("/in"), true).send(message("webhook"));
        assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(listener.heard).extracting(Listener.Heard::path).containsExactly("/in");
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1:1/",
        "https://localhost:1/",
        "https://169.254.169.254/latest",
        "https://[::1]:1/",
        "https://[::ffff:127.0.0.1]:1/",
        "https://0.0.0.0:1/"
    })
    void aWebhookIsNoWayIntoThisMachine(String url) {
        assertThat(webhook(URI.create(url), false).send(message("webhook")))
                .isInstanceOfSatisfying(
                        Delivery.Later.class,
                        later -> assertThat(later.code()).isEqualTo("address-refused"));
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        listener.answer = "x".repeat(1 << 20);
        assertThat(webhook(listener.url("/in"), true).send(message("webhook")))
                .isInstanceOf(Delivery.Later.class);
    }

    @ParameterizedTest
    @CsvSource({"200, Accepted", "400, Never", "403, Never", "401, Later", "429, Later"})
    void telegramIsToldTheTextAndItsTokenIsNeverSaid(int status, String outcome) {
        listener.status = status;
        try (TelegramChannel channel = new TelegramChannel(new Bot(listener.url(""), TOKEN))) {
            Delivery delivery = channel.send(message("-100123"));
            assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(delivery.toString()).doesNotContain("secret-token");
        }
        assertThat(listener.heard.getFirst().path()).isEqualTo("/bot" + TOKEN + "/sendMessage");
        assertThat(listener.heard.getFirst().body()).contains("-100123").contains("Nhắc việc");
    }

    @Test
    void aMessengerThatIsAwayIsTriedLaterAndItsTokenIsNeverSaid() {
        listener.close();
        try (TelegramChannel channel = new TelegramChannel(new Bot(listener.url(""), TOKEN))) {
            Delivery delivery = channel.send(message("-100123"));
            assertThat(delivery).isInstanceOf(Delivery.Later.class);
            assertThat(delivery.toString()).doesNotContain("secret-token");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"error\":0,\"message\":\"Success\"}', Accepted",
        "'{\"error\":-216,\"message\":\"Access token is invalid\"}', Later",
        "'{\"error\":-213}', Never",
        "'<html>', Later",
        "'{}', Later"
    })
    void zaloSaysTheTruthInItsBody(String answer, String outcome) {
        listener.answer = answer;
        try (ZaloChannel channel = new ZaloChannel(new Bot(listener.url(""), TOKEN))) {
            Delivery delivery = channel.send(message("987654"));
            assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
        }
        assertThat(listener.heard.getFirst().header("Access_token")).isEqualTo(TOKEN);
    }

    private static WebhookChannel webhook(URI url, boolean allowLocal) {
        return new WebhookChannel(new Webhook(url, SECRET, allowLocal), CLOCK);
    }

    private static Message message(String address) {
        return new Message(
                "0190-a",
                "reminder",
                address,
                "An",
                "Nhắc việc",
                "Còn \"3 ngày\"\n4 giờ",
                1_620_738_000_000_000L);
    }
}
