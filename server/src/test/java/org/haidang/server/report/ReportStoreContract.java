package org.haidang.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.DispatchNumber;
import org.haidang.programme.dispatch.Task;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.report.Remaining;
import org.haidang.programme.report.Report;
import org.haidang.programme.report.ReportFigures;
import org.haidang.programme.report.ReportKind;
import org.haidang.programme.report.ReportState;
import org.haidang.programme.report.ReportText;
import org.haidang.programme.report.Signer;
import org.haidang.programme.report.Split;
import org.haidang.programme.report.Step;
import org.haidang.server.report.store.ReportStore;
import org.haidang.server.report.store.ReportStore.Act;
import org.haidang.server.report.store.ReportStore.FileRow;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeping reports must do on every database. */
abstract class ReportStoreContract {
    private static final Signer LAN = new Signer("u1", "Lê Thị Lan");
    private static final Instant AT = Instant.parse("2021-05-14T09:30:00.123456Z");
    private static final Deadline DEADLINE =
            new Deadline(
                    "trước ngày 15/5/2021",
                    Instant.parse("2021-05-14T17:00:00Z"),
                    Deadline.Edge.BEFORE);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private ReportStore store;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        store = new ReportStore(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private static StoredReport draft(String id) {
        ReportFigures figures =
                new ReportFigures(
                        AT,
                        "tỉnh Ninh Thuận",
                        Map.of(Step.REGISTERED, new Split(1, 0, 0, 1)),
                        new ReportFigures.Cameras(3, 2, 0, null),
                        List.of(
                                remaining("Trường \"Ví Dụ\"", null),
                                remaining("Khách sạn", ReasonCode.LOCKED)));
        Dispatch letter =
                new Dispatch(
                        new DispatchNumber("2220/UBND-KTTH"),
                        Dispatch.Kind.LETTER,
                        LocalDate.of(2021, 5, 10),
                        "Ủy ban nhân dân tỉnh Ninh Thuận",
                        Dispatch.Urgency.URGENT,
                        List.of(),
                        List.of("Sở Y tế"),
                        List.of(new Task("2", "Sở Y tế", "khảo sát", DEADLINE)),
                        List.of());
        return new StoredReport(
                id,
                1,
                Report.draft(
                        ReportKind.BY_DEADLINE,
                        DEADLINE,
                        figures,
                        new ReportText("Kết quả", "Một\nHai", "")),
                ReportRows.sha256(ReportRows.json(figures)),
                List.of(letter),
                Set.of("f1", "f2"),
                Frame.of("Sở Thông tin và Truyền thông", "Ninh Thuận"),
                ReportRows.us(AT));
    }

    private static Remaining remaining(String name, @Nullable ReasonCode reason) {
        return new Remaining(name, Step.CONTACT_NAMED, reason, "", "Bộ Chỉ huy Quân sự tỉnh", "");
    }

    private static Act act(StoredReport report, String name) {
        return new Act(report.id(), report.revision(), 1, name, LAN.id(), LAN.name(), "");
    }

    private void add(StoredReport report) {
        store.add(ReportRows.row(report, LAN, report.createdUs()), act(report, "DRAFTED"));
    }

    private StoredReport read(String id) {
        return ReportRows.stored(store.byId(id).orElseThrow());
    }

    @Test
    void givesBackWhatWasPutIn() {
        add(draft("r1"));
        assertThat(read("r1")).isEqualTo(draft("r1"));
        assertThat(store.acts("r1")).containsExactly(act(draft("r1"), "DRAFTED"));
        assertThat(store.byId("r2")).isEmpty();
    }

    @Test
    void keepsEveryStateOfItsLife() {
        StoredReport report = draft("r1");
        add(report);
        for (ReportState state :
                List.of(
                        new ReportState.Submitted(AT, LAN),
                        new ReportState.Returned(AT, LAN, "Thiếu"),
                        new ReportState.Approved(AT, LAN),
                        new ReportState.Issued(AT, LAN, 45, LocalDate.of(2021, 5, 14)))) {
            Report now = report.report();
            report =
                    report.next(
                            new Report(
                                    now.kind(), now.deadline(), now.figures(), now.text(), state),
                            report.frame());
            assertThat(change(report, List.of())).isTrue();
            assertThat(read("r1").report().state()).isEqualTo(state);
        }
        assertThat(store.acts("r1")).hasSize(5);
    }

    private boolean change(StoredReport report, List<FileRow> files) {
        return store.change(ReportRows.row(report, LAN, 1), act(report, "X"), files);
    }

    @Test
    void letsOnlyOneOfTwoChangeTheSameRevision() {
        StoredReport draft = draft("r1");
        add(draft);
        StoredReport next = draft.next(draft.report(), draft.frame());
        assertThat(change(next, List.of())).isTrue();
        assertThat(change(next, List.of())).isFalse();
        assertThat(store.acts("r1")).hasSize(2);
    }

    @Test
    void keepsIssuedFilesByteByByte() {
        StoredReport draft = draft("r1");
        add(draft);
        byte[] bytes = new byte[70_000];
        new java.util.Random(1).nextBytes(bytes);
        FileRow file = new FileRow("pdf", ReportRows.sha256(bytes), bytes);
        assertThat(change(draft.next(draft.report(), draft.frame()), List.of(file))).isTrue();
        FileRow read = store.file("r1", "pdf").orElseThrow();
        assertThat(read.bytes()).isEqualTo(bytes);
        assertThat(read.sha256()).isEqualTo(file.sha256());
        assertThat(store.file("r1", "docx")).isEmpty();
    }

    @Test
    void listsTheNewestFirstAndNoMoreThanAsked() {
        add(draft("r1"));
        add(draft("r2"));
        add(draft("r3"));
        assertThat(store.newest(2)).extracting(row -> row.id()).containsExactly("r3", "r2");
    }

    @Test
    void refusesFiguresThatWereChangedBehindItsBack() {
        add(draft("r1"));
        database.write(c ->
                c.sql("update reports set figures = replace(figures, 'Khách', 'khách')").update());
        assertThatThrownBy(() -> read("r1")).hasMessageContaining("figures were changed");
    }
}
