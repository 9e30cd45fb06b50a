package org.haidang.server.incident.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.IncidentLife.Standing;
import org.haidang.programme.incident.IncidentLife.Tick;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;
import org.haidang.server.fact.FactKind;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.incident.store.IncidentRow.Keeper;
import org.haidang.server.store.Database;
import org.haidang.server.store.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code incidents}, {@code incident_ticks} and {@code incident_events}. What changes
 * here is told to the centre above, if there is one.
 */
public final class IncidentStore {
    /** Of one incident, to a new centre. */
    private static final int MAX_TOLD_EVENTS = 200;

    private final Database database;
    private final FactOutbox outbox;

    public IncidentStore(Database database, FactOutbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    public void add(IncidentRow row, IncidentEvent event) {
        database.write(c -> {
            insert(c, row);
            return kept(c, row, List.of(event));
        });
    }

    private static void insert(JdbcClient c, IncidentRow row) {
        Keeper keeper = row.keeper();
        c.sql(
                        "insert into incidents (id, facility_id, cameras, kind, severity, title,"
                                + " from_us, to_us, state, owner_id, owner, created_by, created_us,"
                                + " changed_us, site_id, site) values (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?, ?)")
                .param(row.id())
                .param(row.facilityId())
                .param(String.join("\n", row.cameraIds()))
                .param(row.standing().kind().name())
                .param(row.severity().name())
                .param(row.title())
                .param(row.fromUs())
                .param(row.toUs())
                .param(row.standing().state().name())
                .param(row.ownerId())
                .param(row.standing().owner())
                .param(row.createdBy())
                .param(row.createdUs())
                .param(row.changedUs())
                .param(keeper == null ? null : keeper.siteId())
                .param(keeper == null ? null : keeper.site())
                .update();
    }

    /** Adds what was done, and tells the centre of it. */
    private int kept(JdbcClient c, IncidentRow row, List<IncidentEvent> events) {
        events.forEach(event -> insert(c, event));
        tell(c, row, events);
        return events.size();
    }

    /**
     * Keeps what a site below tells of an incident of its own; what is kept already changes
     * nothing.
     *
     * @param told with ids of this server, and with its keeper
     * @return false when the incident is not that site's: nothing is changed then
     */
    public boolean take(Transaction in, IncidentRow told, List<IncidentEvent> events) {
        JdbcClient c = in.client();
        IncidentRow known = byId(c, told.id()).orElse(null);
        if (known != null && !sameKeeper(known.keeper(), told.keeper())) {
            return false;
        }
        List<IncidentEvent> fresh =
                events.stream().filter(event -> !there(c, "incident_events", event.id())).toList();
        if (known == null) {
            insert(c, told);
            ticks(c, Map.of(), told);
        } else if (told.changedUs() > known.changedUs()) {
            change(c, known, told);
            ticks(c, known.standing().ticks(), told);
        } else if (fresh.isEmpty()) {
            return true;
        }
        kept(c, told, fresh);
        return true;
    }

    private static boolean sameKeeper(@Nullable Keeper one, @Nullable Keeper other) {
        return one != null && other != null && one.siteId().equals(other.siteId());
    }

    private static boolean there(JdbcClient c, String table, String id) {
        return c.sql("select count(*) from " + table + " where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Tells a new centre of all that is open, and of the newest that are closed. */
    public void tellAll(Transaction in, int closed) {
        JdbcClient c = in.client();
        List<IncidentRow> all = new ArrayList<>(find(c, asking(openStates(), Integer.MAX_VALUE)));
        all.addAll(find(c, asking(List.of(IncidentState.CLOSED), closed)));
        all.sort(Comparator.comparing(IncidentRow::createdUs).thenComparing(IncidentRow::id));
        for (IncidentRow row : all) {
            tell(c, row, events(c, row.id(), MAX_TOLD_EVENTS));
        }
    }

    private void tell(JdbcClient c, IncidentRow row, List<IncidentEvent> events) {
        outbox.append(
                new Transaction(c),
                FactKind.INCIDENT,
                row.id(),
                row.changedUs(),
                () -> IncidentFact.of(row, events).json());
    }

    private static List<IncidentState> openStates() {
        return Arrays.stream(IncidentState.values()).filter(IncidentState::open).toList();
    }

    private static IncidentFilter asking(List<IncidentState> states, int limit) {
        return new IncidentFilter(null, states, null, null, null, null, null, limit);
    }

    /**
     * Keeps a new state with what led there.
     *
     * @return false when somebody was faster: nothing is changed then
     */
    public boolean put(IncidentRow before, IncidentRow after, IncidentEvent event) {
        return database.write(c -> {
            if (!change(c, before, after)) {
                return false;
            }
            ticks(c, before.standing().ticks(), after);
            kept(c, after, List.of(event));
            return true;
        });
    }

    private static boolean change(JdbcClient c, IncidentRow before, IncidentRow after) {
        return c.sql(
                                "update incidents set cameras = ?, severity = ?, title = ?,"
                                        + " from_us = ?, to_us = ?, state = ?, owner_id = ?,"
                                        + " owner = ?, changed_us = ? where id = ? and"
                                        + " changed_us = ?")
                        .param(String.join("\n", after.cameraIds()))
                        .param(after.severity().name())
                        .param(after.title())
                        .param(after.fromUs())
                        .param(after.toUs())
                        .param(after.standing().state().name())
                        .param(after.ownerId())
                        .param(after.standing().owner())
                        .param(after.changedUs())
                        .param(after.id())
                        .param(before.changedUs())
                        .update()
                == 1;
    }

    private static void ticks(JdbcClient c, Map<String, Tick> was, IncidentRow after) {
        Map<String, Tick> is = after.standing().ticks();
        for (String item : was.keySet()) {
            if (!is.containsKey(item)) {
                c.sql("delete from incident_ticks where incident_id = ? and item = ?")
                        .params(after.id(), item)
                        .update();
            }
        }
        is.forEach((item, tick) -> {
            if (!was.containsKey(item)) {
                c.sql(
                                "insert into incident_ticks (incident_id, item, person, at_us)"
                                        + " values (?, ?, ?, ?)")
                        .params(after.id(), item, tick.by(), us(tick.at()))
                        .update();
            }
        });
    }

    private static int insert(JdbcClient c, IncidentEvent event) {
        return c.sql(
                        "insert into incident_events (id, incident_id, at_us, person_id, person,"
                                + " act, words) values (?, ?, ?, ?, ?, ?, ?)")
                .param(event.id())
                .param(event.incidentId())
                .param(event.atUs())
                .param(event.personId())
                .param(event.person())
                .param(event.act())
                .param(event.words())
                .update();
    }

    public Optional<IncidentRow> byId(String id) {
        return database.read(c -> byId(c, id));
    }

    private static Optional<IncidentRow> byId(JdbcClient c, String id) {
        Map<String, Map<String, Tick>> ticks = new HashMap<>();
        c.sql("select * from incident_ticks where incident_id = ?")
                .param(id)
                .query((row, n) -> tick(ticks, row))
                .list();
        return c.sql("select * from incidents where id = ?")
                .param(id)
                .query((row, n) -> incident(row, ticks))
                .optional();
    }

    /** Newest first. */
    public List<IncidentRow> find(IncidentFilter filter) {
        return database.read(c -> find(c, filter));
    }

    private static List<IncidentRow> find(JdbcClient c, IncidentFilter filter) {
        StringBuilder where = new StringBuilder();
        Map<String, Object> values = new HashMap<>();
        values.put("limit", filter.limit());
        if (filter.facilityIds() != null) {
            if (filter.facilityIds().isEmpty()) {
                return List.of();
            }
            also(where, values, "facility_id in (:facilities)", "facilities", filter.facilityIds());
        }
        if (filter.kind() != null) {
            also(where, values, "kind = :kind", "kind", filter.kind().name());
        }
        if (filter.severity() != null) {
            also(where, values, "severity = :severity", "severity", filter.severity().name());
        }
        if (filter.cameraId() != null) {
            // Ids are of one length, so that none is a part of another.
            also(where, values, "cameras like :camera", "camera", "%" + filter.cameraId() + "%");
        }
        if (filter.ownerId() != null) {
            also(where, values, "owner_id = :owner", "owner", filter.ownerId());
        }
        if (filter.before() != null) {
            // Ids begin with the time they were made at.
            also(where, values, "id < :before", "before", filter.before());
        }
        String rows = rows(filter.states(), where.toString(), values);
        Map<String, Map<String, Tick>> ticks = new HashMap<>();
        c.sql(
                        "select t.incident_id, t.item, t.person, t.at_us from incident_ticks t"
                                + " where t.incident_id in (select id from ("
                                + rows
                                + ") as found)")
                .params(values)
                .query((row, n) -> tick(ticks, row))
                .list();
        return c.sql(rows).params(values).query((row, n) -> incident(row, ticks)).list();
    }

    /**
     * The rows that are asked for. Of some states each is asked for by itself, along its index: a
     * database that has no figures yet reads all that were ever closed to find a few open ones.
     */
    private static String rows(
            List<IncidentState> states, String where, Map<String, Object> values) {
        String newest = " order by created_us desc, id desc limit :limit";
        List<IncidentState> wanted = states.stream().distinct().toList();
        if (wanted.size() == IncidentState.values().length) {
            return "select * from incidents where 1 = 1" + where + newest;
        }
        List<String> each = new ArrayList<>();
        for (IncidentState state : wanted) {
            String name = "state" + each.size();
            values.put(name, state.name());
            each.add("select * from incidents where state = :" + name + where + newest);
        }
        return each.size() == 1
                ? each.getFirst()
                : each.stream()
                        .map(one -> "select * from (" + one + ") as one")
                        .collect(Collectors.joining(" union all ", "", newest));
    }

    private static void also(
            StringBuilder where,
            Map<String, Object> values,
            String condition,
            String name,
            Object value) {
        where.append(" and ").append(condition);
        values.put(name, value);
    }

    /** Oldest first. */
    public List<IncidentEvent> events(String incidentId, int limit) {
        return database.read(c -> events(c, incidentId, limit));
    }

    private static List<IncidentEvent> events(JdbcClient c, String incidentId, int limit) {
        return c.sql(
                        "select * from incident_events where incident_id = ? order by at_us desc,"
                                + " id desc limit ?")
                .params(incidentId, limit)
                .query((row, n) ->
                        new IncidentEvent(
                                row.getString("id"),
                                row.getString("incident_id"),
                                row.getLong("at_us"),
                                row.getString("person_id"),
                                row.getString("person"),
                                row.getString("act"),
                                row.getString("words")))
                .list()
                .reversed();
    }

    private static int tick(Map<String, Map<String, Tick>> ticks, ResultSet row)
            throws SQLException {
        ticks.computeIfAbsent(row.getString("incident_id"), id -> new HashMap<>())
                .put(
                        row.getString("item"),
                        new Tick(
                                row.getString("person"),
                                Instant.EPOCH.plus(row.getLong("at_us"), ChronoUnit.MICROS)));
        return 0;
    }

    private static IncidentRow incident(ResultSet row, Map<String, Map<String, Tick>> ticks)
            throws SQLException {
        String id = row.getString("id");
        return new IncidentRow(
                id,
                row.getString("facility_id"),
                lines(row.getString("cameras")),
                Severity.valueOf(row.getString("severity")),
                row.getString("title"),
                row.getLong("from_us"),
                longOrNull(row, "to_us"),
                row.getString("owner_id"),
                new Standing(
                        IncidentKind.valueOf(row.getString("kind")),
                        IncidentState.valueOf(row.getString("state")),
                        row.getString("owner"),
                        ticks.getOrDefault(id, Map.of())),
                row.getString("created_by"),
                row.getLong("created_us"),
                row.getLong("changed_us"),
                keeper(row.getString("site_id"), row.getString("site")));
    }

    private static @Nullable Keeper keeper(@Nullable String siteId, @Nullable String site) {
        return siteId == null || site == null ? null : new Keeper(siteId, site);
    }

    private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : new ArrayList<>(List.of(text.split("\n")));
    }

    private static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
