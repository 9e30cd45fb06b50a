package org.haidang.server.facility.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.facility.RecordingBasis;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Profiles with their floors, waivers, resting cameras and closing records. */
public final class ProfileStore {
    /** What a camera recorded before it had to rest. */
    public record Resting(String cameraId, String facilityId, boolean main, boolean sub) {}

    private final Database database;

    public ProfileStore(Database database) {
        this.database = database;
    }

    // ---- profiles

    public Map<String, Profile> profiles() {
        return database.read(c -> {
            Map<String, Map<Long, List<String>>> floors = new HashMap<>();
            Map<String, Map<Long, String>> names = new HashMap<>();
            c.sql("select * from facility_floors order by facility_id, block_at, floor_at")
                    .query((row, n) -> {
                        String id = row.getString("facility_id");
                        long at = row.getLong("block_at");
                        names.computeIfAbsent(id, x -> new LinkedHashMap<>())
                                .put(at, row.getString("block"));
                        return floors.computeIfAbsent(id, x -> new HashMap<>())
                                .computeIfAbsent(at, x -> new ArrayList<>())
                                .add(row.getString("floor"));
                    })
                    .list();
            Map<String, Profile> profiles = new HashMap<>();
            c.sql("select * from facility_profiles")
                    .query((row, n) -> {
                        String id = row.getString("facility_id");
                        List<ZoneSufficiency.Block> blocks = new ArrayList<>();
                        names.getOrDefault(id, Map.of())
                                .forEach((at, name) ->
                                        blocks.add(
                                                new ZoneSufficiency.Block(
                                                        name,
                                                        floors.getOrDefault(id, Map.of())
                                                                .getOrDefault(at, List.of()))));
                        return profiles.put(id, profile(row, blocks));
                    })
                    .list();
            return profiles;
        });
    }

    private static Profile profile(ResultSet row, List<ZoneSufficiency.Block> blocks)
            throws SQLException {
        String body = row.getString("managing_body");
        return new Profile(
                row.getString("facility_id"),
                row.getString("code"),
                body.isEmpty() ? null : ManagingBody.valueOf(body),
                whole(row, "capacity"),
                whole(row, "occupants"),
                number(row, "latitude_e6"),
                number(row, "longitude_e6"),
                blocks,
                new RecordingBasis(
                        row.getString("purpose"),
                        row.getString("legal_basis"),
                        row.getString("controller"),
                        whole(row, "retention_days")),
                row.getString("notice"),
                row.getLong("revision"),
                row.getLong("changed_us"),
                row.getString("changed_by"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Integer whole(ResultSet row, String column) throws SQLException {
        Long value = number(row, column);
        return value == null ? null : Math.toIntExact(value);
    }

    /** Keeps them all or none. */
    public void put(List<Profile> profiles) {
        database.write(c -> {
            profiles.forEach(profile -> put(c, profile));
            return profiles.size();
        });
    }

    private static void put(JdbcClient c, Profile profile) {
        String id = profile.facilityId();
        forget(c, "facility_profiles", id);
        forget(c, "facility_floors", id);
        ManagingBody body = profile.managingBody();
        c.sql(
                        "insert into facility_profiles (facility_id, code, managing_body, capacity,"
                                + " occupants, latitude_e6, longitude_e6, purpose, legal_basis,"
                                + " controller, retention_days, notice, revision, changed_us,"
                                + " changed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(id)
                .param(profile.code())
                .param(body == null ? "" : body.name())
                .param(profile.capacity())
                .param(profile.occupants())
                .param(profile.latitudeE6())
                .param(profile.longitudeE6())
                .param(profile.basis().purpose())
                .param(profile.basis().legalBasis())
                .param(profile.basis().controller())
                .param(profile.basis().retentionDays())
                .param(profile.notice())
                .param(profile.revision())
                .param(profile.changedUs())
                .param(profile.changedBy())
                .update();
        for (int b = 0; b < profile.blocks().size(); b++) {
            ZoneSufficiency.Block block = profile.blocks().get(b);
            for (int f = 0; f < block.floors().size(); f++) {
                c.sql(
                                "insert into facility_floors (facility_id, block_at, floor_at,"
                                        + " block, floor) values (?, ?, ?, ?, ?)")
                        .params(id, b, f, block.name(), block.floors().get(f))
                        .update();
            }
        }
    }

    /** Forgets a facility, but for what was signed of its end. */
    public void removeFacility(String id) {
        database.write(c -> {
            forget(c, "facility_profiles", id);
            forget(c, "facility_floors", id);
            forget(c, "facility_waivers", id);
            return forget(c, "facility_resting_cameras", id);
        });
    }

    private static int forget(JdbcClient c, String table, String facilityId) {
        return c.sql("delete from " + table + " where facility_id = ?").param(facilityId).update();
    }

    // ---- waivers

    /** Oldest first, also withdrawn ones. */
    public List<WaiverRow> waivers(String facilityId, int max) {
        return database.read(c ->
                c.sql(
                                "select * from facility_waivers where facility_id = ? order by"
                                        + " signed_us, id limit ?")
                        .params(facilityId, max)
                        .query(ProfileStore::waiver)
                        .list());
    }

    /** Those that hold, of all facilities. */
    public List<WaiverRow> waivers() {
        return database.read(c ->
                c.sql("select * from facility_waivers where withdrawn_us is null")
                        .query(ProfileStore::waiver)
                        .list());
    }

    private static WaiverRow waiver(ResultSet row, int n) throws SQLException {
        return new WaiverRow(
                row.getString("id"),
                row.getString("facility_id"),
                new ZonePlace(
                        Zone.valueOf(row.getString("zone")),
                        row.getString("block"),
                        row.getString("floor")),
                row.getString("reason"),
                row.getString("signer_id"),
                row.getString("signer"),
                row.getLong("signed_us"),
                number(row, "withdrawn_us"),
                row.getString("withdrawn_by"));
    }

    public void add(WaiverRow waiver) {
        database.write(c ->
                c.sql(
                                "insert into facility_waivers (id, facility_id, zone, block, floor,"
                                        + " reason, signer_id, signer, signed_us) values (?, ?, ?, ?,"
                                        + " ?, ?, ?, ?, ?)")
                        .params(
                                waiver.id(),
                                waiver.facilityId(),
                                waiver.place().zone().name(),
                                waiver.place().block(),
                                waiver.place().floor(),
                                waiver.reason(),
                                waiver.signerId(),
                                waiver.signer(),
                                waiver.signedUs())
                        .update());
    }

    /** False when there is none of that id that holds. */
    public boolean withdraw(String facilityId, String id, long atUs, String by) {
        return database.write(c ->
                c.sql(
                                "update facility_waivers set withdrawn_us = ?, withdrawn_by = ?"
                                        + " where id = ? and facility_id = ? and withdrawn_us is null")
                        .params(atUs, by, id, facilityId)
                        .update())
                == 1;
    }

    // ---- cameras that rest

    public void rest(Resting resting) {
        database.write(c -> {
            c.sql("delete from facility_resting_cameras where camera_id = ?")
                    .param(resting.cameraId())
                    .update();
            return c.sql(
                            "insert into facility_resting_cameras (camera_id, facility_id,"
                                    + " record_main, record_sub) values (?, ?, ?, ?)")
                    .params(
                            resting.cameraId(),
                            resting.facilityId(),
                            resting.main() ? 1 : 0,
                            resting.sub() ? 1 : 0)
                    .update();
        });
    }

    public List<Resting> resting(String facilityId) {
        return database.read(c ->
                c.sql("select * from facility_resting_cameras where facility_id = ?")
                        .param(facilityId)
                        .query((row, n) ->
                                new Resting(
                                        row.getString("camera_id"),
                                        row.getString("facility_id"),
                                        row.getInt("record_main") != 0,
                                        row.getInt("record_sub") != 0))
                        .list());
    }

    public void wake(String cameraId) {
        database.write(c ->
                c.sql("delete from facility_resting_cameras where camera_id = ?")
                        .param(cameraId)
                        .update());
    }

    // ---- closing records

    public void add(ClosingRow closing) {
        database.write(c -> {
            forget(c, "facility_closings", closing.facilityId());
            return c.sql(
                            "insert into facility_closings (facility_id, facility, document,"
                                    + " reason, retention_days, cameras, signer_id, signer,"
                                    + " closed_us, wipe_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            closing.facilityId(),
                            closing.facility(),
                            closing.document(),
                            closing.reason(),
                            closing.retentionDays(),
                            String.join("\n", closing.cameras()),
                            closing.signerId(),
                            closing.signer(),
                            closing.closedUs(),
                            closing.wipeUs())
                    .update();
        });
    }

    public Optional<ClosingRow> closing(String facilityId) {
        return database.read(c ->
                c.sql("select * from facility_closings where facility_id = ?")
                        .param(facilityId)
                        .query(ProfileStore::closing)
                        .optional());
    }

    /** Closing records whose footage may still be there. */
    public List<ClosingRow> unwiped() {
        return database.read(c ->
                c.sql("select * from facility_closings where wiped_us is null")
                        .query(ProfileStore::closing)
                        .list());
    }

    public void wiped(String facilityId, long atUs) {
        database.write(c ->
                c.sql("update facility_closings set wiped_us = ? where facility_id = ?")
                        .params(atUs, facilityId)
                        .update());
    }

    private static ClosingRow closing(ResultSet row, int n) throws SQLException {
        return new ClosingRow(
                row.getString("facility_id"),
                row.getString("facility"),
                row.getString("document"),
                row.getString("reason"),
                row.getInt("retention_days"),
                row.getString("cameras").lines().filter(line -> !line.isBlank()).toList(),
                row.getString("signer_id"),
                row.getString("signer"),
                row.getLong("closed_us"),
                row.getLong("wipe_us"),
                number(row, "wiped_us"));
    }
}
