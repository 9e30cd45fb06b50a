package org.haidang.server.contact.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.haidang.server.store.Database;

/** The table {@code contact_links}. */
public final class EntryLinkStore {
    /**
     * A link.
     *
     * @param expiresUs microseconds since 1970 UTC, as is the other time
     */
    public record Row(
            String tokenHash,
            String facilityId,
            long createdUs,
            long expiresUs,
            String makerId,
            String maker) {}

    private final Database database;

    public EntryLinkStore(Database database) {
        this.database = database;
    }

    /** Keeps a link in the place of any other of the same facility, and forgets expired ones. */
    public void replace(Row row, long nowUs) {
        database.write(c -> {
            c.sql("delete from contact_links where facility_id = ? or expires_us <= ?")
                    .params(row.facilityId(), nowUs)
                    .update();
            return c.sql(
                            "insert into contact_links (token_hash, facility_id, created_us,"
                                    + " expires_us, maker_id, maker) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            row.tokenHash(),
                            row.facilityId(),
                            row.createdUs(),
                            row.expiresUs(),
                            row.makerId(),
                            row.maker())
                    .update();
        });
    }

    public Optional<Row> find(String tokenHash, long nowUs) {
        return database.read(c ->
                c.sql("select * from contact_links where token_hash = ? and expires_us > ?")
                        .params(tokenHash, nowUs)
                        .query(EntryLinkStore::row)
                        .optional());
    }

    public Optional<Row> of(String facilityId, long nowUs) {
        return database.read(c ->
                c.sql("select * from contact_links where facility_id = ? and expires_us > ?")
                        .params(facilityId, nowUs)
                        .query(EntryLinkStore::row)
                        .optional());
    }

    /** Uses a link up; false when somebody was faster. */
    public boolean take(String tokenHash) {
        return database.write(c ->
                c.sql("delete from contact_links where token_hash = ?").param(tokenHash).update())
                == 1;
    }

    public boolean removeFacility(String facilityId) {
        return database.write(c ->
                c.sql("delete from contact_links where facility_id = ?").param(facilityId).update())
                > 0;
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getString("token_hash"),
                row.getString("facility_id"),
                row.getLong("created_us"),
                row.getLong("expires_us"),
                row.getString("maker_id"),
                row.getString("maker"));
    }
}
