package org.haidang.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.haidang.server.notification.Outbox.Queued;
import org.haidang.server.notification.Outbox.Wanted;
import org.haidang.server.notification.store.Notification;
import org.haidang.server.notification.store.Notification.About;
import org.haidang.server.notification.store.Notification.State;
import org.haidang.server.notification.store.NotificationStore;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.settings.NotificationSettings.Security;
import org.haidang.server.settings.NotificationSettings.Smtp;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the queue of messages must do on every database. */
abstract class OutboxContract {
    private static final NotificationStore.Filter ALL =
            new NotificationStore.Filter(null, null, null, null, null);

    /** A channel that does as it is told. */
    private static final class Scripted implements Channel {
        private final List<Message> sent = new ArrayList<>();
        private Delivery next = new Delivery.Accepted("sent", "");

        @Override
        public ChannelKind kind() {
            return ChannelKind.EMAIL;
        }

        @Override
        public boolean accepts(String address) {
            return address.contains("@");
        }

        @Override
        public Delivery send(Message message) {
            sent.add(message);
            return next;
        }
    }

    private final Scripted channel = new Scripted();
    private final SecureRandom random = new SecureRandom();
    private final Sealer sealer = Sealer.forThisRun(random);
    private Instant now = Instant.parse("2021-05-11T13:00:00Z");
    private final InstantSource clock = () -> now;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void sendsWhatWasAskedForOnceAndRemembersIt() {
        assertThat(outbox().put(wanted("an@example.vn", null, false))).isEqualTo(Queued.WAITING);
        Sender sender = sender();
        sender.round();
        sender.round();
        assertThat(channel.sent).hasSize(1);
        Notification row = log().getFirst();
        assertThat(row.state()).isEqualTo(State.SENT);
        assertThat(row.recipient()).isEqualTo("Nguyễn Văn An");
        assertThat(row.finishedUs()).isEqualTo(clock.millis() * 1_000);
        assertThat(row.about()).isEqualTo(new About(null, "t1", null));
    }

    @Test
    void survivesTheEndOfTheProgram() {
        outbox().put(wanted("an@example.vn", null, true));
        // Nothing is shared with the sender but the database and the key.
        sender().round();
        assertThat(channel.sent.getFirst().text()).isEqualTo("bí mật: token123");
    }

    @Test
    void neverKeepsASecretReadableAndForgetsItAfterwards() {
        outbox().put(wanted("an@example.vn", null, true));
        assertThat(log().getFirst().body()).doesNotContain("token123");
        assertThat(log().getFirst().toString()).doesNotContain("token123");
        sender().round();
        assertThat(log().getFirst().body()).isEmpty();
        now = now.plusMillis(1);
        outbox().put(wanted("binh@example.vn", null, true));
        now = now.plus(Duration.ofDays(8));
        sender().round();
        assertThat(log().getFirst().state()).isEqualTo(State.EXPIRED);
        assertThat(log().getFirst().body()).isEmpty();
        assertThatThrownBy(() ->
                        outbox().put(
                                        new Wanted(
                                                "invitation",
                                                ChannelKind.TELEGRAM,
                                                "1",
                                                "An",
                                                "s",
                                                "t",
                                                true,
                                                null,
                                                About.NOTHING,
                                                "",
                                                Duration.ofDays(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putsTheSameStepInOnlyOnce() {
        assertThat(outbox().put(wanted("an@example.vn", "reminder|t1|1", false)))
                .isEqualTo(Queued.WAITING);
        assertThat(outbox().put(wanted("an@example.vn", "reminder|t1|1", false)))
                .isEqualTo(Queued.KNOWN);
        sender().round();
        assertThat(outbox().put(wanted("an@example.vn", "reminder|t1|1", false)))
                .isEqualTo(Queued.KNOWN);
        assertThat(outbox().onceKeys("reminder|")).containsExactly("reminder|t1|1");
        assertThat(outbox().onceKeys("other|")).isEmpty();
    }

    @Test
    void triesAgainWithLongerAndLongerWaitsAndGivesUpInTheEnd() {
        channel.next = new Delivery.Later("smtp-later", "450 busy", false);
        outbox().put(wanted("an@example.vn", null, false));
        Sender sender = sender();
        List<Long> minutes = new ArrayList<>();
        Instant start = now;
        for (int round = 0; round < 20 && waiting() > 0; round++) {
            sender.round();
            minutes.add(Duration.between(start, now).toMinutes());
            now = Instant.ofEpochMilli(log().getFirst().nextUs() / 1_000);
        }
        assertThat(minutes).containsExactly(0L, 1L, 6L, 21L, 81L, 321L, 1_041L, 2_481L, 3_921L);
        assertThat(log().getFirst().state()).isEqualTo(State.FAILED);
        assertThat(log().getFirst().attempts()).isEqualTo(Backoff.MAX_ATTEMPTS);
        assertThat(log().getFirst().detail()).isEqualTo("450 busy");
    }

    @Test
    void aChannelThatIsAwayRestsAndLosesNothing() {
        channel.next = new Delivery.Later("smtp-unreachable", "refused", true);
        outbox().put(wanted("an@example.vn", null, false));
        outbox().put(wanted("binh@example.vn", null, false));
        Sender sender = sender();
        sender.round();
        sender.round();
        assertThat(channel.sent).hasSize(1);
        now = now.plus(Duration.ofMinutes(1));
        channel.next = new Delivery.Accepted("sent", "");
        sender.round();
        assertThat(log()).extracting(Notification::state).containsOnly(State.SENT);
        assertThat(channel.sent).hasSize(3);
    }

    @Test
    void aMessageThatWillNeverGoThroughHoldsUpNoOther() {
        channel.next = new Delivery.Never("smtp-refused", "550 no such mailbox");
        outbox().put(wanted("an@example.vn", null, false));
        outbox().put(wanted("binh@example.vn", null, false));
        sender().round();
        assertThat(log()).extracting(Notification::state).containsOnly(State.FAILED);
    }

    @Test
    void aRealMailServerThatWasDownGetsItsMailWhenItIsUpAgain() throws Exception {
        int port;
        try (MailServer first = MailServer.plain()) {
            port = first.port();
        }
        Channels channels =
                new Channels(
                        List.of(
                                new SmtpChannel(
                                        new Smtp(
                                                "127.0.0.1",
                                                port,
                                                Security.PLAIN,
                                                MailServer.USERNAME,
                                                MailServer.PASSWORD,
                                                "camera@tinh.example.vn",
                                                "Hải Đăng",
                                                null))));
        NotificationStore store = new NotificationStore(database);
        new Outbox(store, channels, sealer, random, clock)
                .put(wanted("an@example.vn", null, false));
        Sender sender = new Sender(store, channels, sealer, clock);
        sender.round();
        assertThat(log().getFirst().result()).isEqualTo("smtp-unreachable");
        assertThat(log().getFirst().state()).isEqualTo(State.WAITING);
        try (MailServer again = MailServer.plain(port)) {
            now = now.plus(Duration.ofMinutes(1));
            sender.round();
            assertThat(again.received()).hasSize(1);
        }
        assertThat(log().getFirst().state()).isEqualTo(State.SENT);
    }

    @Test
    void isBoundedAndSaysSo() {
        NotificationStore store = new NotificationStore(database);
        outbox().put(wanted("an@example.vn", null, false));
        Notification row = log().getFirst();
        assertThat(store.add(again(row, "x"), 1)).isEqualTo(NotificationStore.Added.FULL);
        assertThat(outbox().put(wanted("khong phai thu", null, false)))
                .isEqualTo(Queued.BAD_ADDRESS);
        assertThat(log()).hasSize(1);
    }

    @Test
    void forgetsWhatWasSentYearsAgoAndNeverWhatWaits() {
        outbox().put(wanted("an@example.vn", null, false));
        sender().round();
        now = now.plus(Duration.ofDays(801));
        outbox().put(wanted("binh@example.vn", null, false));
        channel.next = new Delivery.Later("smtp-unreachable", "refused", true);
        sender().round();
        assertThat(log()).extracting(Notification::address).containsExactly("binh@example.vn");
    }

    @Test
    void sendsFromAThreadOfItsOwnAsSoonAsItIsAsked() {
        Outbox outbox = outbox();
        try (Sender sender = sender()) {
            sender.start(outbox);
            outbox.put(wanted("an@example.vn", null, false));
            org.awaitility.Awaitility.await().until(() -> waiting() == 0);
        }
        assertThat(channel.sent).hasSize(1);
    }

    private static Notification again(Notification row, String id) {
        return new Notification(
                id,
                row.createdUs(),
                row.kind(),
                row.channel(),
                row.address(),
                row.recipient(),
                row.subject(),
                row.body(),
                row.secret(),
                row.about(),
                row.by(),
                null,
                State.WAITING,
                0,
                row.nextUs(),
                row.expiresUs(),
                null,
                "",
                "");
    }

    private long waiting() {
        return new NotificationStore(database).waiting();
    }

    private List<Notification> log() {
        return new NotificationStore(database).log(ALL, 100);
    }

    private Outbox outbox() {
        return new Outbox(
                new NotificationStore(database),
                new Channels(List.of(channel)),
                sealer,
                random,
                clock);
    }

    private Sender sender() {
        return new Sender(
                new NotificationStore(database), new Channels(List.of(channel)), sealer, clock);
    }

    private static Wanted wanted(String address, @Nullable String onceKey, boolean secret) {
        return new Wanted(
                secret ? "invitation" : "reminder",
                ChannelKind.EMAIL,
                address,
                "Nguyễn Văn An",
                "Nhắc việc",
                secret ? "bí mật: token123" : "Còn 3 ngày",
                secret,
                onceKey,
                new About(null, "t1", null),
                "",
                Duration.ofDays(7));
    }
}
