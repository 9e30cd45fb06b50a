package org.haidang.server.clip.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.server.clip.store.Clip.State;
import org.haidang.server.store.Database;

/** The table {@code clips}. */
public final class ClipStore {
    private static final int MAX_WHY = 64;

    private final Database database;

    public ClipStore(Database database) {
        this.database = database;
    }

    /**
     * Wants a clip. One of the same incident and camera is wanted anew when its time has changed.
     *
     * @param id of a new one
     * @return false when it was wanted before
     */
    public boolean want(String id, String incidentId, String cameraId, long fromUs, long toUs) {
        return database.write(c -> {
            int known =
                    c.sql("select count(*) from clips where incident_id = ? and" + " camera_id = ?")
                            .params(incidentId, cameraId)
                            .query(Integer.class)
                            .single();
            return known == 0
                    ? c.sql(
                                    "insert into clips (id, incident_id, camera_id, from_us,"
                                            + " to_us, state) values (?, ?, ?, ?, ?, ?)")
                            .params(id, incidentId, cameraId, fromUs, toUs, State.WAITING.name())
                            .update()
                    : c.sql(
                                    "update clips set from_us = ?, to_us = ?, state = ?, tag ="
                                            + " '', got = 0, bytes = 0, sha256 = '', why = '',"
                                            + " tries = 0, next_us = 0 where incident_id = ?"
                                            + " and camera_id = ? and (from_us <> ? or to_us"
                                            + " <> ?)")
                            .params(
                                    fromUs,
                                    toUs,
                                    State.WAITING.name(),
                                    incidentId,
                                    cameraId,
                                    fromUs,
                                    toUs)
                            .update();
        })
                > 0;
    }

    /** The times that are wanted or here, by incident and camera. */
    public Map<String, Map<String, Times>> times(long sinceUs) {
        Map<String, Map<String, Times>> all = new HashMap<>();
        database.read(c ->
                c.sql(
                                "select incident_id, camera_id, from_us, to_us from clips where"
                                        + " to_us >= ?")
                        .param(sinceUs)
                        .query((row, n) -> {
                            all.computeIfAbsent(row.getString(1), i -> new HashMap<>())
                                    .put(
                                            row.getString(2),
                                            new Times(row.getLong(3), row.getLong(4)));
                            return n;
                        })
                        .list());
        return all;
    }

    /** From when to when, the end not included. */
    public record Times(long fromUs, long toUs) {}

    /** Those whose turn it is, the longest waiting first. */
    public List<Clip> due(long nowUs, long recordedUntilUs, int limit) {
        return database.read(c ->
                c.sql(
                                "select * from clips where state = 'WAITING' and next_us <= ? and"
                                        + " to_us <= ? order by next_us, id limit ?")
                        .params(nowUs, recordedUntilUs, limit)
                        .query(ClipStore::row)
                        .list());
    }

    public List<Clip> of(String incidentId) {
        return database.read(c ->
                c.sql("select * from clips where incident_id = ? order by camera_id")
                        .param(incidentId)
                        .query(ClipStore::row)
                        .list());
    }

    public Optional<Clip> byId(String id) {
        return database.read(c ->
                c.sql("select * from clips where id = ?")
                        .param(id)
                        .query(ClipStore::row)
                        .optional());
    }

    /** What all that is here takes on disk. */
    public long bytes() {
        return database.read(
                c -> c.sql("select coalesce(sum(got), 0) from clips").query(Long.class).single());
    }

    /** The site has told what the file is. */
    public void begun(String id, String tag, String mime, long bytes, long startUs, long endUs) {
        database.write(c ->
                c.sql(
                                "update clips set tag = ?, mime = ?, bytes = ?, start_us = ?, end_us ="
                                        + " ? where id = ?")
                        .params(tag, mime, bytes, startUs, endUs, id)
                        .update());
    }

    /** So many bytes lie here, on disk. */
    public void got(String id, long got) {
        database.write(c ->
                c.sql("update clips set got = ?, why = '', tries = 0 where id = ?")
                        .params(got, id)
                        .update());
    }

    /** It is to be tried again. */
    public void later(String id, String why, long nextUs) {
        database.write(c ->
                c.sql("update clips set why = ?, tries = tries + 1, next_us = ? where id = ?")
                        .params(why.substring(0, Math.min(why.length(), MAX_WHY)), nextUs, id)
                        .update());
    }

    /**
     * All of it is here.
     *
     * @param clip as it was fetched
     * @return false when another time of it is wanted by now, or its time is over
     */
    public boolean kept(Clip clip, String sha256) {
        return database.write(c ->
                c.sql(
                                "update clips set state = ?, sha256 = ?, got = bytes, why = ''"
                                        + " where id = ? and from_us = ? and to_us = ? and"
                                        + " state = 'WAITING'")
                        .params(State.KEPT.name(), sha256, clip.id(), clip.fromUs(), clip.toUs())
                        .update())
                == 1;
    }

    /** Those whose pictures end before a time and that still take room or are still wanted. */
    public List<Clip> endedBefore(long us, int limit) {
        return database.read(c ->
                c.sql(
                                "select * from clips where to_us < ? and state in ('WAITING', 'KEPT')"
                                        + " order by to_us limit ?")
                        .params(us, limit)
                        .query(ClipStore::row)
                        .list());
    }

    /** Its bytes are gone. */
    public void expired(String id) {
        database.write(c ->
                c.sql("update clips set state = ?, got = 0, why = '' where id = ?")
                        .params(State.EXPIRED.name(), id)
                        .update());
    }

    public void nothing(String id) {
        database.write(c ->
                c.sql("update clips set state = ?, why = '' where id = ?")
                        .params(State.NOTHING.name(), id)
                        .update());
    }

    private static Clip row(ResultSet row, int n) throws SQLException {
        return new Clip(
                row.getString("id"),
                row.getString("incident_id"),
                row.getString("camera_id"),
                row.getLong("from_us"),
                row.getLong("to_us"),
                State.valueOf(row.getString("state")),
                row.getString("tag"),
                row.getString("mime"),
                row.getLong("bytes"),
                row.getLong("got"),
                row.getLong("start_us"),
                row.getLong("end_us"),
                row.getString("sha256"),
                row.getString("why"),
                row.getInt("tries"));
    }
}
