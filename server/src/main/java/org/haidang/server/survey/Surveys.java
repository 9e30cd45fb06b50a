package org.haidang.server.survey;

import java.math.RoundingMode;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityLife;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ZoneSufficiency.Layout;
import org.haidang.programme.survey.Answer;
import org.haidang.programme.survey.AnswerKind;
import org.haidang.programme.survey.AnswerReading;
import org.haidang.programme.survey.Answers;
import org.haidang.programme.survey.Author;
import org.haidang.programme.survey.Entry;
import org.haidang.programme.survey.Evaluation;
import org.haidang.programme.survey.Gap;
import org.haidang.programme.survey.Gaps;
import org.haidang.programme.survey.Operation;
import org.haidang.programme.survey.Party;
import org.haidang.programme.survey.Proposal;
import org.haidang.programme.survey.Question;
import org.haidang.programme.survey.SiteField;
import org.haidang.programme.survey.Source;
import org.haidang.programme.survey.Survey;
import org.haidang.programme.survey.SurveyLife;
import org.haidang.programme.survey.SurveyStage;
import org.haidang.programme.survey.SurveyState;
import org.haidang.programme.survey.Verdict;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Ids;
import org.haidang.server.survey.store.OperationRow;
import org.haidang.server.survey.store.PhotoRow;
import org.haidang.server.survey.store.SurveyRow;
import org.haidang.server.survey.store.SurveyStore;
import org.haidang.server.survey.store.UplinkRow;
import org.haidang.server.survey.store.VersionRow;
import org.jspecify.annotations.Nullable;

/**
 * All surveys. Changes are made one at a time: a survey is a few people's work, and the order of
 * their answers must be one. Refusals are {@link StepRefusedException} with the rule's sentence.
 * Thread-safe.
 */
public final class Surveys {
    public static final int MAX_BATCH = 500;

    /** A large site answered ten times over. */
    public static final int MAX_OPERATIONS = 50_000;

    private static final int MAX_UPLINKS = 50;
    private static final int MAX_PATHS_IN_AUDIT = 50;

    private final SurveyStore store;
    private final SurveyPhotos photos;
    private final Lives lives;
    private final CameraRegistry registry;
    private final Audit audit;
    private final News news;
    private final Function<String, Optional<Layout>> layouts;
    private final SecureRandom random;
    private final InstantSource clock;

    /**
     * @param layouts blocks and floors of a facility, as far as its profile has them
     */
    public Surveys(
            SurveyStore store,
            SurveyPhotos photos,
            Lives lives,
            CameraRegistry registry,
            Audit audit,
            News news,
            Function<String, Optional<Layout>> layouts,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.photos = photos;
        this.lives = lives;
        this.registry = registry;
        this.audit = audit;
        this.news = news;
        this.layouts = layouts;
        this.random = random;
        this.clock = clock;
    }

    // ---- reading

    public List<SurveyRow> all() {
        return store.all();
    }

    public Optional<SurveyRow> byId(String id) {
        return store.byId(id);
    }

    public Optional<SurveyRow> ofFacility(String facilityId) {
        return store.ofFacility(facilityId);
    }

    /** The whole survey as it is now. */
    public SurveyView view(SurveyRow row) {
        List<VersionRow> versions = store.versions(row.id(), row.facilityId());
        List<OperationRow> operations = store.operations(row.id());
        Long end = versions.getFirst().endPosition();
        Answers answers = answers(operations, end);
        return new SurveyView(
                row,
                answers,
                end == null
                        ? List.of()
                        : operations.stream().filter(one -> one.position() > end).toList(),
                versions,
                Gaps.of(answers),
                Proposal.of(answers),
                store.photos(row.id()),
                store.uplinks(row.id(), MAX_UPLINKS));
    }

    private static Answers answers(List<OperationRow> operations, @Nullable Long end) {
        return Answers.of(
                operations.stream()
                        .filter(one -> end == null || one.position() <= end)
                        .map(OperationRow::operation)
                        .toList());
    }

    /**
     * The uplink as the newest version of a facility's survey has it, kbit/s; empty where nobody
     * measured, or two answers contradict each other.
     */
    public Optional<Integer> uplinkKbps(String facilityId) {
        return store.ofFacility(facilityId)
                .map(row -> {
                    Long end = store.versions(row.id(), row.facilityId()).getFirst().endPosition();
                    return answers(store.operations(row.id()), end).site(SiteField.UP_MBPS);
                })
                .filter(Answer.Number.class::isInstance)
                .map(answer ->
                        ((Answer.Number) answer)
                                .value()
                                .movePointRight(3)
                                .setScale(0, RoundingMode.HALF_UP)
                                .intValueExact());
    }

    // ---- beginning

    /**
     * Begins the survey of a facility, or its next version. What stands already is given back as it
     * is.
     */
    public synchronized SurveyRow begin(String facilityId, Actor by) {
        Optional<SurveyRow> there = store.ofFacility(facilityId);
        if (there.isPresent() && there.get().stage() != SurveyStage.EVALUATED) {
            return there.get();
        }
        requireMayBeSurveyed(facilityId);
        if (there.isPresent()) {
            VersionRow newest = store.versions(there.get().id(), facilityId).getFirst();
            Survey next = done(SurveyLife.next(newest.survey()));
            write(by, AuditKind.SURVEY_CHANGED, facilityId, Map.of("begun", next.reference()));
            return keep(next, List.of(version(next, null)), List.of());
        }
        Survey first = Survey.first(Ids.next(nowUs(), random), facilityId);
        write(by, AuditKind.SURVEY_CHANGED, facilityId, Map.of("begun", first.reference()));
        SurveyRow row = keep(first, List.of(version(first, null)), List.of());
        return takeLayout(row, by);
    }

    /**
     * Blocks and floors as the registry has them, so that nobody types them twice; whoever is there
     * corrects them like any other answer.
     */
    private SurveyRow takeLayout(SurveyRow row, Actor by) {
        Optional<Layout> known = layouts.apply(row.facilityId());
        if (known.isEmpty()) {
            return row;
        }
        Question question = new Question.OfSite(SiteField.LAYOUT);
        Answer answer = new Answer.Blocks(known.get());
        boolean readsTheSame =
                question.read(answer.text()) instanceof AnswerReading.Read(Answer read)
                        && read.equals(answer);
        if (readsTheSame) {
            Typed typed =
                    new Typed(
                            Ids.next(nowUs(), random),
                            question.path(),
                            0,
                            false,
                            answer.text(),
                            clock.instant());
            take(row.id(), List.of(typed), Source.REGISTRY, by);
        }
        return store.byId(row.id()).orElseThrow();
    }

    /** From a plan on, a facility has left its survey behind. */
    private void requireMayBeSurveyed(String facilityId) {
        FacilityStage stage = lives.facility(facilityId).state().stage();
        switch (stage) {
            case REGISTERED, CONTACT_NAMED, SURVEYED, CONDITIONAL, NOT_ELIGIBLE -> {}
            case ELIGIBLE,
                    PLAN_APPROVED,
                    CONNECTING,
                    CONNECTED,
                    OPERATING,
                    DEGRADED,
                    LOST,
                    SUSPENDED,
                    CLOSED ->
                    throw refused(
                            "Cơ sở đã qua bước khảo sát nên không lập phiếu mới được.",
                            "The facility is past its survey; no new one can begin.");
        }
    }

    private VersionRow version(Survey survey, @Nullable Long end) {
        return new VersionRow(survey, nowUs(), end);
    }

    // ---- answering

    /**
     * Takes answers of one person, in their order. Each is kept, or refused with a reason; the same
     * one sent again changes nothing.
     */
    public synchronized List<Taken> answer(String surveyId, List<Typed> typed, Actor by) {
        return take(surveyId, typed, Source.HAND, by);
    }

    /**
     * Takes what an automatic test measured: a different answer typed by a person stays beside it.
     *
     * @param measured text by path
     */
    public synchronized List<Taken> measured(
            String surveyId, Map<String, String> measured, Actor by) {
        SurveyRow row = store.byId(surveyId).orElseThrow();
        Answers answers = answers(store.operations(surveyId), null);
        Instant now = clock.instant();
        List<Typed> typed = new ArrayList<>();
        for (var one : measured.entrySet()) {
            if (Question.at(one.getKey()) instanceof Question.Asked(Question question)) {
                var slot = answers.slot(question);
                boolean ours =
                        !slot.disputed()
                                && slot.standing().stream()
                                        .allMatch(entry -> entry.source() == Source.TEST);
                int base = ours ? slot.version() : 0;
                String id = Ids.next(nowUs(), random);
                typed.add(new Typed(id, one.getKey(), base, false, one.getValue(), now));
            }
        }
        return take(row.id(), typed, Source.TEST, by);
    }

    private List<Taken> take(String surveyId, List<Typed> typed, Source source, Actor by) {
        if (typed.size() > MAX_BATCH) {
            throw new IllegalArgumentException(typed.size() + " operations at once");
        }
        SurveyRow row = store.byId(surveyId).orElseThrow();
        VersionRow newest = store.versions(surveyId, row.facilityId()).getFirst();
        List<OperationRow> before = store.operations(surveyId);
        boolean late = newest.endPosition() != null;
        // Late answers are tried on all there is, so that they are told apart once and for ever.
        Answers answers = answers(before, null);
        Set<String> known = new HashSet<>();
        before.forEach(one -> known.add(one.operation().id()));
        Set<String> inTime = inTime(before, newest.endPosition());
        long position = before.isEmpty() ? 0 : before.getLast().position();
        List<OperationRow> kept = new ArrayList<>();
        List<Taken> results = new ArrayList<>();
        for (Typed one : typed) {
            if (before.size() + kept.size() >= MAX_OPERATIONS) {
                results.add(refusal(one, full()));
                continue;
            }
            switch (operation(one, source, author(by))) {
                case Read(Operation operation) -> {
                    Answers.Outcome outcome = answers.apply(operation);
                    results.add(
                            result(operation, outcome, late && !inTime.contains(operation.id())));
                    if (known.add(operation.id()) && !(outcome instanceof Answers.Refused)) {
                        kept.add(new OperationRow(++position, operation, nowUs()));
                    }
                }
                case NotRead(Sentence reason) -> results.add(refusal(one, reason));
            }
        }
        if (!kept.isEmpty()) {
            write(by, AuditKind.SURVEY_CHANGED, row.facilityId(), detail(newest.survey(), kept));
            Answers standing = late ? answers(before, newest.endPosition()) : answers;
            store.put(
                    summary(newest.survey(), standing, row.late() + (late ? kept.size() : 0), row),
                    List.of(),
                    kept);
            news.tell(Topic.SURVEY, row.facilityId());
        }
        return results;
    }

    /** Those that were part of the version when it was submitted: sent again they are not late. */
    private static Set<String> inTime(List<OperationRow> operations, @Nullable Long end) {
        Set<String> ids = new HashSet<>();
        for (OperationRow one : operations) {
            if (end == null || one.position() <= end) {
                ids.add(one.operation().id());
            }
        }
        return ids;
    }

    private sealed interface Reading {}

    private record Read(Operation operation) implements Reading {}

    private record NotRead(Sentence reason) implements Reading {}

    private static Reading operation(Typed typed, Source source, Author by) {
        if (!Operation.ID.matcher(typed.id()).matches() || typed.baseVersion() < 0) {
            return new NotRead(
                    new Sentence(
                            "Mã thao tác không hợp lệ; hãy tải lại trang.",
                            "The operation's id is not valid; reload the page."));
        }
        return switch (Question.at(typed.path())) {
            case Question.NotAsked(Sentence reason) -> new NotRead(reason);
            case Question.Asked(Question question) ->
                    switch (typed.notKnown()
                            ? AnswerKind.unknown(typed.text())
                            : question.read(typed.text())) {
                        case AnswerReading.Refused(Sentence reason) -> new NotRead(reason);
                        case AnswerReading.Read(Answer answer) ->
                                new Read(
                                        new Operation(
                                                typed.id(),
                                                question,
                                                typed.baseVersion(),
                                                new Entry(answer, by, typed.typedAt(), source)));
                    };
        };
    }

    private static Sentence full() {
        return new Sentence(
                "Phiếu đã có quá nhiều câu trả lời (" + MAX_OPERATIONS + ").",
                "The survey holds too many answers already (" + MAX_OPERATIONS + ").");
    }

    private static Taken refusal(Typed typed, Sentence reason) {
        return new Taken(typed.id(), Taken.Outcome.REFUSED, 0, reason);
    }

    private static Taken result(Operation operation, Answers.Outcome outcome, boolean late) {
        return switch (outcome) {
            case Answers.Taken(int version) ->
                    new Taken(
                            operation.id(),
                            late ? Taken.Outcome.LATE : Taken.Outcome.TAKEN,
                            version,
                            null);
            case Answers.Same(int version) ->
                    new Taken(operation.id(), Taken.Outcome.SAME, version, null);
            case Answers.Disputed(int version) ->
                    new Taken(
                            operation.id(),
                            late ? Taken.Outcome.LATE : Taken.Outcome.DISPUTED,
                            version,
                            null);
            case Answers.Refused(Sentence reason) ->
                    new Taken(operation.id(), Taken.Outcome.REFUSED, 0, reason);
        };
    }

    private static Map<String, Object> detail(Survey survey, List<OperationRow> kept) {
        return Map.of(
                "survey",
                survey.reference(),
                "answers",
                kept.size(),
                "fields",
                kept.stream()
                        .limit(MAX_PATHS_IN_AUDIT)
                        .map(one -> one.operation().question().path())
                        .toList());
    }

    // ---- the way of a version

    public synchronized SurveyRow submit(String surveyId, Actor by) {
        SurveyRow row = store.byId(surveyId).orElseThrow();
        VersionRow newest = store.versions(surveyId, row.facilityId()).getFirst();
        List<OperationRow> operations = store.operations(surveyId);
        Survey survey =
                done(
                        SurveyLife.submit(
                                newest.survey(),
                                answers(operations, newest.endPosition()),
                                author(by),
                                clock.instant()));
        write(by, AuditKind.SURVEY_CHANGED, row.facilityId(), stage(survey));
        long end = operations.isEmpty() ? 0 : operations.getLast().position();
        return keep(survey, List.of(new VersionRow(survey, newest.begunUs(), end)), operations);
    }

    /** The third signature also takes the facility to its stage. */
    public synchronized SurveyRow sign(String surveyId, Party party, Actor by) {
        SurveyRow row = store.byId(surveyId).orElseThrow();
        VersionRow newest = store.versions(surveyId, row.facilityId()).getFirst();
        Survey survey = done(SurveyLife.sign(newest.survey(), party, author(by), clock.instant()));
        FacilityEvidence evidence = SurveyLife.evidence(survey);
        if (evidence != null) {
            requireContact(row.facilityId());
        }
        write(
                by,
                AuditKind.SURVEY_SIGNED,
                row.facilityId(),
                Map.of("survey", survey.reference(), "party", party.name()));
        if (evidence != null) {
            move(row.facilityId(), FacilityStage.SURVEYED, by, evidence);
        }
        return keep(survey, List.of(changed(newest, survey)), store.operations(surveyId));
    }

    private void requireContact(String facilityId) {
        if (lives.facility(facilityId).state().stage() == FacilityStage.REGISTERED) {
            throw refused(
                    "Cơ sở chưa có đầu mối; hãy khai đầu mối trước khi Sở ký phiếu khảo sát.",
                    "The facility has no focal point yet; name it before the department signs.");
        }
    }

    /**
     * A step that was taken already, before a crash or by an earlier version, is not taken anew.
     */
    private void move(String facilityId, FacilityStage to, Actor by, FacilityEvidence evidence) {
        if (lives.facility(facilityId).state().stage() != to) {
            lives.advance(facilityId, to, by, evidence);
        }
    }

    /** Ends this version; the next begins at once, with every answer. */
    public synchronized SurveyRow sendBack(String surveyId, String reason, Actor by) {
        SurveyRow row = store.byId(surveyId).orElseThrow();
        VersionRow newest = store.versions(surveyId, row.facilityId()).getFirst();
        Survey back =
                done(SurveyLife.sendBack(newest.survey(), author(by), clock.instant(), reason));
        Survey next = done(SurveyLife.next(back));
        write(
                by,
                AuditKind.SURVEY_CHANGED,
                row.facilityId(),
                Map.of("survey", back.reference(), "sentBack", reason.strip()));
        return keep(
                next,
                List.of(changed(newest, back), version(next, null)),
                store.operations(surveyId));
    }

    /** What a person decides. */
    public record Decision(
            Verdict verdict,
            List<Finding> findings,
            String owner,
            @Nullable LocalDate escalateOn,
            String note) {}

    /** Decides what the survey amounts to, and moves the facility there. */
    public synchronized SurveyRow evaluate(String surveyId, Decision decision, Actor by) {
        SurveyRow row = store.byId(surveyId).orElseThrow();
        VersionRow newest = store.versions(surveyId, row.facilityId()).getFirst();
        List<OperationRow> operations = store.operations(surveyId);
        Proposal proposal = Proposal.of(answers(operations, newest.endPosition()));
        Evaluation evaluation =
                new Evaluation(
                        decision.verdict(),
                        decision.findings(),
                        decision.owner(),
                        decision.escalateOn(),
                        decision.note(),
                        author(by),
                        clock.instant());
        Survey survey = done(SurveyLife.evaluate(newest.survey(), proposal, evaluation));
        FacilityEvidence evidence = SurveyLife.evidence(survey);
        if (evidence == null) {
            throw new IllegalStateException("evaluated without evidence: " + survey.reference());
        }
        FacilityStage to = SurveyLife.stage(decision.verdict());
        requireStep(row.facilityId(), to, by, evidence);
        write(
                by,
                AuditKind.SURVEY_SIGNED,
                row.facilityId(),
                Map.of("survey", survey.reference(), "verdict", decision.verdict().name()));
        move(row.facilityId(), to, by, evidence);
        return keep(survey, List.of(changed(newest, survey)), operations);
    }

    /** Asks the facility's rules before anything is written. */
    private void requireStep(
            String facilityId, FacilityStage to, Actor by, FacilityEvidence evidence) {
        var state = lives.facility(facilityId).state();
        var person = new org.haidang.programme.facility.Actor.Person(author(by).name());
        if (state.stage() != to
                && FacilityLife.step(state, to, person, clock.instant(), evidence)
                        instanceof FacilityLife.Refused(Sentence reason)) {
            throw new StepRefusedException(reason);
        }
    }

    // ---- photos and the uplink

    /** Keeps a photo; one that is there already is given back. */
    public PhotoRow addPhoto(String surveyId, SurveyPhotos.Sent sent, Actor by)
            throws org.haidang.server.photo.PhotoException {
        SurveyRow row = store.byId(surveyId).orElseThrow();
        Optional<PhotoRow> there = store.photo(surveyId, sent.id());
        if (there.isPresent()) {
            return there.get();
        }
        var clean = photos.clean(sent);
        synchronized (this) {
            if (store.photos(surveyId).size() >= SurveyPhotos.MAX_PHOTOS) {
                throw refused(
                        "Phiếu đã có "
                                + SurveyPhotos.MAX_PHOTOS
                                + " ảnh; hãy xóa bớt ảnh không cần.",
                        "The survey has "
                                + SurveyPhotos.MAX_PHOTOS
                                + " photos; remove some that are not needed.");
            }
            PhotoRow photo = photos.row(sent, clean, author(by), nowUs());
            write(
                    by,
                    AuditKind.SURVEY_CHANGED,
                    row.facilityId(),
                    Map.of("photo", photo.id(), "sha256", photo.sha256()));
            photos.write(surveyId, photo, clean.bytes());
            store.add(surveyId, photo);
            news.tell(Topic.SURVEY, row.facilityId());
            return photo;
        }
    }

    public Optional<PhotoRow> photo(String surveyId, String photoId) {
        return store.photo(surveyId, photoId);
    }

    public byte[] bytes(String surveyId, PhotoRow photo) {
        return photos.read(surveyId, photo);
    }

    /** Only from a draft: a signed survey keeps its photos. */
    public synchronized void removePhoto(String surveyId, PhotoRow photo, Actor by) {
        SurveyRow row = store.byId(surveyId).orElseThrow();
        if (row.stage() != SurveyStage.DRAFT) {
            throw refused(
                    "Phiếu đã gửi nên không xóa ảnh được.",
                    "The survey was submitted; its photos stay.");
        }
        write(
                by,
                AuditKind.SURVEY_CHANGED,
                row.facilityId(),
                Map.of("photoRemoved", photo.id(), "sha256", photo.sha256()));
        store.removePhoto(surveyId, photo.id());
        boolean shared =
                store.photos(surveyId).stream().anyMatch(p -> p.sha256().equals(photo.sha256()));
        if (!shared) {
            photos.remove(surveyId, photo);
        }
        news.tell(Topic.SURVEY, row.facilityId());
    }

    /**
     * Keeps a measurement and answers the two questions with it.
     *
     * @param bytes sent and received for it
     */
    public List<Taken> addUplink(
            String surveyId, int upKbps, int downKbps, long bytes, String method, Actor by) {
        UplinkRow uplink = new UplinkRow(nowUs(), upKbps, downKbps, bytes, method, author(by));
        List<Taken> taken =
                measured(
                        surveyId,
                        Map.of(
                                "site/UP_MBPS", mbps(upKbps),
                                "site/DOWN_MBPS", mbps(downKbps)),
                        by);
        store.add(surveyId, uplink);
        return taken;
    }

    private static String mbps(int kbps) {
        return java.math.BigDecimal.valueOf(kbps, 3)
                .setScale(2, java.math.RoundingMode.HALF_UP)
                .toPlainString();
    }

    // ---- keeping

    private SurveyRow keep(
            Survey survey, List<VersionRow> versions, List<OperationRow> operations) {
        Long end = versions.getLast().endPosition();
        int late =
                end == null
                        ? 0
                        : (int) operations.stream().filter(one -> one.position() > end).count();
        SurveyRow before = store.byId(survey.id()).orElse(null);
        SurveyRow row = summary(survey, answers(operations, end), late, before);
        store.put(row, versions, List.of());
        news.tell(Topic.SURVEY, survey.facility());
        return row;
    }

    private SurveyRow summary(
            Survey survey, Answers answers, int late, @Nullable SurveyRow before) {
        List<Gap> gaps = Gaps.of(answers);
        Verdict verdict =
                survey.state() instanceof SurveyState.Evaluated(var _, Evaluation evaluation)
                        ? evaluation.verdict()
                        : before == null ? null : before.verdict();
        return new SurveyRow(
                survey.id(),
                survey.facility(),
                survey.version(),
                survey.state().stage(),
                verdict,
                gaps.size(),
                answers.disputed().size(),
                answers.cameras().size(),
                late,
                nowUs());
    }

    private static VersionRow changed(VersionRow before, Survey survey) {
        return new VersionRow(survey, before.begunUs(), before.endPosition());
    }

    private static Map<String, Object> stage(Survey survey) {
        return Map.of("survey", survey.reference(), "stage", survey.state().stage().name());
    }

    private void write(Actor by, AuditKind kind, String facilityId, Map<String, Object> detail) {
        var entry =
                org.haidang.server.audit.Entry.of(by, kind)
                        .about(Subject.facility(facilityId, registry.facilityName(facilityId)));
        for (var one : new java.util.TreeMap<>(detail).entrySet()) {
            entry = entry.with(one.getKey(), one.getValue());
        }
        audit.append(entry);
    }

    private static Survey done(SurveyLife.Outcome outcome) {
        return switch (outcome) {
            case SurveyLife.Done(Survey survey) -> survey;
            case SurveyLife.Refused(Sentence reason) -> throw new StepRefusedException(reason);
        };
    }

    private static Author author(Actor by) {
        String id = by.userId();
        String name = by.person();
        return new Author(id == null ? "-" : id, name == null || name.isBlank() ? "-" : name);
    }

    private static StepRefusedException refused(String vietnamese, String english) {
        return new StepRefusedException(new Sentence(vietnamese, english));
    }

    private long nowUs() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
