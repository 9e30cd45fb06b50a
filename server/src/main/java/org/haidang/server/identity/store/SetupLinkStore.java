package org.haidang.server.identity.store;

import org.haidang.server.store.Database;

/** The table {@code setup_links}; one link at most is good at a time. */
public final class SetupLinkStore {
    private final Database database;

    public SetupLinkStore(Database database) {
        this.database = database;
    }

    /** Makes this the only link. */
    public void replace(String tokenHash, long expiresUs) {
        database.write(c -> {
            c.sql("delete from setup_links").update();
            return c.sql("insert into setup_links (token_hash, expires_us) values (?, ?)")
                    .params(tokenHash, expiresUs)
                    .update();
        });
    }

    public boolean valid(String tokenHash, long nowUs) {
        return database.read(c ->
                c.sql(
                                "select token_hash from setup_links where token_hash = ? and"
                                        + " expires_us > ?")
                        .params(tokenHash, nowUs)
                        .query(String.class)
                        .optional()
                        .isPresent());
    }
}
