package org.haidang.server.tier.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.haidang.server.store.Database;
import org.haidang.server.store.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code sites}, {@code site_certificates}, {@code site_places}, {@code site_cameras}.
 */
public final class SiteStore {
    private final Database database;

    public SiteStore(Database database) {
        this.database = database;
    }

    /** Keeps an invitation. */
    public void invite(Site site, String tokenHash) {
        database.write(c ->
                c.sql(
                                "insert into sites (id, name, facility_id, token_hash, created_us,"
                                        + " expires_us) values (?, ?, ?, ?, ?, ?)")
                        .param(site.id())
                        .param(site.name())
                        .param(site.facilityId())
                        .param(tokenHash)
                        .param(site.createdUs())
                        .param(site.expiresUs())
                        .update());
    }

    public List<Site> all() {
        return database.read(c ->
                c.sql("select * from sites order by created_us, id").query(SiteStore::site).list());
    }

    public Optional<Site> byId(String id) {
        return database.read(c ->
                c.sql("select * from sites where id = ?")
                        .param(id)
                        .query(SiteStore::site)
                        .optional());
    }

    /** The invitation with that token, used or not. */
    public Optional<Site> byToken(String tokenHash) {
        return database.read(c ->
                c.sql("select * from sites where token_hash = ?")
                        .param(tokenHash)
                        .query(SiteStore::site)
                        .optional());
    }

    /**
     * Uses an invitation up.
     *
     * @return false when somebody else was first, or it was revoked meanwhile
     */
    public boolean join(String id, String saidName, long nowUs) {
        return database.write(c ->
                c.sql(
                                "update sites set joined_us = ?, said_name = ? where id = ?"
                                        + " and joined_us = 0 and revoked_us = 0")
                        .params(nowUs, saidName, id)
                        .update())
                == 1;
    }

    /** Shuts a site out; its certificates are forgotten. */
    public boolean revoke(String id, String reason, long nowUs) {
        return database.write(c -> {
            c.sql("delete from site_certificates where site_id = ?").param(id).update();
            return c.sql(
                            "update sites set revoked_us = ?, revoke_reason = ? where id = ? and"
                                    + " revoked_us = 0")
                    .params(nowUs, reason, id)
                    .update();
        })
                == 1;
    }

    public void certified(String id, String serial, long untilUs) {
        database.write(c ->
                c.sql("insert into site_certificates (site_id, serial, until_us) values (?, ?, ?)")
                        .params(id, serial, untilUs)
                        .update());
    }

    public boolean trusted(String id, String serial, long nowUs) {
        return database.read(c ->
                c.sql(
                                "select count(*) from site_certificates where site_id = ?"
                                        + " and serial = ? and until_us > ?")
                        .params(id, serial, nowUs)
                        .query(Long.class)
                        .single())
                > 0;
    }

    /** Until when each site's newest certificate is good. */
    public Map<String, Long> certifiedUntil() {
        Map<String, Long> until = new HashMap<>();
        database.read(c ->
                        c.sql(
                                        "select site_id, max(until_us) from site_certificates group by"
                                                + " site_id")
                                .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                                .list())
                .forEach(one -> until.put(one.getKey(), one.getValue()));
        return until;
    }

    /** Which site each facility is at, by facility; those of sites that were shut out too. */
    public Map<String, String> sitesOfFacilities() {
        return pairs(c -> c.sql("select facility_id, site_id from site_places order by site_id"));
    }

    public void linked(String id, String saidName, String software, long nowUs) {
        database.write(c ->
                c.sql(
                                "update sites set linked_us = ?, said_name = ?, software = ? where"
                                        + " id = ?")
                        .params(nowUs, saidName, software, id)
                        .update());
    }

    public void lost(String id, long nowUs) {
        database.write(
                c -> c.sql("update sites set lost_us = ? where id = ?").params(nowUs, id).update());
    }

    /** What the site's places are here. */
    public Map<String, String> places(String id) {
        return mapping("select remote_id, facility_id from site_places where site_id = ?", id);
    }

    /** Remembers what more of the site's places are here. */
    public void places(Transaction in, String id, Map<String, String> byRemoteId) {
        remember(
                in,
                "insert into site_places (site_id, remote_id, facility_id) values (?, ?, ?)",
                id,
                byRemoteId);
    }

    /** What our facilities are called at the site that they are at. */
    public Map<String, String> facilities(String id) {
        return mapping("select facility_id, remote_id from site_places where site_id = ?", id);
    }

    /** What the site is called that each facility is at; sites that were shut out are left out. */
    public Map<String, String> namesByFacility() {
        return pairs(c ->
                c.sql(
                        "select p.facility_id, s.name from site_places p join sites s on s.id ="
                                + " p.site_id where s.revoked_us = 0 order by s.joined_us"));
    }

    /** The site that a facility is at, unless it was shut out; empty for our own. */
    public Optional<String> siteOf(String facilityId) {
        return database.read(c ->
                c.sql(
                                "select p.site_id from site_places p join sites s on s.id = p.site_id"
                                        + " where p.facility_id = ? and s.revoked_us = 0 order by"
                                        + " s.joined_us desc limit 1")
                        .param(facilityId)
                        .query(String.class)
                        .optional());
    }

    /** What the site's cameras are here. */
    public Map<String, String> cameras(String id) {
        return mapping("select remote_id, camera_id from site_cameras where site_id = ?", id);
    }

    /** Remembers what more of the site's cameras are here. */
    public void cameras(Transaction in, String id, Map<String, String> byRemoteId) {
        remember(
                in,
                "insert into site_cameras (site_id, remote_id, camera_id) values (?, ?, ?)",
                id,
                byRemoteId);
    }

    private static void remember(
            Transaction in, String sql, String id, Map<String, String> byRemoteId) {
        byRemoteId.forEach(
                (remoteId, here) -> in.client().sql(sql).params(id, remoteId, here).update());
    }

    private Map<String, String> mapping(String sql, String id) {
        return pairs(c -> c.sql(sql).param(id));
    }

    private Map<String, String> pairs(Function<JdbcClient, JdbcClient.StatementSpec> asked) {
        Map<String, String> found = new HashMap<>();
        database.read(c ->
                        asked.apply(c)
                                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                                .list())
                .forEach(pair -> found.put(pair.getKey(), pair.getValue()));
        return found;
    }

    private static Site site(ResultSet row, int n) throws SQLException {
        return new Site(
                row.getString("id"),
                row.getString("name"),
                row.getString("facility_id"),
                row.getLong("created_us"),
                row.getLong("expires_us"),
                row.getLong("joined_us"),
                row.getLong("revoked_us"),
                row.getString("said_name"),
                row.getString("software"),
                row.getLong("linked_us"),
                row.getLong("lost_us"),
                row.getString("revoke_reason"));
    }
}
