package org.haidang.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haidang.server.audit.Verification.Fault;
import org.haidang.server.audit.Verification.Problem;
import org.haidang.server.audit.store.AuditFilter;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.AuditStore;
import org.haidang.server.audit.store.Cut;
import org.haidang.server.audit.store.Draft;
import org.haidang.server.audit.store.Link;
import org.haidang.server.audit.store.RowContent;
import org.haidang.server.secrets.MacKey;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log must do and find on every database. */
abstract class AuditContract {
    private static final Actor AN =
            new Actor("u1", "Nguyễn Văn An", "o1", "10.0.0.7", "a1b2c3d4e5f6a7b8");
    private static final Actor BINH = new Actor("u2", "Bình", null, "10.0.0.8", "ffff");
    private static final Subject GATE =
            Subject.facility("f1", "Ánh Dương").camera("c1", "Cổng chính");
    private static final List<String> TEXTS =
            List.of(
                    "kind",
                    "user_id",
                    "person",
                    "organisation_id",
                    "address",
                    "session",
                    "facility_id",
                    "facility",
                    "camera_id",
                    "camera",
                    "detail",
                    "previous_hash",
                    "hash");
    private static final List<String> NUMBERS = List.of("at_us", "from_us", "to_us");

    @TempDir Path folder;
    private final TestTime time = new TestTime();
    private final MacKey key = Sealer.forThisRun(new SecureRandom()).macKey("audit");

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Audit audit;

    abstract Database freshDatabase();

    @BeforeEach
    void open() throws IOException {
        database = freshDatabase();
        audit = Audit.open(database, anchor(), key, time);
    }

    @AfterEach
    void close() throws IOException {
        if (audit != null) {
            audit.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private void reopen() throws IOException {
        audit.close();
        audit = Audit.open(database, anchor(), key, time);
    }

    private Path anchor() {
        return folder.resolve("audit-anchor");
    }

    private static Entry view() {
        return Entry.of(AN, AuditKind.VIEW).about(GATE).between(5, 7).with("phase", "begin");
    }

    private void rows(int count) {
        for (int i = 0; i < count; i++) {
            time.passSeconds(1);
            audit.append(view().with("n", i));
        }
    }

    private void sql(String sql, Object... values) {
        database.write(c -> c.sql(sql).params(values).update());
    }

    private List<AuditRow> all() {
        return new AuditStore(database).from(0, 10_000);
    }

    private @Nullable Problem problem() throws IOException {
        // Pages of three, so that their borders are met.
        Verification found =
                new AuditVerifier(new AuditStore(database), new AnchorFile(anchor(), key), key, 3)
                        .verify();
        Problem problem = found.problem();
        if (problem != null) {
            assertThat(problem.sentence(Language.VI)).contains("" + problem.seq());
        }
        return problem;
    }

    private void finds(Fault fault, long seq) throws IOException {
        assertThat(problem()).isEqualTo(new Problem(fault, seq));
    }

    private void isWhole() throws IOException {
        assertThat(problem()).isNull();
    }

    @Test
    void chainsWhatItIsGivenAndFindsItWhole() throws IOException {
        isWhole();
        rows(7);
        isWhole();
        List<AuditRow> rows = all();
        assertThat(rows).hasSize(7).allMatch(AuditRow::intact);
        assertThat(rows.get(0).follows(Link.START)).isTrue();
        assertThat(rows.get(6).follows(rows.get(5).link())).isTrue();
        RowContent row = rows.get(6).content();
        assertThat(row.session()).isEqualTo("a1b2c3d4e5f6");
        assertThat(row.person()).isEqualTo("Nguyễn Văn An");
        assertThat(row.detail()).isEqualTo("{\"phase\":\"begin\",\"n\":6}");
        assertThat(rows.get(6).atUs()).isEqualTo(time.us());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(anchor())))
                .isEqualTo("rw-------");
        Verification found = audit.verify();
        assertThat(found).isEqualTo(new Verification(7, 1, 7, null));
        reopen();
        rows(1);
        isWhole();
    }

    @Test
    void takesWhateverStrangersType() throws IOException {
        audit.append(
                Entry.of(
                                Actor.unknown("a\0b\ud800\n" + "x".repeat(10_000), "::1"),
                                AuditKind.LOGIN_FAILED)
                        .with("long", "y".repeat(100_000))
                        .with("list", Collections.nCopies(1_000, "z".repeat(900))));
        RowContent row = all().getFirst().content();
        assertThat(row.person()).startsWith("a?b??xxx").hasSize(300);
        assertThat(row.detail()).hasSizeLessThan(20_000);
        isWhole();
    }

    @Test
    void namesEveryRowAndColumnThatWasChanged() throws IOException {
        rows(5);
        for (long seq = 1; seq <= 5; seq++) {
            for (String column : TEXTS) {
                String before = text(column, seq);
                char last = before.charAt(before.length() - 1);
                String changed = before.substring(0, before.length() - 1) + (char) (last ^ 1);
                sql("update audit set " + column + " = ? where seq = ?", changed, seq);
                assertThat(problem()).as(column).isEqualTo(new Problem(Fault.CHANGED, seq));
                sql("update audit set " + column + " = ? where seq = ?", before, seq);
            }
            for (String column : NUMBERS) {
                sql("update audit set " + column + " = " + column + " + 1 where seq = ?", seq);
                assertThat(problem()).as(column).isEqualTo(new Problem(Fault.CHANGED, seq));
                sql("update audit set " + column + " = " + column + " - 1 where seq = ?", seq);
            }
            sql("update audit set from_us = null where seq = ?", seq);
            finds(Fault.CHANGED, seq);
            sql("update audit set from_us = 5 where seq = ?", seq);
            sql("update audit set seq = seq + 64 where seq = ?", seq);
            finds(Fault.MISSING, seq);
            sql("update audit set seq = seq - 64 where seq = ?", seq + 64);
            isWhole();
        }
    }

    private String text(String column, long seq) {
        return database.read(c ->
                c.sql("select " + column + " from audit where seq = ?")
                        .param(seq)
                        .query(String.class)
                        .single());
    }

    @Test
    void namesARemovedRow() throws IOException {
        rows(7);
        sql("delete from audit where seq = 4");
        finds(Fault.MISSING, 4);
        sql("delete from audit where seq = 1");
        finds(Fault.MISSING, 1);
    }

    @Test
    void namesTwoRowsThatWereSwapped() throws IOException {
        rows(5);
        sql("update audit set seq = 99 where seq = 2");
        sql("update audit set seq = 2 where seq = 3");
        sql("update audit set seq = 3 where seq = 99");
        finds(Fault.CHANGED, 2);
    }

    @Test
    void namesARemovedTail() throws IOException {
        rows(6);
        sql("delete from audit where seq > 4");
        finds(Fault.TAIL_REMOVED, 5);
        // Even when the database's own note is made to fit.
        Link last = all().getLast().link();
        sql("update audit_head set seq = ?, hash = ?", last.seq(), last.hash());
        finds(Fault.TAIL_REMOVED, 5);
    }

    @Test
    void namesARowPutBehindTheEnd() throws IOException {
        rows(3);
        insert(AuditRow.after(audit.last(), time.us(), view().content()));
        finds(Fault.INSERTED, 4);
    }

    @Test
    void namesARowPutBetween() throws IOException {
        rows(5);
        List<AuditRow> rows = all();
        sql("delete from audit where seq > 2");
        insert(AuditRow.after(rows.get(1).link(), time.us(), view().content()));
        for (AuditRow row : rows.subList(2, 5)) {
            insert(
                    new AuditRow(
                            row.seq() + 1,
                            row.atUs(),
                            row.content(),
                            row.previousHash(),
                            row.hash()));
        }
        finds(Fault.CHANGED, 4);
    }

    @Test
    void namesTheRowAfterOneThatWasReplacedWithAFittingHash() throws IOException {
        rows(5);
        AuditRow second = all().get(1);
        sql("delete from audit where seq = 3");
        insert(AuditRow.after(second.link(), time.us(), view().with("n", "other").content()));
        finds(Fault.UNLINKED, 4);
    }

    @Test
    void findsALogThatWasWrittenAnewAltogether() throws IOException {
        rows(5);
        sql("delete from audit where seq > 2");
        Link last = all().getLast().link();
        for (int i = 0; i < 3; i++) {
            AuditRow row = AuditRow.after(last, time.us(), view().with("n", "new").content());
            insert(row);
            last = row.link();
        }
        sql("update audit_head set seq = ?, hash = ?", last.seq(), last.hash());
        finds(Fault.REWRITTEN, 5);
    }

    @Test
    void namesAChangedNoteOfTheEnd() throws IOException {
        rows(2);
        sql("update audit_head set hash = ?", "0".repeat(64));
        finds(Fault.HEAD_CHANGED, 2);
    }

    private void insert(AuditRow row) {
        RowContent content = row.content();
        sql(
                "insert into audit (seq, at_us, kind, user_id, person, organisation_id, address,"
                        + " session, facility_id, facility, camera_id, camera, from_us, to_us,"
                        + " detail, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?)",
                row.seq(),
                row.atUs(),
                content.kind(),
                Objects.requireNonNull(content.userId()),
                Objects.requireNonNull(content.person()),
                Objects.requireNonNull(content.organisationId()),
                Objects.requireNonNull(content.address()),
                Objects.requireNonNull(content.session()),
                Objects.requireNonNull(content.facilityId()),
                Objects.requireNonNull(content.facility()),
                Objects.requireNonNull(content.cameraId()),
                Objects.requireNonNull(content.camera()),
                Objects.requireNonNull(content.fromUs()),
                Objects.requireNonNull(content.toUs()),
                content.detail(),
                row.previousHash(),
                row.hash());
    }

    @Test
    void namesAForgedAnchorAndRemembersItAfterAStart() throws IOException {
        rows(3);
        byte[] bytes = Files.readAllBytes(anchor());
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Files.write(anchor(), changed);
            finds(Fault.ANCHOR_FORGED, 3);
        }
        Files.write(anchor(), new byte[0]);
        finds(Fault.ANCHOR_FORGED, 3);
        reopen();
        rows(2);
        finds(Fault.ANCHOR_FORGED_ONCE, 3);
        reopen();
        finds(Fault.ANCHOR_FORGED_ONCE, 3);
    }

    @Test
    void namesAMissingAnchorAndRemembersItAfterAStart() throws IOException {
        rows(3);
        Files.delete(anchor());
        finds(Fault.ANCHOR_MISSING, 3);
        reopen();
        finds(Fault.ANCHOR_MISSING_ONCE, 3);
    }

    @Test
    void takesNoAnchorOfAnotherKey() throws IOException {
        rows(1);
        new AnchorFile(anchor(), Sealer.forThisRun(new SecureRandom()).macKey("audit"))
                .write(new Anchor(audit.last(), null));
        finds(Fault.ANCHOR_FORGED, 1);
    }

    @Test
    void takesRowsThatACrashLeftBehindTheAnchor() throws IOException {
        rows(3);
        byte[] before = Files.readAllBytes(anchor());
        rows(2);
        Files.write(anchor(), before);
        isWhole();
        reopen();
        rows(1);
        isWhole();
    }

    @Test
    void remembersATailThatWasRemovedWhileItRan() throws IOException {
        rows(5);
        sql("delete from audit where seq > 3");
        Link last = all().getLast().link();
        sql("update audit_head set seq = ?, hash = ?", last.seq(), last.hash());
        rows(4);
        assertThat(all()).hasSize(7);
        finds(Fault.REMOVED_ONCE, 4);
        reopen();
        rows(1);
        finds(Fault.REMOVED_ONCE, 4);
    }

    @Test
    void remembersATailThatWasRemovedWhileItWasStopped() throws IOException {
        rows(5);
        audit.close();
        sql("delete from audit where seq > 3");
        Link last = all().getLast().link();
        sql("update audit_head set seq = ?, hash = ?", last.seq(), last.hash());
        audit = Audit.open(database, anchor(), key, time);
        rows(4);
        finds(Fault.REMOVED_ONCE, 4);
    }

    @Test
    void keepsOneChainUnderEightWriters() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                int writer = i;
                writers.add(
                        threads.submit(() -> {
                            for (int n = 0; n < 25; n++) {
                                audit.append(view().with("writer", writer).with("n", n));
                            }
                        }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(all()).hasSize(200);
        isWhole();
    }

    @Test
    void keepsOneChainUnderTwoServers() throws Exception {
        try (Audit second = Audit.open(database, folder.resolve("other-anchor"), key, time);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> writers = new ArrayList<>();
            for (Audit writer : List.of(audit, second)) {
                writers.add(
                        threads.submit(() -> {
                            for (int n = 0; n < 50; n++) {
                                writer.append(view());
                            }
                        }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(all()).hasSize(100);
        isWhole();
    }

    @Test
    void refusesWhenItCannotRecord() throws IOException {
        rows(2);
        sql("alter table audit rename to elsewhere");
        assertThatThrownBy(() -> audit.append(view()))
                .isInstanceOf(AuditUnavailableException.class);
        sql("alter table elsewhere rename to audit");
        assertThat(all()).hasSize(2);
        assertThat(new AuditStore(database).head().last()).isEqualTo(audit.last());
        rows(1);
        isWhole();
    }

    @Test
    void cutsWhatIsTooOldInStepsAndStaysWhole() throws IOException {
        audit.append(Collections.nCopies(2_500, Draft.of(view().content())));
        time.passDays(100);
        rows(3);
        assertThat(audit.cut(0, time.us())).isFalse();
        assertThat(audit.cut(101, time.us())).isFalse();
        assertThat(all()).hasSize(2_503);
        assertThat(audit.cut(90, time.us())).isTrue();
        isWhole();
        assertThat(audit.cut(90, time.us())).isTrue();
        isWhole();
        assertThat(audit.cut(90, time.us())).isFalse();
        assertThat(audit.cut(90, time.us())).isFalse();
        isWhole();
        Verification found = audit.verify();
        assertThat(found).isEqualTo(new Verification(6, 2_501, 2_506, null));
        RowContent cut = all().getLast().content();
        assertThat(cut.kind()).isEqualTo("log-cut");
        assertThat(cut.detail()).contains("\"firstSeq\":2001,\"lastSeq\":2500,\"rows\":500");
        reopen();
        rows(1);
        isWhole();
    }

    @Test
    void cutsEvenTheLastRow() throws IOException {
        rows(3);
        time.passDays(200);
        audit.cut(90, time.us());
        assertThat(audit.verify()).isEqualTo(new Verification(1, 4, 4, null));
        reopen();
        rows(1);
        isWhole();
    }

    @Test
    void findsABaseThatWasMoved() throws IOException {
        rows(6);
        Link third = all().get(2).link();
        sql("delete from audit where seq <= 3");
        finds(Fault.MISSING, 1);
        sql("update audit_head set base_seq = 4, base_hash = ?", third.hash());
        finds(Fault.BASE_MOVED, 4);
    }

    @Test
    void takesNoCutThatSomebodyElseWrote() throws IOException {
        rows(6);
        Link third = all().get(2).link();
        MacKey other = Sealer.forThisRun(new SecureRandom()).macKey("audit");
        AuditRow forged =
                AuditRow.after(
                        audit.last(), time.us(), CutProof.content(new Cut(1, 3, third), other));
        sql(
                "insert into audit (seq, at_us, kind, detail, previous_hash, hash) values (?, ?, ?,"
                        + " ?, ?, ?)",
                forged.seq(),
                forged.atUs(),
                forged.content().kind(),
                forged.content().detail(),
                forged.previousHash(),
                forged.hash());
        sql("update audit_head set seq = ?, hash = ?", forged.seq(), forged.hash());
        isWhole();
        sql("delete from audit where seq <= 3");
        sql("update audit_head set base_seq = 4, base_hash = ?", third.hash());
        finds(Fault.BASE_MOVED, 4);
    }

    @Test
    void findsAMovedBaseAfterATrueCutToo() throws IOException {
        rows(3);
        time.passDays(100);
        rows(3);
        audit.cut(90, time.us());
        isWhole();
        Link fourth = all().getFirst().link();
        sql("delete from audit where seq = 4");
        sql("update audit_head set base_seq = 5, base_hash = ?", fourth.hash());
        finds(Fault.BASE_MOVED, 5);
    }

    @Test
    void cutsNoDamagedRows() throws IOException {
        rows(5);
        sql("update audit set person = 'X' where seq = 2");
        time.passDays(100);
        assertThat(audit.cut(90, time.us())).isFalse();
        assertThat(all()).hasSize(5);
        finds(Fault.CHANGED, 2);
    }

    @Test
    void forgetsAnIncidentOnceItsRowsAreCut() throws IOException {
        rows(2);
        Files.delete(anchor());
        reopen();
        finds(Fault.ANCHOR_MISSING_ONCE, 2);
        time.passDays(100);
        audit.cut(90, time.us());
        isWhole();
    }

    @Test
    void findsRowsByWhatTheyAreAbout() {
        audit.append(view());
        time.passSeconds(10);
        audit.append(Entry.of(BINH, AuditKind.LOGIN));
        time.passSeconds(10);
        audit.append(Entry.of(BINH, AuditKind.FACILITY_CHANGED).about(Subject.facility("f2", "B")));
        long start = TestTime.START_US;
        assertThat(seqs(AuditFilter.ALL)).containsExactly(3L, 2L, 1L);
        assertThat(seqs(new AuditFilter("u2", null, null, null, null, null)))
                .containsExactly(3L, 2L);
        assertThat(seqs(new AuditFilter("Bình", null, null, null, null, null)))
                .containsExactly(3L, 2L);
        assertThat(seqs(new AuditFilter(null, "c1", null, null, null, null))).containsExactly(1L);
        assertThat(seqs(new AuditFilter(null, null, "f2", null, null, null))).containsExactly(3L);
        assertThat(seqs(new AuditFilter(null, null, null, "login", null, null)))
                .containsExactly(2L);
        assertThat(
                        seqs(
                                new AuditFilter(
                                        null,
                                        null,
                                        null,
                                        null,
                                        start + 10_000_000,
                                        start + 20_000_000)))
                .containsExactly(2L);
        assertThat(audit.newest(AuditFilter.ALL, 3, 1))
                .extracting(AuditRow::seq)
                .containsExactly(2L);
    }

    private List<Long> seqs(AuditFilter filter) {
        return audit.newest(filter, Long.MAX_VALUE, 100).stream().map(AuditRow::seq).toList();
    }
}
