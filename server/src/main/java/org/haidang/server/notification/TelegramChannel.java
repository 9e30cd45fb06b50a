package org.haidang.server.notification;

import java.net.URI;
import java.util.Map;
import org.haidang.server.notification.HttpPost.Answered;
import org.haidang.server.notification.HttpPost.Failed;
import org.haidang.server.settings.NotificationSettings.Bot;
import tools.jackson.databind.json.JsonMapper;

/**
 * Telegram's Bot API, method {@code sendMessage}; the address is a chat's number or {@code
 * @channel}. Run against an imitation only: there was no account.
 */
public final class TelegramChannel implements Channel, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The service's own bound. */
    private static final int MAX_TEXT = 4_096;

    private final URI url;
    private final HttpPost post;

    public TelegramChannel(Bot settings) {
        this.url = URI.create(settings.base() + "/bot" + settings.token() + "/sendMessage");
        this.post = new HttpPost(BotAddress.rule(settings.base()));
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.TELEGRAM;
    }

    @Override
    public boolean accepts(String address) {
        return address.matches("-?\\d{1,20}|@[A-Za-z0-9_]{3,64}");
    }

    @Override
    public Delivery send(Message message) {
        String text = message.subject() + "\n\n" + message.text();
        String body =
                JSON.writeValueAsString(
                        Map.of(
                                "chat_id",
                                message.address(),
                                "text",
                                text.substring(0, Math.min(text.length(), MAX_TEXT))));
        return switch (post.send(url, Map.of(), body)) {
            case Failed failed -> failed.delivery();
            case Answered answer -> judge(answer.status());
        };
    }

    private static Delivery judge(int status) {
        String said = "HTTP " + status;
        return switch (status) {
            case 200 -> new Delivery.Accepted("sent", said);
            // A token that is not known is answered so.
            case 401, 404 -> new Delivery.Later("token-refused", said, true);
            case 400, 403 -> new Delivery.Never("recipient-refused", said);
            default -> new Delivery.Later("service-later", said, true);
        };
    }

    @Override
    public void close() {
        post.close();
    }
}
