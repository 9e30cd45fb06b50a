package org.haidang.server.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.report.Report;
import org.haidang.programme.report.ReportKind;
import org.haidang.programme.report.ReportText;
import org.haidang.programme.report.Signer;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.report.ReportPaper.Format;
import org.haidang.server.report.store.ReportRow;
import org.haidang.server.report.store.ReportStore;
import org.haidang.server.report.store.ReportStore.Act;
import org.haidang.server.report.store.ReportStore.FileRow;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Keeps reports and moves them as {@link Report} allows. Whoever calls has asked for the right and
 * written the audit log. Thread-safe; of two who change the same report, the second is told.
 */
public final class Reports {
    /** Reports that a list holds; older ones are found by search. */
    public static final int MAX_LISTED = 500;

    private static final Sentence MEANWHILE =
            new Sentence(
                    "Người khác vừa sửa báo cáo này. Hãy tải lại rồi sửa tiếp; phần bạn viết vẫn"
                            + " còn trên màn hình.",
                    "Somebody else has just changed this report. Load it again and go on; what you"
                            + " wrote is still on the screen.");

    private final ReportStore store;
    private final Figures figures;
    private final ReportKnowledge knowledge;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;

    public Reports(
            ReportStore store,
            CameraRegistry registry,
            Lives lives,
            ReportKnowledge knowledge,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.figures = new Figures(registry, lives, knowledge, clock);
        this.knowledge = knowledge;
        this.news = news;
        this.random = random;
        this.clock = clock;
    }

    public ReportKnowledge knowledge() {
        return knowledge;
    }

    /** The programme's time: in an exercise not the real one. */
    public Instant now() {
        return clock.instant();
    }

    // ---- asking

    /** Newest first, at most {@link #MAX_LISTED}. */
    public List<StoredReport> newest() {
        return store.newest(MAX_LISTED).stream().map(ReportRows::stored).toList();
    }

    public Optional<StoredReport> byId(String id) {
        return store.byId(id).map(ReportRows::stored);
    }

    /** What happened to it, oldest first. */
    public List<Act> acts(String id) {
        return store.acts(id);
    }

    // ---- drafting

    /**
     * What a draft is made of.
     *
     * @param cutOff null for now
     */
    public record Order(
            ReportKind kind,
            @Nullable Deadline deadline,
            @Nullable Instant cutOff,
            ReportText text,
            Frame frame,
            List<Dispatch> letters) {}

    /**
     * Takes the figures and makes a draft of them, which is not kept yet: its hash belongs into the
     * audit log first.
     *
     * @param counted which facilities it is about
     * @throws StepRefusedException if the cut-off lies in the future
     */
    public StoredReport draft(Order order, Predicate<Facility> counted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant cutOff = order.cutOff() == null ? now : order.cutOff();
        if (cutOff.isAfter(now)) {
            throw new StepRefusedException(
                    new Sentence(
                            "Thời điểm chốt số liệu chưa đến.", "The cut-off has not come yet."));
        }
        Figures.Taken taken = figures.at(cutOff, order.frame().area(), counted);
        Report report = Report.draft(order.kind(), order.deadline(), taken.figures(), order.text());
        return new StoredReport(
                Ids.next(ReportRows.us(now), random),
                1,
                report,
                ReportRows.sha256(ReportRows.json(taken.figures())),
                order.letters(),
                taken.facilities(),
                order.frame(),
                ReportRows.us(now));
    }

    public void keep(StoredReport draft, Signer by) {
        store.add(
                ReportRows.row(draft, by, draft.createdUs()),
                act(draft, draft.createdUs(), "DRAFTED", by, ""));
        news.tell(Topic.REPORT, null);
    }

    // ---- acting

    /**
     * An act that the rules allow and that is not kept yet.
     *
     * @param name of the act in the history
     */
    public record Step(StoredReport after, String name, String words, Instant at) {}

    public Step write(StoredReport before, ReportText text, Frame frame) {
        return step(before, frame, "WRITTEN", "", (report, at) -> report.write(text));
    }

    public Step submit(StoredReport before, Signer by) {
        return step(before, "SUBMITTED", "", (report, at) -> report.submit(at, by));
    }

    public Step sendBack(StoredReport before, Signer by, String reason) {
        return step(before, "RETURNED", reason, (report, at) -> report.sendBack(at, by, reason));
    }

    public Step approve(StoredReport before, Signer by) {
        return step(before, "APPROVED", "", (report, at) -> report.approve(at, by));
    }

    public Step issue(StoredReport before, Signer by, int number, LocalDate date) {
        return step(
                before,
                "ISSUED",
                Integer.toString(number),
                (report, at) -> report.issue(at, by, number, date));
    }

    private interface Rule {
        Report.Outcome apply(Report report, Instant at);
    }

    private Step step(StoredReport before, String name, String words, Rule rule) {
        return step(before, before.frame(), name, words, rule);
    }

    private Step step(StoredReport before, Frame frame, String name, String words, Rule rule) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (rule.apply(before.report(), now)) {
            case Report.Refused(Sentence reason) -> throw new StepRefusedException(reason);
            case Report.Done(Report after) -> new Step(before.next(after, frame), name, words, now);
        };
    }

    /**
     * Keeps an act; an issue with the bytes of all its papers.
     *
     * @throws StepRefusedException if somebody else was faster
     */
    public StoredReport keep(Step step, Signer by) {
        StoredReport after = step.after();
        long atUs = ReportRows.us(step.at());
        ReportRow row = ReportRows.row(after, by, atUs);
        List<FileRow> files = step.name().equals("ISSUED") ? papers(after) : List.of();
        if (!store.change(row, act(after, atUs, step.name(), by, step.words()), files)) {
            throw new StepRefusedException(MEANWHILE);
        }
        news.tell(Topic.REPORT, null);
        return after;
    }

    /** Throws unless a person has seen the newest. */
    public void needRevision(StoredReport report, long seen) {
        if (report.revision() != seen) {
            throw new StepRefusedException(MEANWHILE);
        }
    }

    private static Act act(StoredReport report, long atUs, String name, Signer by, String words) {
        return new Act(report.id(), report.revision(), atUs, name, by.id(), by.name(), words);
    }

    // ---- papers

    /** The paper as it was issued; as it would be now before that. */
    public FileRow paper(StoredReport report, Format format) {
        return store.file(report.id(), format.id()).orElseGet(() -> made(report, format));
    }

    private static List<FileRow> papers(StoredReport report) {
        List<FileRow> files = new ArrayList<>();
        for (Format format : Format.values()) {
            files.add(made(report, format));
        }
        return files;
    }

    private static FileRow made(StoredReport report, Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ReportPaper.write(report, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = out.toByteArray();
        return new FileRow(format.id(), ReportRows.sha256(bytes), bytes);
    }
}
