package org.haidang.server.recording.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.haidang.archive.catalog.CatalogException;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.GapRow;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.catalog.WantedRow;
import org.haidang.server.store.Database;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** {@link SegmentCatalog} in the database. */
public final class SqlSegmentCatalog implements SegmentCatalog {
    private static final String OFFERED = "state in ('WRITING', 'COMPLETE')";

    private final Database database;
    private final NumberBlocks numbers;

    public SqlSegmentCatalog(Database database) {
        this.database = database;
        this.numbers = new NumberBlocks(database);
    }

    private <T> T read(Function<JdbcClient, T> queries) {
        try {
            return database.read(queries);
        } catch (DataAccessException e) {
            throw new CatalogException("the catalogue cannot be read: " + e.getMessage(), e);
        }
    }

    private <T> T write(Function<JdbcClient, T> changes) {
        try {
            return database.write(changes);
        } catch (DataAccessException | TransactionException e) {
            throw new CatalogException("the catalogue cannot be written: " + e.getMessage(), e);
        }
    }

    // ---- segments

    @Override
    public long addSegment(NewSegment s) {
        long id = number();
        return write(c -> {
            Optional<Long> known =
                    c.sql("select id from segments where disk = ? and path = ?")
                            .params(s.disk(), s.path())
                            .query(Long.class)
                            .optional();
            return known.isPresent() ? known.get() : insert(c, id, s);
        });
    }

    private long number() {
        try {
            return numbers.next();
        } catch (DataAccessException | TransactionException e) {
            throw new CatalogException("the catalogue gives no numbers: " + e.getMessage(), e);
        }
    }

    private static long insert(JdbcClient c, long id, NewSegment s) {
        c.sql(
                        "insert into segments (id, camera_id, stream, disk, path, start_us, end_us,"
                                + " bytes, codecs, state, random_access, origin)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        s.key().cameraId(),
                        s.key().stream(),
                        s.disk(),
                        s.path(),
                        s.startWallUs(),
                        s.endWallUs(),
                        s.bytes(),
                        s.codecs(),
                        s.state().name(),
                        s.randomAccess() ? 1 : 0,
                        s.origin().name())
                .update();
        c.sql(
                        "insert into recorded_streams (camera_id, stream) values (?, ?)"
                                + " on conflict (camera_id, stream) do nothing")
                .params(s.key().cameraId(), s.key().stream())
                .update();
        return id;
    }

    @Override
    public void completeSegment(long id, long endWallUs, long bytes) {
        write(c -> complete(c, id, endWallUs, bytes));
    }

    private static int complete(JdbcClient c, long id, long endWallUs, long bytes) {
        return c.sql(
                        "update segments set state = 'COMPLETE', end_us = ?, bytes ="
                                + " ? where id = ? and state = 'WRITING'")
                .params(endWallUs, bytes, id)
                .update();
    }

    @Override
    public void completeFilling(long id, long endWallUs, long bytes, long toleranceUs) {
        Optional<SegmentRow> row = segment(id);
        if (row.isEmpty()) {
            return;
        }
        StreamKey key = row.get().key();
        long startUs = row.get().startWallUs();
        // Numbers come from a transaction of their own; only a gap that is split needs one.
        ArrayDeque<Long> spare = new ArrayDeque<>();
        for (GapRow gap : gaps(key, startUs, endWallUs, MAX_LIMIT)) {
            if (!gap.open() && gap.without(startUs, endWallUs, toleranceUs).size() > 1) {
                spare.add(number());
            }
        }
        write(c -> {
            if (complete(c, id, endWallUs, bytes) == 0) {
                return 0;
            }
            List<GapRow> touched = gaps(c, key, startUs, endWallUs, MAX_LIMIT);
            touched.stream()
                    .filter(gap -> !gap.open())
                    .forEach(gap -> {
                        delete(c, gap);
                        cut(c, gap.without(startUs, endWallUs, toleranceUs), spare);
                    });
            return touched.size();
        });
    }

    private static void delete(JdbcClient c, GapRow gap) {
        c.sql("delete from gaps where id = ?").param(gap.id()).update();
    }

    private static void cut(JdbcClient c, List<GapRow> left, Queue<Long> spare) {
        for (int i = 0; i < left.size(); i++) {
            Long id = i == 0 ? left.getFirst().id() : spare.poll();
            if (id == null) {
                throw new TransientDataAccessResourceException(
                        "the gaps changed while they were being filled");
            }
            GapRow part = left.get(i);
            insertGap(c, id, part.key(), part.fromUs(), part.toUs(), part.reason());
        }
    }

    @Override
    public void markDeleting(long id) {
        write(c -> c.sql("update segments set state = 'DELETING' where id = ?").param(id).update());
    }

    @Override
    public void removeSegment(long id) {
        write(c -> c.sql("delete from segments where id = ?").param(id).update());
    }

    @Override
    public Optional<SegmentRow> segment(long id) {
        return read(c ->
                c.sql("select * from segments where id = ?")
                        .param(id)
                        .query(SqlSegmentCatalog::segment)
                        .optional());
    }

    @Override
    public Optional<SegmentRow> segmentByPath(String disk, String path) {
        return read(c ->
                c.sql("select * from segments where disk = ? and path = ?")
                        .params(disk, path)
                        .query(SqlSegmentCatalog::segment)
                        .optional());
    }

    @Override
    public List<SegmentRow> segments(StreamKey key, long fromUs, long toUs, int limit) {
        check(limit);
        if (fromUs >= toUs) {
            return List.of();
        }
        return read(c ->
                c.sql(
                                "select * from segments where camera_id = ? and stream = ? and"
                                        + " start_us >= ? and start_us < ? and (state ="
                                        + " 'WRITING' or (state = 'COMPLETE' and end_us >"
                                        + " ?)) order by start_us, id limit ?")
                        .params(
                                key.cameraId(),
                                key.stream(),
                                earliestStart(fromUs),
                                toUs,
                                fromUs,
                                limit)
                        .query(SqlSegmentCatalog::segment)
                        .list());
    }

    /**
     * Before this no segment can start that reaches {@code fromUs}: keeps the search in the index.
     */
    private static long earliestStart(long fromUs) {
        return fromUs < Long.MIN_VALUE + MAX_SEGMENT_US ? Long.MIN_VALUE : fromUs - MAX_SEGMENT_US;
    }

    @Override
    public Optional<SegmentRow> lastStartingAtOrBefore(StreamKey key, long wallUs) {
        return read(c ->
                c.sql(
                                "select * from segments where camera_id = ? and stream = ? and"
                                        + " start_us <= ? and "
                                        + OFFERED
                                        + " order by start_us desc, id limit 1")
                        .params(key.cameraId(), key.stream(), wallUs)
                        .query(SqlSegmentCatalog::segment)
                        .optional());
    }

    @Override
    public Optional<SegmentRow> firstStartingAfter(StreamKey key, long wallUs) {
        return read(c ->
                c.sql(
                                "select * from segments where camera_id = ? and stream = ? and"
                                        + " start_us > ? and "
                                        + OFFERED
                                        + " order by start_us, id limit 1")
                        .params(key.cameraId(), key.stream(), wallUs)
                        .query(SqlSegmentCatalog::segment)
                        .optional());
    }

    @Override
    public List<SegmentRow> segmentsInState(SegmentState state, long afterId, int limit) {
        check(limit);
        return read(c ->
                c.sql("select * from segments where state = ? and id > ? order by id limit ?")
                        .params(state.name(), afterId, limit)
                        .query(SqlSegmentCatalog::segment)
                        .list());
    }

    @Override
    public List<SegmentRow> segmentsOfDisk(String disk, long afterId, int limit) {
        check(limit);
        return read(c ->
                c.sql("select * from segments where id > ? and disk = ? order by id limit ?")
                        .params(afterId, disk, limit)
                        .query(SqlSegmentCatalog::segment)
                        .list());
    }

    @Override
    public List<SegmentRow> oldestOfDisk(String disk, int limit) {
        check(limit);
        return read(c ->
                c.sql(
                                "select * from segments where disk = ? and state = 'COMPLETE'"
                                        + " order by end_us, id limit ?")
                        .params(disk, limit)
                        .query(SqlSegmentCatalog::segment)
                        .list());
    }

    @Override
    public List<SegmentRow> oldestOfStream(StreamKey key, int limit) {
        check(limit);
        return read(c ->
                c.sql(
                                "select * from segments where camera_id = ? and stream = ? and"
                                        + " state = 'COMPLETE' order by end_us, id limit ?")
                        .params(key.cameraId(), key.stream(), limit)
                        .query(SqlSegmentCatalog::segment)
                        .list());
    }

    // PostgreSQL sums bigint to numeric; the cast gives both databases the same type.
    @Override
    public long bytesOfDisk(String disk) {
        return read(c ->
                c.sql(
                                "select cast(coalesce(sum(bytes), 0) as bigint) from segments"
                                        + " where disk = ? and state = 'COMPLETE'")
                        .param(disk)
                        .query(Long.class)
                        .single());
    }

    @Override
    public long bytesOfStream(StreamKey key) {
        return read(c ->
                c.sql(
                                "select cast(coalesce(sum(bytes), 0) as bigint) from segments"
                                        + " where camera_id = ? and stream = ? and state ="
                                        + " 'COMPLETE'")
                        .params(key.cameraId(), key.stream())
                        .query(Long.class)
                        .single());
    }

    @Override
    public long bytesOfStream(StreamKey key, long fromUs, long toUs) {
        return read(c ->
                c.sql(
                                "select cast(coalesce(sum(bytes), 0) as bigint) from segments"
                                        + " where camera_id = ? and stream = ? and start_us >="
                                        + " ? and start_us < ? and end_us > ? and state ="
                                        + " 'COMPLETE'")
                        .params(key.cameraId(), key.stream(), earliestStart(fromUs), toUs, fromUs)
                        .query(Long.class)
                        .single());
    }

    @Override
    public List<StreamKey> streams(Optional<StreamKey> after, int limit) {
        check(limit);
        List<StreamKey> all =
                read(c ->
                        c.sql(
                                        "select camera_id, stream from recorded_streams r where"
                                                + " exists (select 1 from segments s where"
                                                + " s.camera_id = r.camera_id and s.stream ="
                                                + " r.stream)")
                                .query((row, n) -> key(row))
                                .list());
        // Sorted here: how a database orders text depends on its locale.
        return all.stream()
                .filter(key -> after.isEmpty() || key.compareTo(after.get()) > 0)
                .sorted()
                .limit(limit)
                .toList();
    }

    // ---- gaps

    @Override
    public long addGap(StreamKey key, long fromUs, long toUs, GapReason reason) {
        long id = number();
        return write(c -> insertGap(c, id, key, fromUs, toUs, reason));
    }

    private static long insertGap(
            JdbcClient c, long id, StreamKey key, long fromUs, long toUs, GapReason reason) {
        c.sql(
                        "insert into gaps (id, camera_id, stream, from_us, to_us, reason)"
                                + " values (?, ?, ?, ?, ?, ?)")
                .params(id, key.cameraId(), key.stream(), fromUs, toUs, reason.name())
                .update();
        return id;
    }

    @Override
    public void closeGap(long id, long toUs) {
        write(c -> close(c, "gaps", id, toUs));
    }

    private static int close(JdbcClient c, String table, long id, long toUs) {
        int removed =
                c.sql("delete from " + table + " where id = ? and to_us = ? and from_us >= ?")
                        .params(id, OPEN, toUs)
                        .update();
        return removed
                + c.sql("update " + table + " set to_us = ? where id = ? and to_us = ?")
                        .params(toUs, id, OPEN)
                        .update();
    }

    @Override
    public List<GapRow> gaps(StreamKey key, long fromUs, long toUs, int limit) {
        check(limit);
        return read(c -> gaps(c, key, fromUs, toUs, limit));
    }

    private static List<GapRow> gaps(
            JdbcClient c, StreamKey key, long fromUs, long toUs, int limit) {
        return c.sql(
                        "select * from gaps where camera_id = ? and stream = ? and"
                                + " from_us < ? and to_us > ? order by from_us, id"
                                + " limit ?")
                .params(key.cameraId(), key.stream(), toUs, fromUs, limit)
                .query(SqlSegmentCatalog::gap)
                .list();
    }

    @Override
    public List<GapRow> openGaps(long afterId, int limit) {
        check(limit);
        return read(c ->
                c.sql("select * from gaps where to_us = ? and id > ? order by id limit ?")
                        .params(OPEN, afterId, limit)
                        .query(SqlSegmentCatalog::gap)
                        .list());
    }

    // ---- when recording was wanted

    @Override
    public long addWanted(StreamKey key, long fromUs) {
        long id = number();
        return write(c -> {
            c.sql(
                            "insert into wanted_intervals (id, camera_id, stream, from_us,"
                                    + " to_us) values (?, ?, ?, ?, ?)")
                    .params(id, key.cameraId(), key.stream(), fromUs, OPEN)
                    .update();
            return id;
        });
    }

    @Override
    public void closeWanted(long id, long toUs) {
        write(c -> close(c, "wanted_intervals", id, toUs));
    }

    @Override
    public List<WantedRow> wanted(StreamKey key, long fromUs, long toUs, int limit) {
        check(limit);
        return read(c ->
                c.sql(
                                "select * from wanted_intervals where camera_id = ? and stream"
                                        + " = ? and from_us < ? and to_us > ? order by from_us,"
                                        + " id limit ?")
                        .params(key.cameraId(), key.stream(), toUs, fromUs, limit)
                        .query(SqlSegmentCatalog::wanted)
                        .list());
    }

    @Override
    public List<WantedRow> openWanted(long afterId, int limit) {
        check(limit);
        return read(c ->
                c.sql(
                                "select * from wanted_intervals where to_us = ? and id > ? order"
                                        + " by id limit ?")
                        .params(OPEN, afterId, limit)
                        .query(SqlSegmentCatalog::wanted)
                        .list());
    }

    // ---- retention and repair

    @Override
    public long expiredBefore(StreamKey key) {
        return read(c ->
                c.sql(
                                "select before_us from expired_streams where camera_id = ? and"
                                        + " stream = ?")
                        .params(key.cameraId(), key.stream())
                        .query(Long.class)
                        .optional()
                        .orElse(Long.MIN_VALUE));
    }

    @Override
    public void expireBefore(StreamKey key, long wallUs) {
        write(c ->
                c.sql(
                                "insert into expired_streams (camera_id, stream, before_us)"
                                        + " values (?, ?, ?) on conflict (camera_id, stream) do"
                                        + " update set before_us = excluded.before_us where"
                                        + " expired_streams.before_us < excluded.before_us")
                        .params(key.cameraId(), key.stream(), wallUs)
                        .update());
    }

    @Override
    public void forgetFactsBefore(StreamKey key, long wallUs) {
        write(c -> forget(c, "gaps", key, wallUs) + forget(c, "wanted_intervals", key, wallUs));
    }

    private static int forget(JdbcClient c, String table, StreamKey key, long wallUs) {
        return c.sql("delete from " + table + " where camera_id = ? and stream = ? and to_us <= ?")
                .params(key.cameraId(), key.stream(), wallUs)
                .update();
    }

    @Override
    public void removeSegmentsOfDisk(String disk) {
        write(c -> c.sql("delete from segments where disk = ?").param(disk).update());
    }

    // ---- rows

    private static StreamKey key(ResultSet row) throws SQLException {
        return new StreamKey(row.getString("camera_id"), row.getString("stream"));
    }

    private static SegmentRow segment(ResultSet row, int n) throws SQLException {
        return new SegmentRow(
                row.getLong("id"),
                key(row),
                row.getString("disk"),
                row.getString("path"),
                row.getLong("start_us"),
                row.getLong("end_us"),
                row.getLong("bytes"),
                row.getString("codecs"),
                SegmentState.valueOf(row.getString("state")),
                row.getInt("random_access") != 0,
                Origin.valueOf(row.getString("origin")));
    }

    private static GapRow gap(ResultSet row, int n) throws SQLException {
        return new GapRow(
                row.getLong("id"),
                key(row),
                row.getLong("from_us"),
                row.getLong("to_us"),
                GapReason.valueOf(row.getString("reason")));
    }

    private static WantedRow wanted(ResultSet row, int n) throws SQLException {
        return new WantedRow(
                row.getLong("id"), key(row), row.getLong("from_us"), row.getLong("to_us"));
    }

    private static void check(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " not in 1.." + MAX_LIMIT);
        }
    }
}
