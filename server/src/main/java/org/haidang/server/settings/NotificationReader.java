package org.haidang.server.settings;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.reminder.ReminderPolicy;
import org.haidang.server.settings.NotificationSettings.Bot;
import org.haidang.server.settings.NotificationSettings.Security;
import org.haidang.server.settings.NotificationSettings.Smtp;
import org.haidang.server.settings.NotificationSettings.Webhook;
import org.jspecify.annotations.Nullable;

/** The group {@code notifications}. */
final class NotificationReader {
    private static final int MIN_SECRET_CHARACTERS = 16;

    private final RawSettings raw;

    private NotificationReader(RawSettings raw) {
        this.raw = raw;
    }

    static NotificationSettings read(RawSettings raw) {
        NotificationReader reader = new NotificationReader(raw);
        return new NotificationSettings(
                reader.smtp(),
                reader.webhook(),
                reader.bot("notifications.telegram", "https://api.telegram.org"),
                reader.bot("notifications.zalo", "https://openapi.zalo.me"),
                reader.policy());
    }

    private @Nullable Smtp smtp() {
        String host = raw.text("notifications.smtp.host");
        int port = raw.whole("notifications.smtp.port", 587, 1, 65_535);
        String security =
                raw.choice(
                        "notifications.smtp.security",
                        "starttls",
                        List.of("starttls", "tls", "plain"));
        String username = raw.text("notifications.smtp.username");
        String password = raw.secret("notifications.smtp.password");
        String from = raw.text("notifications.smtp.from");
        String fromName = raw.text("notifications.smtp.fromName", "Hải Đăng");
        String certificate = raw.text("notifications.smtp.certificate");
        if (host == null) {
            return null;
        }
        if (from == null || !EmailAddress.valid(from)) {
            raw.error(
                    "notifications.smtp.from: the address that mail comes from is missing or not like"
                            + " ten@tinh.gov.vn");
            return null;
        }
        if ((username == null) != (password == null)) {
            raw.error(
                    "notifications.smtp: username and password (or passwordFile) belong together");
        }
        if (security.equals("plain") && !loopback(host)) {
            raw.error(
                    "notifications.smtp.security: plain sends passwords and links readable by all; it is"
                            + " possible to 127.0.0.1 only. Choose starttls or tls");
        }
        return new Smtp(
                host,
                port,
                Security.valueOf(security.toUpperCase(Locale.ROOT)),
                username,
                password,
                from,
                fromName,
                certificate == null ? null : Path.of(certificate).toAbsolutePath().normalize());
    }

    private static boolean loopback(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private @Nullable Webhook webhook() {
        String address = raw.text("notifications.webhook.url");
        String secret = raw.secret("notifications.webhook.secret");
        boolean allowLocal = raw.flag("notifications.webhook.allowLocal", false);
        if (address == null) {
            return null;
        }
        if (secret == null || secret.length() < MIN_SECRET_CHARACTERS) {
            raw.error(
                    "notifications.webhook.secret: at least "
                            + MIN_SECRET_CHARACTERS
                            + " characters are needed, so that the receiver can tell us from others");
            return null;
        }
        URI url = url("notifications.webhook.url", address, allowLocal);
        return url == null ? null : new Webhook(url, secret, allowLocal);
    }

    private @Nullable Bot bot(String group, String usual) {
        String token = raw.secret(group + ".token");
        String base = raw.text(group + ".baseUrl", usual);
        if (token == null) {
            return null;
        }
        if (!token.matches("[\\x21-\\x7e]{1,2000}")) {
            raw.error(group + ".token: it has characters that no token has");
            return null;
        }
        // A loopback address is how a relay on this machine, or a test, stands in for the service.
        URI url = url(group + ".baseUrl", base.replaceFirst("/+$", ""), true);
        return url == null ? null : new Bot(url, token);
    }

    private @Nullable URI url(String key, String text, boolean allowLocal) {
        try {
            URI url = URI.create(text);
            boolean plain = "http".equals(url.getScheme());
            if (url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null
                    && ("https".equals(url.getScheme())
                            || (plain && allowLocal && loopback(url.getHost())))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        raw.error(key + ": '" + text + "' is not like https://host/path");
        return null;
    }

    private ReminderPolicy policy() {
        ReminderPolicy usual = ReminderPolicy.USUAL;
        List<Integer> before = new ArrayList<>();
        List<String> given = raw.list("notifications.reminders.daysBefore");
        for (String days : given) {
            try {
                before.add(Integer.parseInt(days));
            } catch (NumberFormatException e) {
                raw.error("notifications.reminders.daysBefore: '" + days + "' is not a number");
            }
        }
        int overdue =
                raw.whole(
                        "notifications.reminders.overdueDays",
                        usual.overdueDays(),
                        0,
                        ReminderPolicy.MAX_DAYS);
        int escalate =
                raw.whole(
                        "notifications.reminders.escalateAfterDays",
                        usual.escalateAfterDays(),
                        0,
                        ReminderPolicy.MAX_DAYS);
        LocalTime from = time("notifications.reminders.from", usual.from());
        try {
            return new ReminderPolicy(
                    given.isEmpty() ? usual.daysBefore() : before, overdue, escalate, from);
        } catch (IllegalArgumentException e) {
            raw.error(
                    "notifications.reminders.daysBefore: at most "
                            + ReminderPolicy.MAX_STEPS
                            + " numbers from 0 to "
                            + ReminderPolicy.MAX_DAYS);
            return usual;
        }
    }

    private LocalTime time(String key, LocalTime otherwise) {
        String text = raw.text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            raw.error(key + ": '" + text + "' is not a time such as \"08:00\"");
            return otherwise;
        }
    }
}
