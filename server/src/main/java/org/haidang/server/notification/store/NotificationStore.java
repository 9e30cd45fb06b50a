package org.haidang.server.notification.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.haidang.server.notification.store.Notification.About;
import org.haidang.server.notification.store.Notification.State;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** The table {@code notifications}: the queue and the log in one. */
public final class NotificationStore {
    private final Database database;

    public NotificationStore(Database database) {
        this.database = database;
    }

    /** How adding one ended. */
    public enum Added {
        DONE,
        /** One with the same key was added before. */
        KNOWN,
        FULL
    }

    /**
     * Adds one.
     *
     * @param maxWaiting none is added when so many wait
     */
    public Added add(Notification one, int maxWaiting) {
        try {
            return database.write(c -> {
                long waiting =
                        c.sql("select count(*) from notifications where state = 'waiting'")
                                .query(Long.class)
                                .single();
                if (waiting >= maxWaiting) {
                    return Added.FULL;
                }
                if (one.onceKey() != null
                        && c.sql("select count(*) from notifications where once_key = ?")
                                        .param(one.onceKey())
                                        .query(Long.class)
                                        .single()
                                > 0) {
                    return Added.KNOWN;
                }
                c.sql(
                                "insert into notifications (id, created_us, kind, channel, address,"
                                        + " recipient, subject, body, secret, dispatch_id, task_id,"
                                        + " facility_id, asked_by, once_key, state, attempts,"
                                        + " next_us, expires_us, finished_us, result, detail) values"
                                        + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0,"
                                        + " ?, ?, null, '', '')")
                        .param(one.id())
                        .param(one.createdUs())
                        .param(one.kind())
                        .param(one.channel())
                        .param(one.address())
                        .param(one.recipient())
                        .param(one.subject())
                        .param(one.body())
                        .param(one.secret() ? 1 : 0)
                        .param(one.about().dispatchId())
                        .param(one.about().taskId())
                        .param(one.about().facilityId())
                        .param(one.by())
                        .param(one.onceKey())
                        .param(one.nextUs())
                        .param(one.expiresUs())
                        .update();
                return Added.DONE;
            });
        } catch (DuplicateKeyException e) {
            // PostgreSQL lets two add the same at the same time; one of them ends here.
            return Added.KNOWN;
        }
    }

    /** What a channel has to send now, the oldest first. */
    public List<Notification> due(String channel, long nowUs, int limit) {
        return database.read(c ->
                c.sql(
                                "select * from notifications where state = 'waiting' and channel = ?"
                                        + " and next_us <= ? and expires_us > ? order by next_us, id"
                                        + " limit ?")
                        .params(channel, nowUs, nowUs, limit)
                        .query(NotificationStore::notification)
                        .list());
    }

    /** It stays in the queue. */
    public void later(String id, int attempts, long nextUs, String result, String detail) {
        database.write(c ->
                c.sql(
                                "update notifications set attempts = ?, next_us = ?, result = ?, detail"
                                        + " = ? where id = ? and state = 'waiting'")
                        .params(attempts, nextUs, result, detail, id)
                        .update());
    }

    /** It leaves the queue; the text of a secret one is forgotten. */
    public void finish(
            String id, State state, int attempts, long nowUs, String result, String detail) {
        database.write(c ->
                c.sql(
                                "update notifications set state = ?, attempts = ?, finished_us = ?,"
                                        + " result = ?, detail = ?, body = case when secret = 1 then ''"
                                        + " else body end where id = ? and state = 'waiting'")
                        .params(word(state), attempts, nowUs, result, detail, id)
                        .update());
    }

    /** Takes out of the queue what is of no use any more. */
    public int expire(long nowUs) {
        return database.write(c ->
                c.sql(
                                "update notifications set state = 'expired', finished_us = ?, body ="
                                        + " case when secret = 1 then '' else body end where state ="
                                        + " 'waiting' and expires_us <= ?")
                        .params(nowUs, nowUs)
                        .update());
    }

    /** Removes what left the queue before {@code beforeUs}, at most {@code limit} rows. */
    public int cut(long beforeUs, int limit) {
        return database.write(c ->
                c.sql(
                                "delete from notifications where id in (select id from notifications"
                                        + " where state <> 'waiting' and finished_us < ? limit ?)")
                        .params(beforeUs, limit)
                        .update());
    }

    /** The keys that begin so. */
    public Set<String> onceKeys(String prefix) {
        return database.read(c ->
                new HashSet<>(
                        c.sql("select once_key from notifications where once_key like ?")
                                .param(prefix + "%")
                                .query(String.class)
                                .list()));
    }

    public int waiting() {
        return database.read(c ->
                c.sql("select count(*) from notifications where state = 'waiting'")
                        .query(Integer.class)
                        .single());
    }

    /**
     * Which of the log; null is all.
     *
     * @param beforeId older than this one
     */
    public record Filter(
            @Nullable String taskId,
            @Nullable String facilityId,
            @Nullable String dispatchId,
            @Nullable State state,
            @Nullable String beforeId) {}

    /** The log, the newest first. */
    public List<Notification> log(Filter filter, int limit) {
        StringBuilder where = new StringBuilder();
        List<Object> values = new ArrayList<>();
        condition(where, values, "task_id = ?", filter.taskId());
        condition(where, values, "facility_id = ?", filter.facilityId());
        condition(where, values, "dispatch_id = ?", filter.dispatchId());
        condition(where, values, "state = ?", filter.state() == null ? null : word(filter.state()));
        condition(where, values, "id < ?", filter.beforeId());
        values.add(limit);
        return database.read(c ->
                c.sql("select * from notifications" + where + " order by id desc limit ?")
                        .params(values)
                        .query(NotificationStore::notification)
                        .list());
    }

    private static void condition(
            StringBuilder where, List<Object> values, String condition, @Nullable String value) {
        if (value != null) {
            where.append(where.isEmpty() ? " where " : " and ").append(condition);
            values.add(value);
        }
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Notification notification(ResultSet row, int n) throws SQLException {
        long finished = row.getLong("finished_us");
        Long finishedUs = row.wasNull() ? null : finished;
        return new Notification(
                row.getString("id"),
                row.getLong("created_us"),
                row.getString("kind"),
                row.getString("channel"),
                row.getString("address"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("body"),
                row.getInt("secret") == 1,
                new About(
                        row.getString("dispatch_id"),
                        row.getString("task_id"),
                        row.getString("facility_id")),
                row.getString("asked_by"),
                row.getString("once_key"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                row.getLong("next_us"),
                row.getLong("expires_us"),
                finishedUs,
                row.getString("result"),
                row.getString("detail"));
    }
}
