package org.haidang.server.inspection.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.inspection.Inspection;
import org.haidang.programme.inspection.Inspection.Noted;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;

/** The tables {@code inspections} and {@code inspection_findings}. */
public final class InspectionStore {
    private final Database database;

    public InspectionStore(Database database) {
        this.database = database;
    }

    public void add(InspectionRow row) {
        Inspection inspection = row.inspection();
        database.write(c -> {
            c.sql(
                            "insert into inspections (id, facility_id, on_day, inspectors, remark,"
                                    + " recorded_by, recorded_us) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            row.id(),
                            row.facilityId(),
                            inspection.on().toString(),
                            inspection.inspectors(),
                            inspection.remark(),
                            row.recordedBy(),
                            row.recordedUs())
                    .update();
            for (int i = 0; i < inspection.findings().size(); i++) {
                Noted noted = inspection.findings().get(i);
                LocalDate mendBy = noted.mendBy();
                c.sql(
                                "insert into inspection_findings (inspection_id, position, code,"
                                        + " words, mend_by) values (?, ?, ?, ?, ?)")
                        .param(row.id())
                        .param(i)
                        .param(noted.finding().code().name())
                        .param(noted.finding().text())
                        .param(mendBy == null ? null : mendBy.toString())
                        .update();
            }
            return row;
        });
    }

    /** The day of the newest inspection of each facility that ever had one. */
    public Map<String, LocalDate> newest() {
        Map<String, LocalDate> days = new HashMap<>();
        database.read(c ->
                c.sql(
                                "select facility_id, max(on_day) as newest from inspections group by facility_id")
                        .query((row, n) ->
                                days.put(
                                        row.getString("facility_id"),
                                        LocalDate.parse(row.getString("newest"))))
                        .list());
        return days;
    }

    /**
     * When each facility that operates last began to: its acceptance, or the one after it rested.
     *
     * @return microseconds since 1970 UTC by facility
     */
    public Map<String, Long> operatingSince() {
        Map<String, Long> since = new HashMap<>();
        database.read(c ->
                c.sql(
                                "select facility_id, max(at_us) as since from facility_steps where"
                                        + " to_stage = 'OPERATING' and from_stage = 'CONNECTED'"
                                        + " group by facility_id")
                        .query((row, n) ->
                                since.put(row.getString("facility_id"), row.getLong("since")))
                        .list());
        return since;
    }

    /** Newest first. */
    public List<InspectionRow> of(String facilityId, int limit) {
        return database.read(c -> {
            Map<String, List<Noted>> findings = new HashMap<>();
            c.sql(
                            "select f.* from inspection_findings f join inspections i on i.id ="
                                    + " f.inspection_id where i.facility_id = ? order by"
                                    + " f.inspection_id, f.position")
                    .param(facilityId)
                    .query((row, n) ->
                            findings.computeIfAbsent(
                                            row.getString("inspection_id"), id -> new ArrayList<>())
                                    .add(noted(row)))
                    .list();
            return c.sql(
                            "select * from inspections where facility_id = ? order by on_day desc,"
                                    + " id desc limit ?")
                    .params(facilityId, limit)
                    .query((row, n) -> inspection(row, findings))
                    .list();
        });
    }

    private static Noted noted(ResultSet row) throws SQLException {
        return new Noted(
                new Finding(ReasonCode.valueOf(row.getString("code")), row.getString("words")),
                day(row.getString("mend_by")));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static InspectionRow inspection(ResultSet row, Map<String, List<Noted>> findings)
            throws SQLException {
        String id = row.getString("id");
        return new InspectionRow(
                id,
                row.getString("facility_id"),
                new Inspection(
                        LocalDate.parse(row.getString("on_day")),
                        row.getString("inspectors"),
                        findings.getOrDefault(id, List.of()),
                        row.getString("remark")),
                row.getString("recorded_by"),
                row.getLong("recorded_us"));
    }
}
