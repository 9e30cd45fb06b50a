package org.haidang.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haidang.server.audit.store.AuditFilter;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.secrets.MacKey;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewingsTest {
    private static final String SESSION = "0123456789abcdef";
    private static final Actor AN = new Actor("u1", "An", null, "10.0.0.7", SESSION);
    private static final Subject GATE = Subject.facility("f1", "F").camera("c1", "Gate");
    private static final Subject YARD = Subject.facility("f1", "F").camera("c2", "Yard");
    private static final long S = TestTime.SECOND_US;
    private static final long START = TestTime.START_US;

    @TempDir Path folder;
    private final TestTime time = new TestTime();
    private final MacKey key = Sealer.forThisRun(new SecureRandom()).macKey("audit");

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Audit audit;

    @SuppressWarnings("NullAway.Init")
    private Viewings viewings;

    @BeforeEach
    void open() throws IOException {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        audit = Audit.open(database, folder.resolve("audit-anchor"), key, time);
        viewings = new Viewings(audit, time);
    }

    @AfterEach
    void close() throws IOException {
        assertThat(audit.verify().problem()).isNull();
        audit.close();
        database.close();
    }

    private void playback(long fromS, long toS) {
        viewings.touch(AN, AuditKind.PLAYBACK, GATE, "main", fromS * S, toS * S);
    }

    /** Kind, phase, from and to in seconds. */
    private List<String> log() {
        return audit.oldest(AuditFilter.ALL, 0, 10_000).stream().map(ViewingsTest::line).toList();
    }

    private static String line(AuditRow row) {
        var c = row.content();
        return c.kind()
                + " "
                + AuditSentences.detail(row).get("phase")
                + " "
                + (c.fromUs() == null ? 0 : c.fromUs() / S)
                + " "
                + (c.toUs() == null ? 0 : c.toUs() / S);
    }

    private static String live(String phase, long toS) {
        return "view " + phase + " " + START / S + " " + (START / S + toS);
    }

    @Test
    void recordsBeginningAndEndOfLive() {
        Viewing viewing = viewings.begin(AN, AuditKind.VIEW, GATE, "main", "wall");
        assertThat(log()).containsExactly(live("begin", 0));
        AuditRow row = audit.newest(AuditFilter.ALL, 9, 1).getFirst();
        assertThat(row.content().camera()).isEqualTo("Gate");
        assertThat(row.content().detail())
                .isEqualTo("{\"phase\":\"begin\",\"stream\":\"main\",\"why\":\"wall\"}");
        time.passSeconds(600);
        viewings.sweep(time.us());
        assertThat(log()).hasSize(1);
        viewings.end(viewing);
        viewings.end(viewing);
        time.passSeconds(1);
        viewings.sweep(time.us());
        viewings.sweep(time.us());
        assertThat(log()).containsExactly(live("begin", 0), live("end", 600));
        assertThat(audit.newest(AuditFilter.ALL, 9, 1).getFirst().content().detail())
                .isEqualTo("{\"phase\":\"end\",\"begin\":1,\"stream\":\"main\"}");
        assertThat(viewings.count()).isZero();
    }

    @Test
    void joinsPiecesOfPlaybackUntilAMinuteWithoutAny() {
        playback(100, 106);
        assertThat(log()).containsExactly("playback begin 100 106");
        for (int i = 1; i <= 10; i++) {
            time.passSeconds(6);
            playback(100 + 6 * i, 106 + 6 * i);
            viewings.sweep(time.us());
        }
        playback(195, 200);
        assertThat(log()).hasSize(1);
        time.passSeconds(59);
        viewings.sweep(time.us());
        assertThat(log()).hasSize(1);
        time.passSeconds(1);
        viewings.sweep(time.us());
        assertThat(log()).containsExactly("playback begin 100 106", "playback end 100 200");
        playback(200, 206);
        assertThat(log()).last().isEqualTo("playback begin 200 206");
    }

    @Test
    void beginsAnewWhenPlaybackJumps() {
        playback(100, 106);
        playback(136, 140);
        playback(60, 70);
        assertThat(log()).hasSize(1);
        playback(171, 177);
        assertThat(log()).containsExactly("playback begin 100 106", "playback begin 171 177");
        viewings.sweep(time.us());
        assertThat(log()).last().isEqualTo("playback end 60 140");
        playback(20, 25);
        viewings.sweep(time.us());
        assertThat(log()).endsWith("playback begin 20 25", "playback end 171 177");
    }

    @Test
    void joinsStillsHoweverFarApartButNotOfTwoCamerasOrSessions() {
        viewings.touch(AN, AuditKind.STILL, GATE, "main", 5 * S, 5 * S);
        viewings.touch(AN, AuditKind.STILL, GATE, "main", 9_000 * S, 9_000 * S);
        viewings.touch(AN, AuditKind.STILL, YARD, "main", 5 * S, 5 * S);
        Actor other = new Actor("u1", "An", null, "10.0.0.9", "fedcba9876543210");
        viewings.touch(other, AuditKind.STILL, GATE, "main", 5 * S, 5 * S);
        assertThat(viewings.count()).isEqualTo(3);
        viewings.sessionEnded(SESSION);
        viewings.sweep(time.us());
        assertThat(viewings.count()).isEqualTo(1);
        assertThat(log()).endsWith("still end 5 9000", "still end 5 5");
        assertThat(audit.newest(AuditFilter.ALL, 5, 1).getFirst().content().detail())
                .contains("\"asks\":2");
        viewings.close();
        assertThat(log()).hasSize(6);
    }

    @Test
    void endsWhatACrashLeftOpenAtTheNextStart() throws IOException {
        viewings.begin(AN, AuditKind.VIEW, GATE, "main", null);
        playback(100, 106);
        Viewing done = viewings.begin(AN, AuditKind.VIEW, YARD, "sub", null);
        viewings.end(done);
        viewings.sweep(time.us());
        time.passSeconds(300);
        playback(106, 112);
        viewings.sweep(time.us());
        time.passSeconds(20);
        audit.close();
        audit = Audit.open(database, folder.resolve("audit-anchor"), key, time);
        viewings = new Viewings(audit, time);
        viewings.begin(AN, AuditKind.VIEW, YARD, "sub", null);
        viewings.sweep(time.us());
        assertThat(log()).hasSize(7).endsWith(live("end", 300), "playback end 100 112");
        assertThat(audit.newest(AuditFilter.ALL, 99, 1).getFirst().content().detail())
                .contains("\"begin\":2", "\"crashed\":true");
        viewings.sweep(time.us());
        assertThat(log()).hasSize(7);
        assertThat(viewings.count()).isEqualTo(1);
    }

    @Test
    void endsTheOldestOfTooManyButLiveOnesLast() {
        viewings = new Viewings(audit, time, 3);
        viewings.begin(AN, AuditKind.VIEW, GATE, "main", null);
        for (int i = 0; i < 5; i++) {
            viewings.touch(
                    AN,
                    AuditKind.STILL,
                    Subject.facility("f1", "F").camera("c" + i, "C"),
                    "main",
                    i * S,
                    i * S);
        }
        assertThat(viewings.count()).isEqualTo(3);
        viewings.sweep(time.us());
        assertThat(log()).endsWith("still end 0 0", "still end 1 1", "still end 2 2");
    }

    @Test
    void givesNothingWhenTheBeginningCannotBeRecorded() {
        rename("audit", "elsewhere");
        assertThatThrownBy(() -> viewings.begin(AN, AuditKind.VIEW, GATE, "main", null))
                .isInstanceOf(AuditUnavailableException.class);
        assertThatThrownBy(() -> playback(1, 2)).isInstanceOf(AuditUnavailableException.class);
        assertThat(viewings.count()).isZero();
        rename("elsewhere", "audit");
        playback(1, 2);
        assertThat(log()).containsExactly("playback begin 1 2");
    }

    @Test
    void writesEndsLaterWhenTheDatabaseWasAway() {
        viewings = new Viewings(audit, time, 2);
        Viewing one = viewings.begin(AN, AuditKind.VIEW, GATE, "main", null);
        Viewing two = viewings.begin(AN, AuditKind.VIEW, GATE, "main", null);
        rename("audit", "elsewhere");
        viewings.end(one);
        viewings.end(two);
        viewings.sweep(time.us());
        assertThatThrownBy(() -> viewings.begin(AN, AuditKind.VIEW, GATE, "main", null))
                .isInstanceOf(AuditUnavailableException.class);
        rename("elsewhere", "audit");
        time.passSeconds(50);
        viewings.sweep(time.us());
        assertThat(log()).hasSize(4).endsWith(live("end", 0), live("end", 0));
    }

    private void rename(String from, String to) {
        database.write(c -> c.sql("alter table " + from + " rename to " + to).update());
    }

    @Test
    void writesOneBeginningForManyAsksAtOnce() throws Exception {
        List<Future<?>> asks = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                int at = i;
                asks.add(threads.submit(() -> playback(100 + at % 20, 101 + at % 20)));
                if (i % 50 == 0) {
                    viewings.sweep(time.us());
                }
            }
        }
        for (Future<?> ask : asks) {
            ask.get();
        }
        assertThat(log()).hasSize(1);
        viewings.close();
        assertThat(log()).hasSize(2).last().isEqualTo("playback end 100 120");
    }
}
