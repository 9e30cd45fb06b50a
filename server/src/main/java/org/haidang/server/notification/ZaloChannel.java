package org.haidang.server.notification;

import java.net.URI;
import java.util.Map;
import org.haidang.server.notification.HttpPost.Answered;
import org.haidang.server.notification.HttpPost.Failed;
import org.haidang.server.settings.NotificationSettings.Bot;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Zalo official account's message to somebody who follows it; the address is the follower's
 * number. Run against an imitation only: there was no account. The service's access tokens live
 * about a day and are not renewed here.
 */
public final class ZaloChannel implements Channel, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_TEXT = 2_000;

    /** The service's numbers for a token that is wrong or has run out. */
    private static final int TOKEN_WRONG = -216;

    private static final int TOKEN_OLD = -220;

    private final URI url;
    private final Bot settings;
    private final HttpPost post;

    public ZaloChannel(Bot settings) {
        this.settings = settings;
        this.url = URI.create(settings.base() + "/v3.0/oa/message/cs");
        this.post = new HttpPost(BotAddress.rule(settings.base()));
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.ZALO;
    }

    @Override
    public boolean accepts(String address) {
        return address.matches("\\d{1,30}");
    }

    @Override
    public Delivery send(Message message) {
        String text = message.subject() + "\n\n" + message.text();
        String body =
                JSON.writeValueAsString(
                        Map.of(
                                "recipient",
                                Map.of("user_id", message.address()),
                                "message",
                                Map.of(
                                        "text",
                                        text.substring(0, Math.min(text.length(), MAX_TEXT)))));
        return switch (post.send(url, Map.of("access_token", settings.token()), body)) {
            case Failed failed -> failed.delivery();
            case Answered answer -> judge(answer);
        };
    }

    /** It answers 200 to everything; the truth is the number {@code error}. */
    private static Delivery judge(Answered answer) {
        String said = "HTTP " + answer.status();
        if (answer.status() != 200) {
            return new Delivery.Later("service-later", said, true);
        }
        try {
            JsonNode error = JSON.readTree(answer.body()).path("error");
            if (!error.isInt()) {
                return new Delivery.Later("service-later", said, true);
            }
            return switch (error.intValue()) {
                case 0 -> new Delivery.Accepted("sent", said);
                case TOKEN_WRONG, TOKEN_OLD ->
                        new Delivery.Later("token-refused", "error " + error.intValue(), true);
                default -> new Delivery.Never("recipient-refused", "error " + error.intValue());
            };
        } catch (JacksonException e) {
            return new Delivery.Later("service-later", said, true);
        }
    }

    @Override
    public void close() {
        post.close();
    }
}
