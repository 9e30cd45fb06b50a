package org.haidang.server.audit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code audit}, {@code audit_head} and {@code audit_viewings}. */
public final class AuditStore {
    private final Database database;

    public AuditStore(Database database) {
        this.database = database;
    }

    /**
     * Appends rows in one transaction.
     *
     * @param known a place of the chain that the writer remembers; the result tells what the
     *     database has there
     */
    public Appended append(List<Draft> drafts, long atUs, Link known) {
        return database.write(c -> append(c, lock(c), drafts, atUs, known));
    }

    /** The row is changed before it is read: a second writer on PostgreSQL waits here. */
    private static Head lock(JdbcClient c) {
        c.sql("update audit_head set seq = seq where id = 1").update();
        return head(c);
    }

    private static Head head(JdbcClient c) {
        return c.sql("select seq, hash, base_seq, base_hash from audit_head where id = 1")
                .query((row, n) ->
                        new Head(
                                new Link(row.getLong("seq"), row.getString("hash")),
                                new Link(row.getLong("base_seq") - 1, row.getString("base_hash"))))
                .single();
    }

    private static Appended append(
            JdbcClient c, Head head, List<Draft> drafts, long atUs, Link known) {
        String witness = hashAt(c, head, known.seq());
        List<AuditRow> rows = new ArrayList<>(drafts.size());
        Link last = head.last();
        for (Draft draft : drafts) {
            AuditRow row = AuditRow.after(last, atUs, draft.content());
            insert(c, row);
            if (draft.opens()) {
                c.sql("insert into audit_viewings (seq, from_us, to_us) values (?, ?, ?)")
                        .params(row.seq(), atUs, atUs)
                        .update();
            }
            if (draft.closes() != null) {
                c.sql("delete from audit_viewings where seq = ?").param(draft.closes()).update();
            }
            rows.add(row);
            last = row.link();
        }
        c.sql("update audit_head set seq = ?, hash = ? where id = 1")
                .params(last.seq(), last.hash())
                .update();
        return new Appended(head.last(), witness, rows);
    }

    private static @Nullable String hashAt(JdbcClient c, Head head, long seq) {
        if (seq == head.last().seq()) {
            return head.last().hash();
        }
        if (seq == head.base().seq()) {
            return head.base().hash();
        }
        return c.sql("select hash from audit where seq = ?")
                .param(seq)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static void insert(JdbcClient c, AuditRow row) {
        RowContent content = row.content();
        c.sql(
                        "insert into audit (seq, at_us, kind, user_id, person, organisation_id,"
                                + " address, session, facility_id, facility, camera_id, camera,"
                                + " from_us, to_us, detail, previous_hash, hash) values (?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(row.seq())
                .param(row.atUs())
                .param(content.kind())
                .param(content.userId())
                .param(content.person())
                .param(content.organisationId())
                .param(content.address())
                .param(content.session())
                .param(content.facilityId())
                .param(content.facility())
                .param(content.cameraId())
                .param(content.camera())
                .param(content.fromUs())
                .param(content.toUs())
                .param(content.detail())
                .param(row.previousHash())
                .param(row.hash())
                .update();
    }

    public Head head() {
        return database.read(AuditStore::head);
    }

    /** The hash at a place of the chain, or null when nothing is kept of it. */
    public @Nullable String hashAt(long seq) {
        return database.<Optional<String>>read(c -> Optional.ofNullable(hashAt(c, head(c), seq)))
                .orElse(null);
    }

    /** Rows from a number on, in order. */
    public List<AuditRow> from(long seq, int limit) {
        return database.read(c -> from(c, seq, limit));
    }

    private static List<AuditRow> from(JdbcClient c, long seq, int limit) {
        return c.sql("select * from audit where seq >= ? order by seq limit ?")
                .params(seq, limit)
                .query(AuditStore::row)
                .list();
    }

    /** The number of the first row of all, kept or not; empty when there is none. */
    public Optional<Long> lowestSeq() {
        return database.read(c ->
                c.sql("select seq from audit order by seq limit 1").query(Long.class).optional());
    }

    /** Rows that were asked for, newest first. */
    public List<AuditRow> newest(AuditFilter filter, long beforeSeq, int limit) {
        return filtered(filter, " and seq < ? order by seq desc limit ?", beforeSeq, limit);
    }

    /** Rows that were asked for, oldest first. */
    public List<AuditRow> oldest(AuditFilter filter, long fromSeq, int limit) {
        return filtered(filter, " and seq >= ? order by seq limit ?", fromSeq, limit);
    }

    private List<AuditRow> filtered(AuditFilter filter, String end, long seq, int limit) {
        StringBuilder where = new StringBuilder("select * from audit where 1 = 1");
        List<Object> values = new ArrayList<>();
        if (filter.person() != null) {
            where.append(" and (user_id = ? or person = ?)");
            values.add(filter.person());
            values.add(filter.person());
        }
        and(where, values, " and camera_id = ?", filter.cameraId());
        and(where, values, " and facility_id = ?", filter.facilityId());
        and(where, values, " and kind = ?", filter.kind());
        and(where, values, " and at_us >= ?", filter.fromUs());
        and(where, values, " and at_us < ?", filter.toUs());
        where.append(end);
        values.add(seq);
        values.add(limit);
        return database.read(
                c -> c.sql(where.toString()).params(values).query(AuditStore::row).list());
    }

    private static void and(
            StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            values.add(value);
        }
    }

    /**
     * Removes the oldest rows and appends the row that says so, in one transaction.
     *
     * @param beforeUs rows written before are old; the first that is not ends the removal, for the
     *     order of rows counts and clocks may jump
     * @param limit at most so many
     * @param record the row that says so
     */
    public CutResult cut(
            long beforeUs, int limit, long atUs, Link known, Function<Cut, RowContent> record) {
        return database.write(c -> {
            Head head = lock(c);
            Link last = head.base();
            int rows = 0;
            for (AuditRow row : from(c, 0, limit)) {
                if (row.atUs() >= beforeUs) {
                    break;
                }
                if (!row.intact() || !row.follows(last)) {
                    return new CutResult.Broken(row.seq());
                }
                last = row.link();
                rows++;
            }
            if (rows == 0) {
                return new CutResult.Nothing();
            }
            Cut cut = new Cut(head.firstSeq(), rows, last);
            Appended appended = append(c, head, List.of(Draft.of(record.apply(cut))), atUs, known);
            c.sql("delete from audit where seq <= ?").param(last.seq()).update();
            c.sql("delete from audit_viewings where seq <= ?").param(last.seq()).update();
            c.sql("update audit_head set base_seq = ?, base_hash = ? where id = 1")
                    .params(last.seq() + 1, last.hash())
                    .update();
            return new CutResult.Done(cut, appended, rows == limit);
        });
    }

    /** Viewings that began at or before a row and have no end. */
    public List<OpenViewing> openViewings(long upToSeq, int limit) {
        return database.read(c ->
                c.sql(
                                "select a.*, v.from_us as seen_from_us, v.to_us as seen_to_us from"
                                        + " audit_viewings v join audit a on a.seq = v.seq where"
                                        + " v.seq <= ? order by v.seq limit ?")
                        .params(upToSeq, limit)
                        .query((row, n) ->
                                new OpenViewing(
                                        row(row, n),
                                        row.getLong("seen_from_us"),
                                        row.getLong("seen_to_us")))
                        .list());
    }

    /** Notes how far viewings have come, for the case of a crash. */
    public void refresh(List<ViewingTimes> viewings) {
        database.write(c -> {
            for (ViewingTimes viewing : viewings) {
                c.sql("update audit_viewings set from_us = ?, to_us = ? where seq = ?")
                        .params(viewing.fromUs(), viewing.toUs(), viewing.beginSeq())
                        .update();
            }
            return viewings.size();
        });
    }

    private static AuditRow row(ResultSet row, int n) throws SQLException {
        return new AuditRow(
                row.getLong("seq"),
                row.getLong("at_us"),
                new RowContent(
                        text(row, "kind"),
                        row.getString("user_id"),
                        row.getString("person"),
                        row.getString("organisation_id"),
                        row.getString("address"),
                        row.getString("session"),
                        row.getString("facility_id"),
                        row.getString("facility"),
                        row.getString("camera_id"),
                        row.getString("camera"),
                        number(row, "from_us"),
                        number(row, "to_us"),
                        text(row, "detail")),
                text(row, "previous_hash"),
                text(row, "hash"));
    }

    /** Never null in a row of ours; somebody else may have rebuilt the table. */
    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
