package org.haidang.server.report.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports with what happened to them and what left the house. */
public final class ReportStore {
    /**
     * What happened.
     *
     * @param words the reason of a return, the number of an issue; empty otherwise
     */
    public record Act(
            String reportId,
            long revision,
            long atUs,
            String act,
            String personId,
            String person,
            String words) {}

    /** A paper that was issued. */
    @SuppressWarnings("ArrayRecordComponent")
    public record FileRow(String format, String sha256, byte[] bytes) {}

    private final Database database;

    public ReportStore(Database database) {
        this.database = database;
    }

    /** Newest first. */
    public List<ReportRow> newest(int limit) {
        return database.read(c ->
                c.sql("select * from reports order by created_us desc, id desc limit ?")
                        .param(limit)
                        .query(ReportStore::row)
                        .list());
    }

    public Optional<ReportRow> byId(String id) {
        return database.read(c ->
                c.sql("select * from reports where id = ?")
                        .param(id)
                        .query(ReportStore::row)
                        .optional());
    }

    /** Oldest first. */
    public List<Act> acts(String reportId) {
        return database.read(c ->
                c.sql("select * from report_acts where report_id = ? order by revision")
                        .param(reportId)
                        .query((row, n) ->
                                new Act(
                                        row.getString("report_id"),
                                        row.getLong("revision"),
                                        row.getLong("at_us"),
                                        row.getString("act"),
                                        row.getString("person_id"),
                                        row.getString("person"),
                                        row.getString("words")))
                        .list());
    }

    public void add(ReportRow row, Act act) {
        database.write(c -> {
            c.sql(
                            "insert into reports (id, revision, kind, deadline_phrase, deadline_us,"
                                    + " deadline_edge, figures, figures_sha256, letters,"
                                    + " facilities, frame, subject, difficulties, proposals, state,"
                                    + " state_us, state_by_id, state_by, state_reason, number,"
                                    + " issued_on, created_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .param(row.id())
                    .param(row.revision())
                    .param(row.kind())
                    .param(row.deadlinePhrase())
                    .param(row.deadlineUs())
                    .param(row.deadlineEdge())
                    .param(row.figures())
                    .param(row.figuresSha256())
                    .param(row.letters())
                    .param(row.facilities())
                    .param(row.frame())
                    .param(row.subject())
                    .param(row.difficulties())
                    .param(row.proposals())
                    .param(row.state())
                    .param(row.stateUs())
                    .param(row.stateById())
                    .param(row.stateBy())
                    .param(row.stateReason())
                    .param(row.number())
                    .param(row.issuedOn())
                    .param(row.createdUs())
                    .update();
            return act(c, act);
        });
    }

    /**
     * Changes what may change, and nothing of the figures.
     *
     * @param row as it is to be, with the next revision
     * @param files of an issue; none otherwise
     * @return false when somebody else was faster
     */
    public boolean change(ReportRow row, Act act, List<FileRow> files) {
        return database.write(c -> {
            int changed =
                    c.sql(
                                    "update reports set revision = ?, frame = ?, subject = ?,"
                                            + " difficulties = ?, proposals = ?, state = ?, state_us ="
                                            + " ?, state_by_id = ?, state_by = ?, state_reason = ?,"
                                            + " number = ?, issued_on = ? where id = ? and revision ="
                                            + " ?")
                            .param(row.revision())
                            .param(row.frame())
                            .param(row.subject())
                            .param(row.difficulties())
                            .param(row.proposals())
                            .param(row.state())
                            .param(row.stateUs())
                            .param(row.stateById())
                            .param(row.stateBy())
                            .param(row.stateReason())
                            .param(row.number())
                            .param(row.issuedOn())
                            .param(row.id())
                            .param(row.revision() - 1)
                            .update();
            if (changed == 0) {
                return false;
            }
            act(c, act);
            for (FileRow file : files) {
                c.sql(
                                "insert into report_files (report_id, format, sha256, bytes)"
                                        + " values (?, ?, ?, ?)")
                        .param(row.id())
                        .param(file.format())
                        .param(file.sha256())
                        .param(Base64.getEncoder().encodeToString(file.bytes()))
                        .update();
            }
            return true;
        });
    }

    private static int act(JdbcClient c, Act act) {
        return c.sql(
                        "insert into report_acts (report_id, revision, at_us, act, person_id,"
                                + " person, words) values (?, ?, ?, ?, ?, ?, ?)")
                .param(act.reportId())
                .param(act.revision())
                .param(act.atUs())
                .param(act.act())
                .param(act.personId())
                .param(act.person())
                .param(act.words())
                .update();
    }

    public Optional<FileRow> file(String reportId, String format) {
        return database.read(c ->
                c.sql("select * from report_files where report_id = ? and format = ?")
                        .param(reportId)
                        .param(format)
                        .query((row, n) ->
                                new FileRow(
                                        row.getString("format"),
                                        row.getString("sha256"),
                                        Base64.getDecoder().decode(row.getString("bytes"))))
                        .optional());
    }

    private static ReportRow row(ResultSet row, int n) throws SQLException {
        return new ReportRow(
                row.getString("id"),
                row.getLong("revision"),
                row.getString("kind"),
                row.getString("deadline_phrase"),
                whole(row, "deadline_us"),
                row.getString("deadline_edge"),
                row.getString("figures"),
                row.getString("figures_sha256"),
                row.getString("letters"),
                row.getString("facilities"),
                row.getString("frame"),
                row.getString("subject"),
                row.getString("difficulties"),
                row.getString("proposals"),
                row.getString("state"),
                row.getLong("state_us"),
                row.getString("state_by_id"),
                row.getString("state_by"),
                row.getString("state_reason"),
                number(whole(row, "number")),
                row.getString("issued_on"),
                row.getLong("created_us"));
    }

    private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }

    private static @Nullable Integer number(@Nullable Long value) {
        return value == null ? null : (Integer) Math.toIntExact(value);
    }
}
