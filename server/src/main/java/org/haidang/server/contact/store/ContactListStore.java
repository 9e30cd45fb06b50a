package org.haidang.server.contact.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.programme.contact.Hop;
import org.haidang.server.store.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Submissions and versions of the list. */
public final class ContactListStore {
    private final Database database;

    public ContactListStore(Database database) {
        this.database = database;
    }

    // ---- submissions

    /** The newest of each facility, by the order in which facilities first sent one. */
    public List<Submission> newestSubmissions() {
        Map<String, Submission> newest = new java.util.LinkedHashMap<>();
        database.read(c ->
                        c.sql("select * from contact_submissions order by at_us, id")
                                .query((row, n) ->
                                        new Submission(
                                                row.getString("id"),
                                                row.getString("facility_id"),
                                                StoredContact.read(row),
                                                row.getLong("at_us"),
                                                row.getString("signer_id"),
                                                row.getString("signer")))
                                .list())
                .forEach(one -> newest.put(one.facilityId(), one));
        return List.copyOf(newest.values());
    }

    public void submit(List<Submission> submissions) {
        database.write(c -> {
            submissions.forEach(one ->
                    c.sql(
                                    "insert into contact_submissions (id, facility_id, full_name,"
                                            + " title, phones, email, at_us, signer_id, signer)"
                                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                            .params(
                                    one.id(),
                                    one.facilityId(),
                                    one.contact().fullName().full(),
                                    one.contact().title(),
                                    StoredContact.phones(one.contact()),
                                    one.contact().email().address(),
                                    one.atUs(),
                                    one.signerId(),
                                    one.signer())
                            .update());
            return submissions.size();
        });
    }

    // ---- versions

    /** Newest first. */
    public List<ListVersion> versions() {
        return database.read(c -> {
            Map<Integer, List<ListVersion.Signature>> hops = new HashMap<>();
            c.sql("select * from contact_list_hops")
                    .query((row, n) ->
                            hops.computeIfAbsent(row.getInt("version"), x -> new ArrayList<>())
                                    .add(
                                            new ListVersion.Signature(
                                                    Hop.valueOf(row.getString("hop")),
                                                    row.getLong("at_us"),
                                                    row.getString("signer_id"),
                                                    row.getString("signer"),
                                                    row.getString("reason"))))
                    .list();
            Map<Integer, List<ListVersion.Entry>> entries = new HashMap<>();
            c.sql("select * from contact_list_entries order by version, position")
                    .query((row, n) ->
                            entries.computeIfAbsent(row.getInt("version"), x -> new ArrayList<>())
                                    .add(
                                            new ListVersion.Entry(
                                                    row.getString("facility_id"),
                                                    row.getString("facility_code"),
                                                    row.getString("facility"),
                                                    StoredContact.read(row),
                                                    row.getLong("submitted_us"),
                                                    row.getString("submitted_by"))))
                    .list();
            return c.sql("select * from contact_lists order by version desc")
                    .query((row, n) -> {
                        int version = row.getInt("version");
                        List<ListVersion.Signature> signed =
                                new ArrayList<>(hops.getOrDefault(version, List.of()));
                        signed.sort(Comparator.comparing(ListVersion.Signature::hop));
                        return new ListVersion(
                                version,
                                row.getLong("created_us"),
                                entries.getOrDefault(version, List.of()),
                                signed);
                    })
                    .list();
        });
    }

    public Optional<ListVersion> version(int version) {
        return versions().stream().filter(one -> one.version() == version).findFirst();
    }

    public void add(ListVersion list) {
        database.write(c -> {
            c.sql("insert into contact_lists (version, created_us) values (?, ?)")
                    .params(list.version(), list.createdUs())
                    .update();
            for (int i = 0; i < list.entries().size(); i++) {
                insert(c, list.version(), i, list.entries().get(i));
            }
            list.hops().forEach(hop -> insert(c, list.version(), hop));
            return list.entries().size();
        });
    }

    private static void insert(JdbcClient c, int version, int at, ListVersion.Entry entry) {
        c.sql(
                        "insert into contact_list_entries (version, position, facility_id,"
                                + " facility_code, facility, full_name, title, phones, email,"
                                + " submitted_us, submitted_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?)")
                .params(
                        version,
                        at,
                        entry.facilityId(),
                        entry.facilityCode(),
                        entry.facility(),
                        entry.contact().fullName().full(),
                        entry.contact().title(),
                        StoredContact.phones(entry.contact()),
                        entry.contact().email().address(),
                        entry.submittedUs(),
                        entry.submittedBy())
                .update();
    }

    /** Two of the same station cannot be kept: the second fails. */
    public void sign(int version, ListVersion.Signature signature) {
        database.write(c -> insert(c, version, signature));
    }

    private static int insert(JdbcClient c, int version, ListVersion.Signature signature) {
        return c.sql(
                        "insert into contact_list_hops (version, hop, at_us, signer_id, signer,"
                                + " reason) values (?, ?, ?, ?, ?, ?)")
                .param(version)
                .param(signature.hop().name())
                .param(signature.atUs())
                .param(signature.signerId())
                .param(signature.signer())
                .param(signature.reason())
                .update();
    }
}
