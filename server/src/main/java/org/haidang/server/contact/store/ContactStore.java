package org.haidang.server.contact.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.haidang.server.store.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code contacts}. */
public final class ContactStore {
    private final Database database;

    public ContactStore(Database database) {
        this.database = database;
    }

    /** Oldest first. */
    public List<ContactEntry> all() {
        return database.read(c ->
                c.sql("select * from contacts order by created_us, id")
                        .query(ContactStore::entry)
                        .list());
    }

    /** The focal point of each facility that has one. */
    public List<ContactEntry> focalPoints() {
        return database.read(c ->
                c.sql("select * from contacts where focal = 1").query(ContactStore::entry).list());
    }

    /** The focal point first, then the oldest. */
    public List<ContactEntry> of(String facilityId) {
        return database.read(c ->
                c.sql(
                                "select * from contacts where facility_id = ? order by focal desc,"
                                        + " created_us, id")
                        .param(facilityId)
                        .query(ContactStore::entry)
                        .list());
    }

    /** Adds and changes, all or none; of each facility of a focal one no other stays focal. */
    public void put(List<ContactEntry> fresh, List<ContactEntry> changed) {
        database.write(c -> {
            List.of(fresh, changed).stream()
                    .flatMap(List::stream)
                    .filter(ContactEntry::focal)
                    .forEach(entry ->
                            c.sql("update contacts set focal = 0 where facility_id = ?")
                                    .param(entry.facilityId())
                                    .update());
            fresh.forEach(entry -> insert(c, entry));
            changed.forEach(entry -> update(c, entry));
            return fresh.size() + changed.size();
        });
    }

    private static void insert(JdbcClient c, ContactEntry entry) {
        c.sql(
                        "insert into contacts (id, facility_id, full_name, title, phones, email,"
                                + " focal, created_us, changed_us, changed_by) values (?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?)")
                .params(
                        entry.id(),
                        entry.facilityId(),
                        entry.contact().fullName().full(),
                        entry.contact().title(),
                        StoredContact.phones(entry.contact()),
                        entry.contact().email().address(),
                        entry.focal() ? 1 : 0,
                        entry.createdUs(),
                        entry.changedUs(),
                        entry.changedBy())
                .update();
    }

    private static void update(JdbcClient c, ContactEntry entry) {
        c.sql(
                        "update contacts set full_name = ?, title = ?, phones = ?, email = ?, focal"
                                + " = ?, changed_us = ?, changed_by = ? where id = ?")
                .params(
                        entry.contact().fullName().full(),
                        entry.contact().title(),
                        StoredContact.phones(entry.contact()),
                        entry.contact().email().address(),
                        entry.focal() ? 1 : 0,
                        entry.changedUs(),
                        entry.changedBy(),
                        entry.id())
                .update();
    }

    public boolean remove(String id) {
        return database.write(c -> c.sql("delete from contacts where id = ?").param(id).update())
                == 1;
    }

    public void removeFacility(String facilityId) {
        database.write(c ->
                c.sql("delete from contacts where facility_id = ?").param(facilityId).update());
    }

    private static ContactEntry entry(ResultSet row, int n) throws SQLException {
        return new ContactEntry(
                row.getString("id"),
                row.getString("facility_id"),
                StoredContact.read(row),
                row.getInt("focal") != 0,
                row.getLong("created_us"),
                row.getLong("changed_us"),
                row.getString("changed_by"));
    }
}
