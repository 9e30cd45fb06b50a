package org.haidang.server.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Verification;
import org.haidang.server.audit.Viewings;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRoundsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path folder;

    @Test
    void walksTheWholeLogEachDayAndTellsWhatItFinds() throws Exception {
        AtomicLong nowMs = new AtomicLong(1_790_000_000_000L);
        InstantSource clock = () -> Instant.ofEpochMilli(nowMs.get());
        AtomicInteger told = new AtomicInteger();
        try (Database database = Databases.sqlite(folder.resolve("haidang.db"));
                Audit audit =
                        Audit.open(
                                database,
                                folder.resolve("audit-anchor"),
                                Sealer.forThisRun(new SecureRandom()).macKey("audit"),
                                clock)) {
            audit.onDamage(told::incrementAndGet);
            for (int i = 0; i < 5; i++) {
                audit.append(Entry.of(Actor.system(), AuditKind.SETTINGS).with("name", "" + i));
            }
            try (Viewings viewings = new Viewings(audit, clock);
                    AuditRounds rounds = AuditRounds.start(audit, viewings, 0, clock)) {
                assertThat(rounds).isNotNull();
                rename(database, 3, "another");
                assertThat(audit.damage()).isNull();
                nowMs.addAndGet(AuditRounds.FIRST_WALK_MS);
                await().atMost(SOON).until(() -> audit.damage() != null);
                assertThat(audit.damage())
                        .isEqualTo(new Verification.Problem(Verification.Fault.CHANGED, 3));
                assertThat(told).hasValue(1);
                assertThat(audit.damagedSinceUs()).isEqualTo(nowMs.get() * 1_000);

                // Put back as it was, which the next day's walk sees.
                rename(database, 3, "settings");
                nowMs.addAndGet(Duration.ofDays(1).toMillis());
                await().atMost(SOON).until(() -> audit.damage() == null);
                assertThat(told).hasValue(2);
            }
        }
    }

    private static void rename(Database database, long seq, String kind) {
        database.write(
                c -> c.sql("update audit set kind = ? where seq = ?").params(kind, seq).update());
    }
}
