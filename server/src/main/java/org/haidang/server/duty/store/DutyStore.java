package org.haidang.server.duty.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.programme.duty.HandOver;
import org.haidang.programme.duty.HandOver.Kind;
import org.haidang.programme.duty.HandOver.OpenItem;
import org.haidang.programme.duty.HandOver.Signature;
import org.haidang.programme.duty.HandOver.State;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;

/** The tables {@code duty_sites}, {@code hand_overs} and {@code hand_over_items}. */
public final class DutyStore {
    private final Database database;

    public DutyStore(Database database) {
        this.database = database;
    }

    // ---- sites

    public Map<String, DutySite> sites() {
        Map<String, DutySite> sites = new HashMap<>();
        database.read(c ->
                c.sql("select * from duty_sites")
                        .query((row, n) -> sites.put(row.getString("facility_id"), site(row)))
                        .list());
        return sites;
    }

    /** Keeps these as they are now, all or none. */
    public void put(Collection<DutySite> sites) {
        database.write(c -> {
            for (DutySite site : sites) {
                c.sql("delete from duty_sites where facility_id = ?")
                        .param(site.facilityId())
                        .update();
                c.sql(
                                "insert into duty_sites (facility_id, confirmed_us, person_id,"
                                        + " person, viewed_us) values (?, ?, ?, ?, ?)")
                        .param(site.facilityId())
                        .param(site.confirmedUs())
                        .param(site.personId())
                        .param(site.person())
                        .param(site.viewedUs())
                        .update();
            }
            return sites.size();
        });
    }

    private static DutySite site(ResultSet row) throws SQLException {
        return new DutySite(
                row.getString("facility_id"),
                longOrNull(row, "confirmed_us"),
                row.getString("person_id"),
                row.getString("person"),
                longOrNull(row, "viewed_us"));
    }

    // ---- hand-overs

    public void add(HandOverRow row) {
        HandOver over = row.handOver();
        database.write(c -> {
            c.sql(
                            "insert into hand_overs (id, facilities, note, state, outgoing_id,"
                                    + " outgoing, outgoing_us, incoming_id, incoming, incoming_us,"
                                    + " remark) values (?, ?, ?, ?, ?, ?, ?, null, null, null, ?)")
                    .params(
                            row.id(),
                            String.join("\n", row.facilityIds()),
                            over.note(),
                            over.state().name(),
                            over.outgoing().personId(),
                            over.outgoing().name(),
                            us(over.outgoing().at()),
                            over.remark())
                    .update();
            for (int i = 0; i < over.open().size(); i++) {
                OpenItem item = over.open().get(i);
                c.sql(
                                "insert into hand_over_items (hand_over_id, position, kind, item_id,"
                                        + " words_vi, words_en) values (?, ?, ?, ?, ?, ?)")
                        .params(
                                row.id(),
                                i,
                                item.kind().name(),
                                item.id(),
                                item.words().vietnamese(),
                                item.words().english())
                        .update();
            }
            return row;
        });
    }

    /**
     * Keeps who took or withdrew it.
     *
     * @return false when it was no longer offered
     */
    public boolean finish(HandOverRow row) {
        HandOver over = row.handOver();
        Signature incoming = over.incoming();
        return database.write(c ->
                c.sql(
                                "update hand_overs set state = ?, incoming_id = ?, incoming"
                                        + " = ?, incoming_us = ?, remark = ? where id = ?"
                                        + " and state = 'OFFERED'")
                        .param(over.state().name())
                        .param(incoming == null ? null : incoming.personId())
                        .param(incoming == null ? null : incoming.name())
                        .param(incoming == null ? null : us(incoming.at()))
                        .param(over.remark())
                        .param(row.id())
                        .update())
                == 1;
    }

    public Optional<HandOverRow> handOver(String id) {
        return database.read(c -> {
            Map<String, List<OpenItem>> items = new HashMap<>();
            c.sql("select * from hand_over_items where hand_over_id = ? order by position")
                    .param(id)
                    .query((row, n) -> item(items, row))
                    .list();
            return c.sql("select * from hand_overs where id = ?")
                    .param(id)
                    .query((row, n) -> handOver(row, items))
                    .optional();
        });
    }

    /** Newest first, with their lists. */
    public List<HandOverRow> handOvers(int limit) {
        return database.read(c -> {
            Map<String, List<OpenItem>> items = new HashMap<>();
            c.sql(
                            "select * from hand_over_items where hand_over_id in (select id from"
                                    + " hand_overs order by outgoing_us desc, id desc limit ?)"
                                    + " order by hand_over_id, position")
                    .param(limit)
                    .query((row, n) -> item(items, row))
                    .list();
            return c.sql("select * from hand_overs order by outgoing_us desc, id desc limit ?")
                    .param(limit)
                    .query((row, n) -> handOver(row, items))
                    .list();
        });
    }

    private static int item(Map<String, List<OpenItem>> items, ResultSet row) throws SQLException {
        items.computeIfAbsent(row.getString("hand_over_id"), id -> new ArrayList<>())
                .add(
                        new OpenItem(
                                Kind.valueOf(row.getString("kind")),
                                row.getString("item_id"),
                                new Sentence(
                                        row.getString("words_vi"), row.getString("words_en"))));
        return 0;
    }

    private static HandOverRow handOver(ResultSet row, Map<String, List<OpenItem>> items)
            throws SQLException {
        String id = row.getString("id");
        String incomingId = row.getString("incoming_id");
        String facilities = row.getString("facilities");
        return new HandOverRow(
                id,
                facilities.isEmpty() ? List.of() : List.of(facilities.split("\n")),
                new HandOver(
                        items.getOrDefault(id, List.of()),
                        row.getString("note"),
                        new Signature(
                                row.getString("outgoing_id"),
                                row.getString("outgoing"),
                                at(row.getLong("outgoing_us"))),
                        State.valueOf(row.getString("state")),
                        incomingId == null
                                ? null
                                : new Signature(
                                        incomingId,
                                        row.getString("incoming"),
                                        at(row.getLong("incoming_us"))),
                        row.getString("remark")));
    }

    private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Instant at(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }

    private static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
