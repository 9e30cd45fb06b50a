package org.haidang.server.connection.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.server.store.Database;

/** The tables {@code camera_checks}, {@code camera_rests} and {@code picture_judgements}. */
public final class CheckStore {
    /** Of one camera that are answered, the newest first. */
    public static final int MAX_JUDGEMENTS = 100;

    private final Database database;

    public CheckStore(Database database) {
        this.database = database;
    }

    public Map<String, CameraCheck> checks() {
        Map<String, CameraCheck> checks = new HashMap<>();
        database.read(c ->
                c.sql("select * from camera_checks")
                        .query((row, n) -> checks.put(row.getString("camera_id"), check(row)))
                        .list());
        return checks;
    }

    public void put(CameraCheck check) {
        database.write(c -> {
            c.sql("delete from camera_checks where camera_id = ?").param(check.cameraId()).update();
            return c.sql(
                            "insert into camera_checks (camera_id, login, answered_us,"
                                    + " probe_sha256, credential, credential_us,"
                                    + " credential_sha256, picture_sha256, picture_us,"
                                    + " first_picture_us, joined_us) values (?, ?, ?, ?, ?, ?, ?,"
                                    + " ?, ?, ?, ?)")
                    .param(check.cameraId())
                    .param(check.login())
                    .param(check.answeredUs())
                    .param(check.probeSha256())
                    .param(check.credential().name())
                    .param(check.credentialUs())
                    .param(check.credentialSha256())
                    .param(check.pictureSha256())
                    .param(check.pictureUs())
                    .param(check.firstPictureUs())
                    .param(check.joinedUs())
                    .update();
        });
    }

    /** The camera is gone; judgements stay, as evidence. */
    public void remove(String cameraId) {
        database.write(c -> {
            c.sql("delete from camera_rests where camera_id = ?").param(cameraId).update();
            return c.sql("delete from camera_checks where camera_id = ?").param(cameraId).update();
        });
    }

    // ---- rests

    /** Until when default passwords are not tried at a camera; may lie in the past. */
    public Optional<Long> restUntilUs(String cameraId) {
        return database.read(c ->
                c.sql("select until_us from camera_rests where camera_id = ?")
                        .param(cameraId)
                        .query(Long.class)
                        .optional());
    }

    public void rest(String cameraId, long untilUs) {
        database.write(c -> {
            c.sql("delete from camera_rests where camera_id = ?").param(cameraId).update();
            return c.sql("insert into camera_rests (camera_id, until_us) values (?, ?)")
                    .params(cameraId, untilUs)
                    .update();
        });
    }

    public void endRest(String cameraId) {
        database.write(c ->
                c.sql("delete from camera_rests where camera_id = ?").param(cameraId).update());
    }

    // ---- rows

    private static CameraCheck check(ResultSet row) throws SQLException {
        long waited = row.getLong("first_picture_us");
        boolean none = row.wasNull();
        return new CameraCheck(
                row.getString("camera_id"),
                row.getString("login"),
                row.getLong("answered_us"),
                row.getString("probe_sha256"),
                Credential.valueOf(row.getString("credential")),
                row.getLong("credential_us"),
                row.getString("credential_sha256"),
                row.getString("picture_sha256"),
                row.getLong("picture_us"),
                none ? null : waited,
                row.getLong("joined_us"));
    }

    public void add(Judgement judgement) {
        database.write(c ->
                c.sql(
                                "insert into picture_judgements (id, camera_id, picture_sha256,"
                                        + " accepted, reason, zone, block, floor, url, at_us,"
                                        + " by_id, by_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                        + " ?, ?)")
                        .param(judgement.id())
                        .param(judgement.cameraId())
                        .param(judgement.pictureSha256())
                        .param(judgement.accepted() ? 1 : 0)
                        .param(judgement.reason())
                        .param(judgement.zone())
                        .param(judgement.block())
                        .param(judgement.floor())
                        .param(judgement.url())
                        .param(judgement.atUs())
                        .param(judgement.byId())
                        .param(judgement.byName())
                        .update());
    }

    /** Of every camera the newest. */
    public Map<String, Judgement> newestJudgements() {
        Map<String, Judgement> newest = new HashMap<>();
        database.read(c ->
                c.sql(
                                "select j.* from picture_judgements j where not exists (select 1"
                                        + " from picture_judgements k where k.camera_id ="
                                        + " j.camera_id and (k.at_us > j.at_us or (k.at_us ="
                                        + " j.at_us and k.id > j.id)))")
                        .query((row, n) -> newest.put(row.getString("camera_id"), judgement(row)))
                        .list());
        return newest;
    }

    /** Newest first, at most {@link #MAX_JUDGEMENTS}. */
    public List<Judgement> judgements(String cameraId) {
        return database.read(c ->
                c.sql(
                                "select * from picture_judgements where camera_id = ? order by"
                                        + " at_us desc, id desc limit ?")
                        .params(cameraId, MAX_JUDGEMENTS)
                        .query((row, n) -> judgement(row))
                        .list());
    }

    private static Judgement judgement(ResultSet row) throws SQLException {
        return new Judgement(
                row.getString("id"),
                row.getString("camera_id"),
                row.getString("picture_sha256"),
                row.getInt("accepted") != 0,
                row.getString("reason"),
                row.getString("zone"),
                row.getString("block"),
                row.getString("floor"),
                row.getString("url"),
                row.getLong("at_us"),
                row.getString("by_id"),
                row.getString("by_name"));
    }
}
