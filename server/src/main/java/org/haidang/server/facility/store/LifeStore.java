package org.haidang.server.facility.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.FacilityState;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lives of facilities and cameras with their steps. */
public final class LifeStore {
    /**
     * A facility's life now.
     *
     * @param sinceUs when it came to this stage
     */
    public record FacilityRow(FacilityState state, long sinceUs) {}

    /**
     * A camera's life now.
     *
     * @param sinceUs when it came to this state
     * @param block empty where the zone has none or nobody said
     */
    public record CameraRow(CameraState state, long sinceUs, String block, String floor) {}

    private final Database database;

    public LifeStore(Database database) {
        this.database = database;
    }

    public Map<String, FacilityRow> facilities() {
        Map<String, FacilityRow> rows = new HashMap<>();
        database.read(c ->
                c.sql("select * from facility_lives")
                        .query((row, n) -> rows.put(row.getString("facility_id"), facility(row)))
                        .list());
        return rows;
    }

    public Map<String, CameraRow> cameras() {
        Map<String, CameraRow> rows = new HashMap<>();
        database.read(c ->
                c.sql("select * from camera_lives")
                        .query((row, n) ->
                                rows.put(
                                        row.getString("camera_id"),
                                        new CameraRow(
                                                CameraState.valueOf(row.getString("state")),
                                                row.getLong("since_us"),
                                                row.getString("block"),
                                                row.getString("floor"))))
                        .list());
        return rows;
    }

    /** A facility's new state with the step that led there. */
    public record Taken(String facilityId, FacilityRow row, StepRow step) {}

    /** Keeps a facility's new state with the step that led there. */
    public void put(String facilityId, FacilityRow row, StepRow step) {
        put(List.of(new Taken(facilityId, row, step)));
    }

    /** Keeps many, all or none. */
    public void put(List<Taken> all) {
        database.write(c -> {
            all.forEach(one -> put(c, one.facilityId(), one.row(), one.step()));
            return all.size();
        });
    }

    private static int put(JdbcClient c, String facilityId, FacilityRow row, StepRow step) {
        FacilityState state = row.state();
        c.sql("delete from facility_lives where facility_id = ?").param(facilityId).update();
        c.sql(
                        "insert into facility_lives (facility_id, stage, since_us, findings,"
                                + " owner, escalate_on, retention_days) values (?, ?, ?, ?, ?,"
                                + " ?, ?)")
                .param(facilityId)
                .param(state.stage().name())
                .param(row.sinceUs())
                .param(findings(state))
                .param(state instanceof FacilityState.NotEligible not ? not.owner() : null)
                .param(
                        state instanceof FacilityState.NotEligible not
                                ? not.escalateOn().toString()
                                : null)
                .param(
                        state instanceof FacilityState.Closed closed
                                ? (Integer) closed.retentionDays()
                                : null)
                .update();
        return insert(c, "facility_steps", "facility_id", "stage", step);
    }

    /** Keeps a camera's new state with the step that led there. */
    public void put(String cameraId, CameraRow row, StepRow step) {
        database.write(c -> {
            c.sql("delete from camera_lives where camera_id = ?").param(cameraId).update();
            c.sql(
                            "insert into camera_lives (camera_id, state, since_us, block, floor)"
                                    + " values (?, ?, ?, ?, ?)")
                    .params(cameraId, row.state().name(), row.sinceUs(), row.block(), row.floor())
                    .update();
            return insert(c, "camera_steps", "camera_id", "state", step);
        });
    }

    public void removeCamera(String cameraId) {
        database.write(c ->
                c.sql("delete from camera_lives where camera_id = ?").param(cameraId).update());
    }

    public void removeFacility(String facilityId) {
        database.write(c ->
                c.sql("delete from facility_lives where facility_id = ?")
                        .param(facilityId)
                        .update());
    }

    /** A facility's steps, oldest first. */
    public List<StepRow> facilitySteps(String facilityId, int limit) {
        return steps("facility_steps", "facility_id", "stage", facilityId, limit);
    }

    /** A camera's steps, oldest first. */
    public List<StepRow> cameraSteps(String cameraId, int limit) {
        return steps("camera_steps", "camera_id", "state", cameraId, limit);
    }

    private List<StepRow> steps(String table, String key, String what, String of, int limit) {
        return database.read(c ->
                c.sql(
                                "select * from "
                                        + table
                                        + " where "
                                        + key
                                        + " = ? order by at_us, id limit ?")
                        .params(of, limit)
                        .query((row, n) ->
                                new StepRow(
                                        row.getString("id"),
                                        row.getString(key),
                                        row.getString("from_" + what),
                                        row.getString("to_" + what),
                                        row.getLong("at_us"),
                                        row.getString("actor_id"),
                                        row.getString("actor"),
                                        row.getInt("by_person") != 0,
                                        row.getString("evidence"),
                                        row.getString("about")))
                        .list());
    }

    private static int insert(JdbcClient c, String table, String key, String what, StepRow step) {
        return c.sql(
                        "insert into "
                                + table
                                + " (id, "
                                + key
                                + ", from_"
                                + what
                                + ", to_"
                                + what
                                + ", at_us, actor_id, actor, by_person, evidence, about) values"
                                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(step.id())
                .param(step.of())
                .param(step.from())
                .param(step.to())
                .param(step.atUs())
                .param(step.actorId())
                .param(step.actor())
                .param(step.byPerson() ? 1 : 0)
                .param(step.evidence())
                .param(step.about())
                .update();
    }

    private static FacilityRow facility(ResultSet row) throws SQLException {
        FacilityStage stage = FacilityStage.valueOf(row.getString("stage"));
        long sinceUs = row.getLong("since_us");
        List<Finding> findings = findings(row.getString("findings"));
        FacilityState state =
                switch (stage) {
                    case CONDITIONAL -> new FacilityState.Conditional(findings);
                    case NOT_ELIGIBLE ->
                            new FacilityState.NotEligible(
                                    findings.getFirst(),
                                    row.getString("owner"),
                                    LocalDate.parse(row.getString("escalate_on")));
                    case CLOSED ->
                            new FacilityState.Closed(
                                    instant(sinceUs), row.getInt("retention_days"));
                    case REGISTERED,
                            CONTACT_NAMED,
                            SURVEYED,
                            ELIGIBLE,
                            PLAN_APPROVED,
                            CONNECTING,
                            CONNECTED,
                            OPERATING,
                            DEGRADED,
                            LOST,
                            SUSPENDED ->
                            new FacilityState.At(stage);
                };
        return new FacilityRow(state, sinceUs);
    }

    private static Instant instant(long us) {
        return Instant.ofEpochSecond(
                Math.floorDiv(us, 1_000_000), Math.floorMod(us, 1_000_000) * 1_000L);
    }

    private static String findings(FacilityState state) {
        List<Finding> findings =
                switch (state) {
                    case FacilityState.Conditional conditional -> conditional.findings();
                    case FacilityState.NotEligible not -> List.of(not.finding());
                    case FacilityState.At _, FacilityState.Closed _ -> List.of();
                };
        return findings.stream()
                .map(one -> one.code().name() + "\t" + one.text().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }

    private static List<Finding> findings(@Nullable String lines) {
        return lines == null || lines.isEmpty()
                ? List.of()
                : lines.lines().map(LifeStore::finding).toList();
    }

    private static Finding finding(String line) {
        int tab = line.indexOf('\t');
        return new Finding(ReasonCode.valueOf(line.substring(0, tab)), line.substring(tab + 1));
    }
}
