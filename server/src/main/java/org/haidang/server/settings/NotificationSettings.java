package org.haidang.server.settings;

import java.net.URI;
import java.nio.file.Path;
import org.haidang.programme.reminder.ReminderPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How the program reaches people outside its screens; null is a way that is not set up.
 *
 * @param policy when tasks are reminded of
 */
public record NotificationSettings(
        @Nullable Smtp smtp,
        @Nullable Webhook webhook,
        @Nullable Bot telegram,
        @Nullable Bot zalo,
        ReminderPolicy policy) {

    /** How the connection to the mail server is encrypted. */
    public enum Security {
        /** Begins plain and must switch to TLS; usually port 587. */
        STARTTLS,
        /** TLS from the first byte; usually port 465. */
        TLS,
        /** Not at all; only to a mail server on the same machine. */
        PLAIN
    }

    /**
     * A mail server that takes our mail.
     *
     * @param from address that mail comes from
     * @param fromName name beside it
     * @param certificate PEM of the server's own or its authority's certificate; null: those that
     *     Java knows
     */
    public record Smtp(
            String host,
            int port,
            Security security,
            @Nullable String username,
            @Nullable String password,
            String from,
            String fromName,
            @Nullable Path certificate) {
        @Override
        public String toString() {
            return "Smtp[" + host + ":" + port + " " + security + "]";
        }
    }

    /**
     * A program of the province's own that is told of everything but secrets.
     *
     * @param secret signs what is sent, so that its receiver knows us
     * @param allowLocal it may be on this machine and without TLS
     */
    public record Webhook(URI url, String secret, boolean allowLocal) {
        @Override
        public String toString() {
            return "Webhook[" + url.getHost() + "]";
        }
    }

    /** A messenger's account: its service's address and the token that it gave us. */
    public record Bot(URI base, String token) {
        @Override
        public String toString() {
            return "Bot[" + base.getHost() + "]";
        }
    }
}
