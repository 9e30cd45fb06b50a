package org.haidang.server.connection.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.connection.ConnectionRecord.Party;
import org.haidang.programme.connection.ConnectionRecord.RecordedCamera;
import org.haidang.programme.connection.ConnectionRecord.Signature;
import org.haidang.programme.connection.ConnectionRecord.Withdrawal;
import org.haidang.programme.facility.CameraClock;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.programme.facility.FacilityEvidence.PlanCovers;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Connection records with their cameras and signatures. */
public final class RecordStore {
    /** Of one facility that are answered, the newest first. */
    public static final int MAX_RECORDS = 100;

    /**
     * A record and who drew it up.
     *
     * @param drawnBy id of the person
     */
    public record Kept(ConnectionRecord record, String drawnBy, String drawnName) {}

    private final Database database;

    public RecordStore(Database database) {
        this.database = database;
    }

    public void add(Kept kept) {
        ConnectionRecord record = kept.record();
        database.write(c -> {
            c.sql(
                            "insert into connection_records (id, facility_id, plan_id, plan_version,"
                                    + " drawn_us, drawn_by, drawn_name, key_picture_age_us,"
                                    + " first_picture_us, clock_offset_us, availability_percent,"
                                    + " missing) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .param(record.id())
                    .param(record.facility())
                    .param(record.plan().plan())
                    .param(record.plan().version())
                    .param(us(record.drawnUpAt()))
                    .param(kept.drawnBy())
                    .param(kept.drawnName())
                    .param(us(record.limits().keyPictureAge()))
                    .param(us(record.limits().firstPicture()))
                    .param(us(record.limits().clockOffset()))
                    .param(record.limits().availabilityPercent())
                    .param(
                            record.missing().stream()
                                    .map(place ->
                                            place.zone().name()
                                                    + "\t"
                                                    + place.block()
                                                    + "\t"
                                                    + place.floor())
                                    .collect(Collectors.joining("\n")))
                    .update();
            int position = 0;
            for (RecordedCamera camera : record.cameras()) {
                insert(c, record.id(), position++, camera);
            }
            return null;
        });
    }

    private static void insert(JdbcClient c, String record, int position, RecordedCamera camera) {
        ConnectionFacts facts = camera.facts();
        ZonePlace place = camera.place();
        c.sql(
                        "insert into connection_record_cameras (record_id, position, camera_id,"
                                + " name, zone, block, floor, picture_sha256, accepted_by,"
                                + " measured_us, link_up, key_picture_us, first_picture_us,"
                                + " clock_offset_us, clock_silent, zone_set, accepted,"
                                + " credential, available_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(record)
                .param(position)
                .param(camera.camera())
                .param(camera.name())
                .param(place == null ? "" : place.zone().name())
                .param(place == null ? "" : place.block())
                .param(place == null ? "" : place.floor())
                .param(camera.pictureSha256())
                .param(camera.acceptedBy())
                .param(us(facts.at()))
                .param(facts.linkUp() ? 1 : 0)
                .param(facts.lastKeyPicture() == null ? null : us(facts.lastKeyPicture()))
                .param(facts.firstPicture() == null ? null : us(facts.firstPicture()))
                .param(facts.clock() instanceof CameraClock.Told told ? us(told.offset()) : null)
                .param(facts.clock() instanceof CameraClock.Silent ? 1 : 0)
                .param(facts.zoneSet() ? 1 : 0)
                .param(facts.pictureAccepted() ? 1 : 0)
                .param(facts.credential().name())
                .param(us(facts.availableInLastDay()))
                .update();
    }

    public void sign(String recordId, Signature signature) {
        database.write(c ->
                c.sql(
                                "insert into connection_signatures (record_id, party, person_id,"
                                        + " name, at_us) values (?, ?, ?, ?, ?)")
                        .params(
                                recordId,
                                signature.party().name(),
                                signature.person(),
                                signature.name(),
                                us(signature.at()))
                        .update());
    }

    public void withdraw(String recordId, Withdrawal by) {
        database.write(c ->
                c.sql(
                                "update connection_records set withdrawn_us = ?, withdrawn_by = ?,"
                                        + " withdrawn_name = ?, withdrawn_reason = ? where id = ?")
                        .params(us(by.at()), by.person(), by.name(), by.reason(), recordId)
                        .update());
    }

    public Optional<Kept> byId(String id) {
        return database.read(c ->
                c.sql("select * from connection_records where id = ?")
                        .param(id)
                        .query((row, n) -> kept(c, row))
                        .optional());
    }

    /** Newest first, at most {@link #MAX_RECORDS}. */
    public List<Kept> ofFacility(String facilityId) {
        List<String> ids =
                database.read(c ->
                        c.sql(
                                        "select id from connection_records where facility_id = ?"
                                                + " order by drawn_us desc, id desc limit ?")
                                .params(facilityId, MAX_RECORDS)
                                .query(String.class)
                                .list());
        List<Kept> kept = new ArrayList<>();
        ids.forEach(id -> byId(id).ifPresent(kept::add));
        return kept;
    }

    private static Kept kept(JdbcClient c, ResultSet row) throws SQLException {
        String id = row.getString("id");
        long withdrawnUs = row.getLong("withdrawn_us");
        Withdrawal withdrawal =
                row.wasNull()
                        ? null
                        : new Withdrawal(
                                row.getString("withdrawn_by"),
                                row.getString("withdrawn_name"),
                                instant(withdrawnUs),
                                row.getString("withdrawn_reason"));
        ConnectionRecord record =
                new ConnectionRecord(
                        id,
                        row.getString("facility_id"),
                        new PlanCovers(row.getString("plan_id"), row.getInt("plan_version")),
                        instant(row.getLong("drawn_us")),
                        new ConnectionLimits(
                                duration(row.getLong("key_picture_age_us")),
                                duration(row.getLong("first_picture_us")),
                                duration(row.getLong("clock_offset_us")),
                                row.getInt("availability_percent")),
                        cameras(c, id),
                        missing(row.getString("missing")),
                        signatures(c, id),
                        withdrawal);
        return new Kept(record, row.getString("drawn_by"), row.getString("drawn_name"));
    }

    private static List<ZonePlace> missing(String lines) {
        return lines.lines()
                .map(line -> line.split("\t", -1))
                .map(parts -> new ZonePlace(Zone.valueOf(parts[0]), parts[1], parts[2]))
                .toList();
    }

    private static List<RecordedCamera> cameras(JdbcClient c, String record) {
        return c.sql(
                        "select * from connection_record_cameras where record_id = ? order by"
                                + " position")
                .param(record)
                .query((row, n) -> camera(row))
                .list();
    }

    private static RecordedCamera camera(ResultSet row) throws SQLException {
        String zone = row.getString("zone");
        Long keyPicture = nullable(row, "key_picture_us");
        Long firstPicture = nullable(row, "first_picture_us");
        return new RecordedCamera(
                row.getString("camera_id"),
                row.getString("name"),
                zone.isEmpty()
                        ? null
                        : new ZonePlace(
                                Zone.valueOf(zone), row.getString("block"), row.getString("floor")),
                row.getString("picture_sha256"),
                row.getString("accepted_by"),
                new ConnectionFacts(
                        instant(row.getLong("measured_us")),
                        row.getInt("link_up") != 0,
                        keyPicture == null ? null : instant(keyPicture),
                        firstPicture == null ? null : duration(firstPicture),
                        clock(row),
                        row.getInt("zone_set") != 0,
                        row.getInt("accepted") != 0,
                        Credential.valueOf(row.getString("credential")),
                        duration(row.getLong("available_us"))));
    }

    private static CameraClock clock(ResultSet row) throws SQLException {
        Long offset = nullable(row, "clock_offset_us");
        if (offset != null) {
            return new CameraClock.Told(duration(offset));
        }
        return row.getInt("clock_silent") == 0
                ? new CameraClock.NotMeasured()
                : new CameraClock.Silent();
    }

    private static @Nullable Long nullable(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** In the order they were given; parties of the same moment as the parties stand. */
    private static List<Signature> signatures(JdbcClient c, String record) {
        List<String> order = Arrays.stream(Party.values()).map(Party::name).toList();
        return c
                .sql("select * from connection_signatures where record_id = ?")
                .param(record)
                .query((row, n) ->
                        new Signature(
                                Party.valueOf(row.getString("party")),
                                row.getString("person_id"),
                                row.getString("name"),
                                instant(row.getLong("at_us"))))
                .list()
                .stream()
                .sorted(
                        java.util.Comparator.comparing(Signature::at)
                                .thenComparing(one -> order.indexOf(one.party().name())))
                .toList();
    }

    private static Instant instant(long us) {
        return Instant.ofEpochSecond(
                Math.floorDiv(us, 1_000_000), Math.floorMod(us, 1_000_000) * 1_000L);
    }

    private static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static Duration duration(long us) {
        return Duration.ofNanos(us * 1_000);
    }

    private static long us(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
