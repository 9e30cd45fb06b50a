package org.haidang.server.event.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;

/** The tables {@code camera_events} and {@code camera_events_unasked}. */
public final class CameraEventStore {
    private final Database database;

    public CameraEventStore(Database database) {
        this.database = database;
    }

    /** Keeps a new one; false when its camera is not there any more. */
    public boolean add(KeptEvent event) {
        return database.write(c ->
                c.sql(
                                "insert into camera_events (id, camera_id, kind, begin_us, end_us,"
                                        + " received_us, device) select ?, id, ?, ?, cast(? as"
                                        + " bigint), ?, ? from cameras where id = ?")
                        .param(event.id())
                        .param(event.kind().name())
                        .param(event.beginUs())
                        .param(event.endUs())
                        .param(event.receivedUs())
                        .param(event.device())
                        .param(event.cameraId())
                        .update())
                == 1;
    }

    /** It is over, or it was over later than was thought. */
    public void end(String id, long endUs) {
        database.write(c ->
                c.sql("update camera_events set end_us = ? where id = ?")
                        .params(endUs, id)
                        .update());
    }

    /** What lasts, in the order in which it began. */
    public List<KeptEvent> lasting() {
        return database.read(c ->
                c.sql("select * from camera_events where end_us is null order by begin_us, id")
                        .query(CameraEventStore::row)
                        .list());
    }

    /**
     * A camera's, the newest first: those that lasted at some moment between two.
     *
     * @param sinceUs those that began before are left out
     * @param toUs not included
     * @param beforeId of one of them: only what comes after it in the list; null for all
     */
    public List<KeptEvent> page(
            String cameraId,
            long sinceUs,
            long fromUs,
            long toUs,
            @Nullable String beforeId,
            int limit) {
        List<Object> values = new ArrayList<>(List.of(cameraId, sinceUs, toUs, fromUs));
        String onwards = "";
        if (beforeId != null) {
            onwards =
                    " and (begin_us, id) < (select begin_us, id from camera_events where id = ? and"
                            + " camera_id = ?)";
            values.add(beforeId);
            values.add(cameraId);
        }
        values.add(limit);
        String sql =
                "select * from camera_events where camera_id = ? and begin_us >= ? and begin_us <"
                        + " ? and (end_us is null or end_us >= ?)"
                        + onwards
                        + " order by begin_us desc, id desc limit ?";
        return database.read(c -> c.sql(sql).params(values).query(CameraEventStore::row).list());
    }

    /** Removes the oldest of those that are over and began before a moment; gives how many. */
    public int removeBefore(long beforeUs, int limit) {
        return database.write(c ->
                c.sql(
                                "delete from camera_events where id in (select id from"
                                        + " camera_events where begin_us < ? and end_us is not"
                                        + " null order by begin_us limit ?)")
                        .params(beforeUs, limit)
                        .update());
    }

    /** The same of one camera. */
    public int removeBefore(String cameraId, long beforeUs, int limit) {
        return database.write(c ->
                c.sql(
                                "delete from camera_events where id in (select id from"
                                        + " camera_events where camera_id = ? and begin_us < ? and"
                                        + " end_us is not null order by begin_us limit ?)")
                        .params(cameraId, beforeUs, limit)
                        .update());
    }

    /** Cameras that are not to be asked. */
    public Set<String> unasked() {
        return new HashSet<>(
                database.read(c ->
                        c.sql("select camera_id from camera_events_unasked")
                                .query(String.class)
                                .list()));
    }

    /** Whether a camera that is there is to be asked. */
    public void ask(String cameraId, boolean asked, long nowUs) {
        database.write(c ->
                asked
                        ? c.sql("delete from camera_events_unasked where camera_id = ?")
                                .param(cameraId)
                                .update()
                        : c.sql(
                                        "insert into camera_events_unasked (camera_id, created_us)"
                                                + " values (?, ?) on conflict (camera_id) do"
                                                + " nothing")
                                .params(cameraId, nowUs)
                                .update());
    }

    private static KeptEvent row(ResultSet row, int number) throws SQLException {
        long end = row.getLong("end_us");
        Long endUs = row.wasNull() ? null : (Long) end;
        return new KeptEvent(
                row.getString("id"),
                row.getString("camera_id"),
                EventKind.valueOf(row.getString("kind")),
                row.getLong("begin_us"),
                endUs,
                row.getLong("received_us"),
                row.getString("device"));
    }
}
