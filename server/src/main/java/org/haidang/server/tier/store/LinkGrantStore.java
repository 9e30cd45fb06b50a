package org.haidang.server.tier.store;

import java.util.HashMap;
import java.util.Map;
import org.haidang.server.store.Database;

/** The table {@code link_grants}. */
public final class LinkGrantStore {
    private final Database database;

    public LinkGrantStore(Database database) {
        this.database = database;
    }

    /** What was decided, by camera. */
    public Map<String, LinkGrant> all() {
        Map<String, LinkGrant> all = new HashMap<>();
        database.read(c ->
                        c.sql("select * from link_grants")
                                .query((row, n) ->
                                        Map.entry(
                                                row.getString("camera_id"),
                                                new LinkGrant(
                                                        row.getInt("listed") != 0,
                                                        row.getInt("live") != 0,
                                                        row.getInt("playback") != 0,
                                                        row.getInt("talk") != 0,
                                                        row.getInt("turn") != 0,
                                                        row.getInt("configure") != 0)))
                                .list())
                .forEach(one -> all.put(one.getKey(), one.getValue()));
        return all;
    }

    /** Keeps what was decided about these cameras, all or none. */
    public void put(Map<String, LinkGrant> decided) {
        database.write(c -> {
            decided.forEach((camera, grant) ->
                    c.sql(
                                    "insert into link_grants (camera_id, listed, live, playback,"
                                            + " talk, turn, configure) values (?, ?, ?, ?, ?, ?, ?)"
                                            + " on conflict (camera_id) do update set"
                                            + " listed = excluded.listed, live = excluded.live,"
                                            + " playback = excluded.playback, talk = excluded.talk,"
                                            + " turn = excluded.turn,"
                                            + " configure = excluded.configure")
                            .params(
                                    camera,
                                    bit(grant.listed()),
                                    bit(grant.live()),
                                    bit(grant.playback()),
                                    bit(grant.talk()),
                                    bit(grant.turn()),
                                    bit(grant.configure()))
                            .update());
            return decided.size();
        });
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }
}
