package org.haidang.server.survey.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.survey.Answer;
import org.haidang.programme.survey.AnswerKind;
import org.haidang.programme.survey.AnswerReading.Read;
import org.haidang.programme.survey.Author;
import org.haidang.programme.survey.Entry;
import org.haidang.programme.survey.Evaluation;
import org.haidang.programme.survey.Operation;
import org.haidang.programme.survey.Party;
import org.haidang.programme.survey.Question;
import org.haidang.programme.survey.Question.Asked;
import org.haidang.programme.survey.Signature;
import org.haidang.programme.survey.Source;
import org.haidang.programme.survey.Survey;
import org.haidang.programme.survey.SurveyStage;
import org.haidang.programme.survey.SurveyState;
import org.haidang.programme.survey.SurveyState.Draft;
import org.haidang.programme.survey.SurveyState.Evaluated;
import org.haidang.programme.survey.SurveyState.SentBack;
import org.haidang.programme.survey.SurveyState.Signed;
import org.haidang.programme.survey.SurveyState.Submitted;
import org.haidang.programme.survey.Verdict;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Surveys in SQL. Whoever changes one survey does so one at a time. */
public final class SurveyStore {
    private final Database database;

    public SurveyStore(Database database) {
        this.database = database;
    }

    // ---- surveys

    public List<SurveyRow> all() {
        return database.read(c -> c.sql("select * from surveys").query(SurveyStore::row).list());
    }

    public Optional<SurveyRow> byId(String id) {
        return database.read(c ->
                c.sql("select * from surveys where id = ?")
                        .param(id)
                        .query(SurveyStore::row)
                        .optional());
    }

    public Optional<SurveyRow> ofFacility(String facilityId) {
        return database.read(c ->
                c.sql("select * from surveys where facility_id = ?")
                        .param(facilityId)
                        .query(SurveyStore::row)
                        .optional());
    }

    /** Versions, newest first. */
    public List<VersionRow> versions(String surveyId, String facilityId) {
        return database.read(c -> {
            List<SignedRow> signatures = signatures(c, surveyId);
            return c.sql("select * from survey_versions where survey_id = ? order by version desc")
                    .param(surveyId)
                    .query((row, n) -> version(row, facilityId, signatures))
                    .list();
        });
    }

    /**
     * Keeps where a survey stands, with versions that changed.
     *
     * @param operations new ones, to be added behind the others
     */
    public void put(SurveyRow survey, List<VersionRow> versions, List<OperationRow> operations) {
        database.write(c -> {
            c.sql("delete from surveys where id = ?").param(survey.id()).update();
            c.sql(
                            "insert into surveys (id, facility_id, version, stage, verdict, gaps,"
                                    + " disputes, cameras, late, changed_us) values (?, ?, ?, ?, ?,"
                                    + " ?, ?, ?, ?, ?)")
                    .param(survey.id())
                    .param(survey.facilityId())
                    .param(survey.version())
                    .param(survey.stage().name())
                    .param(nameOrNull(survey.verdict()))
                    .param(survey.gaps())
                    .param(survey.disputes())
                    .param(survey.cameras())
                    .param(survey.late())
                    .param(survey.changedUs())
                    .update();
            versions.forEach(version -> put(c, version));
            operations.forEach(operation -> add(c, survey.id(), operation));
            return operations.size();
        });
    }

    private static SurveyRow row(ResultSet row, int n) throws SQLException {
        String verdict = row.getString("verdict");
        return new SurveyRow(
                row.getString("id"),
                row.getString("facility_id"),
                row.getInt("version"),
                SurveyStage.valueOf(row.getString("stage")),
                verdict == null ? null : Verdict.valueOf(verdict),
                row.getInt("gaps"),
                row.getInt("disputes"),
                row.getInt("cameras"),
                row.getInt("late"),
                row.getLong("changed_us"));
    }

    // ---- versions

    private static void put(JdbcClient c, VersionRow row) {
        Survey survey = row.survey();
        SurveyState state = survey.state();
        SentBack back = state instanceof SentBack one ? one : null;
        Evaluation evaluation = state instanceof Evaluated(Signed _, var one) ? one : null;
        Author submitter = submitter(state);
        c.sql("delete from survey_versions where survey_id = ? and version = ?")
                .params(survey.id(), survey.version())
                .update();
        c.sql(
                        "insert into survey_versions (survey_id, version, stage, begun_us,"
                                + " end_position, submitted_by_id, submitted_by, submitted_us,"
                                + " back_by_id, back_by, back_us, back_reason, verdict, findings,"
                                + " owner, escalate_on, note, decided_by_id, decided_by,"
                                + " decided_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?)")
                .param(survey.id())
                .param(survey.version())
                .param(state.stage().name())
                .param(row.begunUs())
                .param(row.endPosition())
                .param(submitter == null ? null : submitter.id())
                .param(submitter == null ? null : submitter.name())
                .param(submitted(state))
                .param(back == null ? null : back.by().id())
                .param(back == null ? null : back.by().name())
                .param(back == null ? null : us(back.at()))
                .param(back == null ? null : back.reason())
                .param(evaluation == null ? null : evaluation.verdict().name())
                .param(evaluation == null ? null : text(evaluation.findings()))
                .param(evaluation == null ? null : evaluation.owner())
                .param(day(evaluation))
                .param(evaluation == null ? null : evaluation.note())
                .param(evaluation == null ? null : evaluation.by().id())
                .param(evaluation == null ? null : evaluation.by().name())
                .param(evaluation == null ? null : us(evaluation.at()))
                .update();
        c.sql("delete from survey_signatures where survey_id = ? and version = ?")
                .params(survey.id(), survey.version())
                .update();
        for (Signature one : state.signatures()) {
            c.sql(
                            "insert into survey_signatures (survey_id, version, party, by_id,"
                                    + " by_name, at_us) values (?, ?, ?, ?, ?, ?)")
                    .param(survey.id())
                    .param(survey.version())
                    .param(one.party().name())
                    .param(one.by().id())
                    .param(one.by().name())
                    .param(us(one.at()))
                    .update();
        }
    }

    private static @Nullable Author submitter(SurveyState state) {
        return switch (state) {
            case Draft _, SentBack _ -> null;
            case Submitted(Author by, Instant _, var _) -> by;
            case Signed(Author by, Instant _, var _) -> by;
            case Evaluated(Signed signed, Evaluation _) -> signed.by();
        };
    }

    private static @Nullable Long submitted(SurveyState state) {
        return switch (state) {
            case Draft _, SentBack _ -> null;
            case Submitted(Author _, Instant at, var _) -> us(at);
            case Signed(Author _, Instant at, var _) -> us(at);
            case Evaluated(Signed signed, Evaluation _) -> us(signed.at());
        };
    }

    private static @Nullable String day(@Nullable Evaluation evaluation) {
        LocalDate day = evaluation == null ? null : evaluation.escalateOn();
        return day == null ? null : day.toString();
    }

    private record SignedRow(int version, Signature signature) {}

    private static List<SignedRow> signatures(JdbcClient c, String surveyId) {
        return c.sql("select * from survey_signatures where survey_id = ? order by at_us, party")
                .param(surveyId)
                .query((row, n) ->
                        new SignedRow(
                                row.getInt("version"),
                                new Signature(
                                        Party.valueOf(row.getString("party")),
                                        author(row, "by_id", "by_name"),
                                        instant(row.getLong("at_us")))))
                .list();
    }

    private static VersionRow version(
            ResultSet row, String facilityId, List<SignedRow> allSignatures) throws SQLException {
        int version = row.getInt("version");
        List<Signature> signatures =
                allSignatures.stream()
                        .filter(one -> one.version() == version)
                        .map(SignedRow::signature)
                        .toList();
        SurveyState state =
                switch (SurveyStage.valueOf(row.getString("stage"))) {
                    case DRAFT -> new Draft();
                    case SUBMITTED ->
                            new Submitted(
                                    author(row, "submitted_by_id", "submitted_by"),
                                    instant(row.getLong("submitted_us")),
                                    signatures);
                    case SIGNED -> signed(row, signatures);
                    case EVALUATED -> new Evaluated(signed(row, signatures), evaluation(row));
                    case SENT_BACK ->
                            new SentBack(
                                    author(row, "back_by_id", "back_by"),
                                    instant(row.getLong("back_us")),
                                    row.getString("back_reason"));
                };
        long end = row.getLong("end_position");
        boolean open = row.wasNull();
        return new VersionRow(
                new Survey(row.getString("survey_id"), facilityId, version, state),
                row.getLong("begun_us"),
                open ? null : end);
    }

    private static Signed signed(ResultSet row, List<Signature> signatures) throws SQLException {
        return new Signed(
                author(row, "submitted_by_id", "submitted_by"),
                instant(row.getLong("submitted_us")),
                signatures);
    }

    private static Evaluation evaluation(ResultSet row) throws SQLException {
        String day = row.getString("escalate_on");
        return new Evaluation(
                Verdict.valueOf(row.getString("verdict")),
                findings(row.getString("findings")),
                row.getString("owner"),
                day == null ? null : LocalDate.parse(day),
                row.getString("note"),
                author(row, "decided_by_id", "decided_by"),
                instant(row.getLong("decided_us")));
    }

    private static String text(List<Finding> findings) {
        return findings.stream()
                .map(one -> one.code().name() + "\t" + one.text().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }

    private static List<Finding> findings(String lines) {
        return lines.lines()
                .map(line -> {
                    int tab = line.indexOf('\t');
                    return new Finding(
                            ReasonCode.valueOf(line.substring(0, tab)), line.substring(tab + 1));
                })
                .toList();
    }

    // ---- operations

    /** All operations, as they came. */
    public List<OperationRow> operations(String surveyId) {
        return database.read(c ->
                c
                        .sql(
                                "select * from survey_operations where survey_id = ? order by position")
                        .param(surveyId)
                        .query(SurveyStore::operation)
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static void add(JdbcClient c, String surveyId, OperationRow row) {
        Operation operation = row.operation();
        Entry entry = operation.entry();
        c.sql(
                        "insert into survey_operations (survey_id, position, id, path,"
                                + " base_version, not_known, answer, by_id, by_name, typed_us,"
                                + " received_us, source) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?)")
                .param(surveyId)
                .param(row.position())
                .param(operation.id())
                .param(operation.question().path())
                .param(operation.baseVersion())
                .param(entry.answer() instanceof Answer.Unknown ? 1 : 0)
                .param(entry.answer().text())
                .param(entry.by().id())
                .param(entry.by().name())
                .param(us(entry.typedAt()))
                .param(row.receivedUs())
                .param(entry.source().name())
                .update();
    }

    /** Empty for a field that a later version of the program no longer asks. */
    private static Optional<OperationRow> operation(ResultSet row, int n) throws SQLException {
        if (!(Question.at(row.getString("path")) instanceof Asked(Question question))) {
            return Optional.empty();
        }
        String answer = row.getString("answer");
        var reading =
                row.getInt("not_known") != 0
                        ? AnswerKind.unknown(answer)
                        : question.kind().read(answer);
        if (!(reading instanceof Read(Answer read))) {
            return Optional.empty();
        }
        return Optional.of(
                new OperationRow(
                        row.getLong("position"),
                        new Operation(
                                row.getString("id"),
                                question,
                                row.getInt("base_version"),
                                new Entry(
                                        read,
                                        author(row, "by_id", "by_name"),
                                        instant(row.getLong("typed_us")),
                                        Source.valueOf(row.getString("source")))),
                        row.getLong("received_us")));
    }

    // ---- photos

    /** Oldest first. */
    public List<PhotoRow> photos(String surveyId) {
        return database.read(c ->
                c.sql("select * from survey_photos where survey_id = ? order by received_us, id")
                        .param(surveyId)
                        .query(SurveyStore::photo)
                        .list());
    }

    public Optional<PhotoRow> photo(String surveyId, String id) {
        return database.read(c ->
                c.sql("select * from survey_photos where survey_id = ? and id = ?")
                        .params(surveyId, id)
                        .query(SurveyStore::photo)
                        .optional());
    }

    public void add(String surveyId, PhotoRow photo) {
        database.write(c ->
                c.sql(
                                "insert into survey_photos (survey_id, id, sha256, media_type,"
                                        + " bytes, width, height, place, caption, by_id, by_name,"
                                        + " received_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                        + " ?)")
                        .param(surveyId)
                        .param(photo.id())
                        .param(photo.sha256())
                        .param(photo.mediaType())
                        .param(photo.bytes())
                        .param(photo.width())
                        .param(photo.height())
                        .param(photo.place())
                        .param(photo.caption())
                        .param(photo.by().id())
                        .param(photo.by().name())
                        .param(photo.receivedUs())
                        .update());
    }

    public void removePhoto(String surveyId, String id) {
        database.write(c ->
                c.sql("delete from survey_photos where survey_id = ? and id = ?")
                        .params(surveyId, id)
                        .update());
    }

    private static PhotoRow photo(ResultSet row, int n) throws SQLException {
        return new PhotoRow(
                row.getString("id"),
                row.getString("sha256"),
                row.getString("media_type"),
                row.getLong("bytes"),
                row.getInt("width"),
                row.getInt("height"),
                row.getString("place"),
                row.getString("caption"),
                author(row, "by_id", "by_name"),
                row.getLong("received_us"));
    }

    // ---- uplinks

    /** Newest first. */
    public List<UplinkRow> uplinks(String surveyId, int limit) {
        return database.read(c ->
                c.sql(
                                "select * from survey_uplinks where survey_id = ? order by at_us desc limit ?")
                        .params(surveyId, limit)
                        .query((row, n) ->
                                new UplinkRow(
                                        row.getLong("at_us"),
                                        row.getInt("up_kbps"),
                                        row.getInt("down_kbps"),
                                        row.getLong("bytes"),
                                        row.getString("method"),
                                        author(row, "by_id", "by_name")))
                        .list());
    }

    public void add(String surveyId, UplinkRow uplink) {
        database.write(c ->
                c.sql(
                                "insert into survey_uplinks (survey_id, at_us, up_kbps, down_kbps,"
                                        + " bytes, method, by_id, by_name) values (?, ?, ?, ?, ?,"
                                        + " ?, ?, ?)")
                        .param(surveyId)
                        .param(uplink.atUs())
                        .param(uplink.upKbps())
                        .param(uplink.downKbps())
                        .param(uplink.bytes())
                        .param(uplink.method())
                        .param(uplink.by().id())
                        .param(uplink.by().name())
                        .update());
    }

    // ---- values

    private static Author author(ResultSet row, String id, String name) throws SQLException {
        return new Author(row.getString(id), row.getString(name));
    }

    private static @Nullable String nameOrNull(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static Instant instant(long us) {
        return Instant.ofEpochSecond(
                Math.floorDiv(us, 1_000_000), Math.floorMod(us, 1_000_000) * 1_000L);
    }
}
