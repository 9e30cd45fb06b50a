package org.haidang.server.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.haidang.media.rtsp.net.AddressRules;
import org.haidang.server.notification.HttpPost.Answered;
import org.haidang.server.notification.HttpPost.Failed;
import org.haidang.server.settings.NotificationSettings.Webhook;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON by POST to a program of the province's own. Header {@code X-Haidang-Signature} is {@code
 * sha256=} and the hexadecimal HMAC-SHA256 (RFC 2104), under the secret, of the header {@code
 * X-Haidang-Timestamp} (seconds since 1970 UTC), a dot and the body; {@code X-Haidang-Delivery} is
 * the same at each attempt.
 */
public final class WebhookChannel implements Channel, AutoCloseable {
    /** There is one receiver, so its address is a word. */
    public static final String ADDRESS = "webhook";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Webhook settings;
    private final InstantSource clock;
    private final HttpPost post;

    public WebhookChannel(Webhook settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.post =
                new HttpPost(
                        settings.allowLocal()
                                ? AddressRules.any()
                                : AddressRules.camerasOnly()
                                        .and(address -> !address.isLinkLocalAddress()));
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.WEBHOOK;
    }

    @Override
    public boolean accepts(String address) {
        return address.equals(ADDRESS);
    }

    @Override
    public Delivery send(Message message) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", message.id());
        content.put("kind", message.kind());
        content.put("at", Instant.ofEpochMilli(message.atUs() / 1_000).toString());
        content.put("recipient", message.name());
        content.put("subject", message.subject());
        content.put("text", message.text());
        String body = JSON.writeValueAsString(content);
        String seconds = Long.toString(clock.millis() / 1_000);
        Map<String, String> headers =
                Map.of(
                        "X-Haidang-Delivery",
                        message.id(),
                        "X-Haidang-Timestamp",
                        seconds,
                        "X-Haidang-Signature",
                        "sha256=" + sign(seconds + "." + body));
        return switch (post.send(settings.url(), headers, body)) {
            case Failed failed -> failed.delivery();
            case Answered answer -> judge(answer.status());
        };
    }

    private static Delivery judge(int status) {
        String said = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return new Delivery.Accepted("sent", said);
        }
        if (status == 401 || status == 403 || status == 404) {
            return new Delivery.Later("webhook-refused", said, true);
        }
        return status == 408 || status == 429 || status >= 500
                ? new Delivery.Later("webhook-later", said, true)
                : new Delivery.Never("webhook-refused", said);
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        post.close();
    }
}
