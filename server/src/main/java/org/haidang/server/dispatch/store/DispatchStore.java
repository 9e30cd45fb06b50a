package org.haidang.server.dispatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.TaskEvidence;
import org.haidang.programme.dispatch.TaskState;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register in SQL. A province has hundreds of letters, so lists are read whole. */
public final class DispatchStore {
    private static final String TASK_COLUMNS =
            "item = ?, agency = ?, organisation_id = ?, wording = ?, phrase = ?, due_us = ?, edge ="
                    + " ?, by_hand = ?, state = ?, state_us = ?, state_by = ?, recorded_us = ?,"
                    + " evidence = ?, documents = ?, version = ?";

    private final Database database;

    public DispatchStore(Database database) {
        this.database = database;
    }

    // ---- letters

    /** The newest first. */
    public List<DispatchRow> dispatches() {
        return database.read(c -> {
            Map<String, List<String>> parents = new HashMap<>();
            c.sql("select dispatch_id, parent_id from dispatch_parents order by parent_id")
                    .query((row, n) ->
                            parents.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                                    .add(row.getString(2)))
                    .list();
            return c.sql("select * from dispatches order by issued_on desc, id desc")
                    .query((row, n) ->
                            dispatch(row, parents.getOrDefault(row.getString("id"), List.of())))
                    .list();
        });
    }

    public Optional<DispatchRow> dispatch(String id) {
        return database.read(c -> {
            List<String> parents =
                    c.sql(
                                    "select parent_id from dispatch_parents where dispatch_id = ? order"
                                            + " by parent_id")
                            .param(id)
                            .query(String.class)
                            .list();
            return c.sql("select * from dispatches where id = ?")
                    .param(id)
                    .query((row, n) -> dispatch(row, parents))
                    .optional();
        });
    }

    /** Whether it was added; not when the number of that day is there already. */
    public boolean add(DispatchRow row) {
        return whole(
                row,
                c ->
                        c.sql(
                                "insert into dispatches (number, kind, issued_on, issuer,"
                                        + " issuer_organisation_id, subject, urgency, received_us,"
                                        + " recipients, organisation_id, created_us, created_by, id)"
                                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    }

    /** Whether it was changed; not when another has the number of that day. */
    public boolean change(DispatchRow row) {
        return whole(
                row,
                c ->
                        c.sql(
                                "update dispatches set number = ?, kind = ?, issued_on = ?, issuer = ?,"
                                        + " issuer_organisation_id = ?, subject = ?, urgency = ?,"
                                        + " received_us = ?, recipients = ?, organisation_id = ?,"
                                        + " created_us = ?, created_by = ? where id = ?"));
    }

    private interface Statement {
        JdbcClient.StatementSpec on(JdbcClient client);
    }

    private boolean whole(DispatchRow row, Statement statement) {
        try {
            return database.write(c -> {
                // SQLite's refusal of a second one is no exception of its own.
                if (c.sql(
                                        "select count(*) from dispatches where number = ? and issued_on ="
                                                + " ? and id <> ?")
                                .params(row.number(), row.issuedOn().toString(), row.id())
                                .query(Long.class)
                                .single()
                        > 0) {
                    return false;
                }
                statement
                        .on(c)
                        .param(row.number())
                        .param(row.kind().name())
                        .param(row.issuedOn().toString())
                        .param(row.issuer())
                        .param(row.issuerOrganisationId())
                        .param(row.subject())
                        .param(row.urgency().name())
                        .param(row.receivedUs())
                        .param(String.join("\n", row.recipients()))
                        .param(row.organisationId())
                        .param(row.createdUs())
                        .param(row.createdBy())
                        .param(row.id())
                        .update();
                c.sql("delete from dispatch_parents where dispatch_id = ?")
                        .param(row.id())
                        .update();
                for (String parent : row.parentIds()) {
                    c.sql("insert into dispatch_parents (dispatch_id, parent_id) values (?, ?)")
                            .params(row.id(), parent)
                            .update();
                }
                return true;
            });
        } catch (DuplicateKeyException e) {
            // PostgreSQL lets two add the same at the same time; one of them ends here.
            return false;
        }
    }

    /** With all that belongs to it. */
    public void remove(String id) {
        database.write(c -> c.sql("delete from dispatches where id = ?").param(id).update());
    }

    private static DispatchRow dispatch(ResultSet row, List<String> parents) throws SQLException {
        return new DispatchRow(
                row.getString("id"),
                row.getString("number"),
                Dispatch.Kind.valueOf(row.getString("kind")),
                LocalDate.parse(row.getString("issued_on")),
                row.getString("issuer"),
                row.getString("issuer_organisation_id"),
                row.getString("subject"),
                Dispatch.Urgency.valueOf(row.getString("urgency")),
                row.getLong("received_us"),
                lines(row.getString("recipients")),
                row.getString("organisation_id"),
                row.getLong("created_us"),
                row.getString("created_by"),
                List.copyOf(parents));
    }

    // ---- tasks

    public List<TaskRow> tasks() {
        return database.read(c ->
                c.sql("select * from dispatch_tasks order by id")
                        .query((row, n) -> task(row))
                        .list());
    }

    public List<TaskRow> tasksOf(String dispatchId) {
        return database.read(c ->
                c.sql("select * from dispatch_tasks where dispatch_id = ? order by id")
                        .param(dispatchId)
                        .query((row, n) -> task(row))
                        .list());
    }

    public Optional<TaskRow> task(String id) {
        return database.read(c ->
                c.sql("select * from dispatch_tasks where id = ?")
                        .param(id)
                        .query((row, n) -> task(row))
                        .optional());
    }

    public void add(TaskRow row, TaskEventRow event) {
        database.write(c -> {
            c.sql(
                            "insert into dispatch_tasks (item, agency, organisation_id, wording,"
                                    + " phrase, due_us, edge, by_hand, state, state_us, state_by,"
                                    + " recorded_us, evidence, documents, version, id, dispatch_id)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(values(row))
                    .param(row.id())
                    .param(row.dispatchId())
                    .update();
            return insert(c, event);
        });
    }

    /** Whether it was changed; not when somebody else was faster. */
    public boolean change(TaskRow row, TaskEventRow event) {
        return database.write(c -> {
            int changed =
                    c.sql(
                                    "update dispatch_tasks set "
                                            + TASK_COLUMNS
                                            + " where id = ? and version = ?")
                            .params(values(row))
                            .param(row.id())
                            .param(row.version() - 1)
                            .update();
            return changed == 1 && insert(c, event) == 1;
        });
    }

    public void removeTask(String id) {
        database.write(c -> c.sql("delete from dispatch_tasks where id = ?").param(id).update());
    }

    public void add(TaskEventRow event) {
        database.write(c -> insert(c, event));
    }

    private static int insert(JdbcClient c, TaskEventRow event) {
        return c.sql(
                        "insert into dispatch_task_events (id, task_id, at_us, person, act, words)"
                                + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        event.id(),
                        event.taskId(),
                        event.atUs(),
                        event.person(),
                        event.act(),
                        event.words())
                .update();
    }

    /** Oldest first, the newest {@code limit}. */
    public List<TaskEventRow> events(String taskId, int limit) {
        return database.read(c ->
                        c.sql(
                                        "select * from dispatch_task_events where task_id = ? order by"
                                                + " id desc limit ?")
                                .params(taskId, limit)
                                .query((row, n) ->
                                        new TaskEventRow(
                                                row.getString("id"),
                                                taskId,
                                                row.getLong("at_us"),
                                                row.getString("person"),
                                                row.getString("act"),
                                                row.getString("words")))
                                .list())
                .reversed();
    }

    private static List<@Nullable Object> values(TaskRow row) {
        Deadline deadline = row.deadline();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(row.item());
        values.add(row.agency());
        values.add(row.organisationId());
        values.add(row.wording());
        values.add(deadline == null ? null : deadline.phrase());
        values.add(deadline == null ? null : us(deadline.due()));
        values.add(deadline == null ? null : deadline.edge().name());
        values.add(row.byHand() ? 1 : 0);
        switch (row.state()) {
            case TaskState.Open _ -> values.addAll(List.of("OPEN", row.recordedUs(), ""));
            case TaskState.InProgress working ->
                    values.addAll(List.of("IN_PROGRESS", us(working.since()), working.by()));
            case TaskState.Done done -> values.addAll(List.of("DONE", us(done.at()), done.by()));
        }
        values.add(row.recordedUs());
        TaskEvidence evidence =
                row.state() instanceof TaskState.Done done
                        ? done.evidence()
                        : new TaskEvidence("", List.of());
        values.add(evidence.text());
        values.add(String.join("\n", evidence.documents()));
        values.add(row.version());
        return values;
    }

    private static TaskRow task(ResultSet row) throws SQLException {
        return new TaskRow(
                row.getString("id"),
                row.getString("dispatch_id"),
                row.getString("item"),
                row.getString("agency"),
                row.getString("organisation_id"),
                row.getString("wording"),
                deadline(row),
                row.getInt("by_hand") == 1,
                state(row),
                row.getLong("recorded_us"),
                row.getLong("version"));
    }

    private static @Nullable Deadline deadline(ResultSet row) throws SQLException {
        String phrase = row.getString("phrase");
        return phrase == null
                ? null
                : new Deadline(
                        phrase,
                        instant(row.getLong("due_us")),
                        Deadline.Edge.valueOf(row.getString("edge")));
    }

    private static TaskState state(ResultSet row) throws SQLException {
        Instant at = instant(row.getLong("state_us"));
        String by = row.getString("state_by");
        return switch (row.getString("state")) {
            case "DONE" ->
                    new TaskState.Done(
                            by,
                            at,
                            new TaskEvidence(
                                    row.getString("evidence"), lines(row.getString("documents"))));
            case "IN_PROGRESS" -> new TaskState.InProgress(by, at);
            default -> new TaskState.Open();
        };
    }

    // ---- addressees

    public List<AddresseeRow> addressees(String dispatchId) {
        return database.read(c ->
                c.sql("select * from dispatch_addressees where dispatch_id = ? order by position")
                        .param(dispatchId)
                        .query((row, n) -> addressee(row))
                        .list());
    }

    /** Of all letters, by the letter's id. */
    public Map<String, List<AddresseeRow>> addressees() {
        Map<String, List<AddresseeRow>> all = new HashMap<>();
        database.read(c ->
                c.sql("select * from dispatch_addressees order by dispatch_id, position")
                        .query((row, n) ->
                                all.computeIfAbsent(
                                                row.getString("dispatch_id"),
                                                _ -> new ArrayList<>())
                                        .add(addressee(row)))
                        .list());
        return all;
    }

    public void put(String dispatchId, List<AddresseeRow> rows) {
        database.write(c -> {
            c.sql("delete from dispatch_addressees where dispatch_id = ?")
                    .param(dispatchId)
                    .update();
            int position = 0;
            for (AddresseeRow row : rows) {
                c.sql(
                                "insert into dispatch_addressees (dispatch_id, position, name,"
                                        + " organisation_id, copied_us, copied_by) values (?, ?, ?, ?,"
                                        + " ?, ?)")
                        .param(dispatchId)
                        .param(position++)
                        .param(row.name())
                        .param(row.organisationId())
                        .param(row.copiedUs())
                        .param(row.copiedBy())
                        .update();
            }
            return null;
        });
    }

    private static AddresseeRow addressee(ResultSet row) throws SQLException {
        long copied = row.getLong("copied_us");
        Long copiedUs = row.wasNull() ? null : copied;
        return new AddresseeRow(
                row.getString("name"),
                row.getString("organisation_id"),
                copiedUs,
                row.getString("copied_by"));
    }

    // ---- files

    public List<FileRow> files(String dispatchId) {
        return database.read(c ->
                c.sql("select * from dispatch_files where dispatch_id = ? order by id")
                        .param(dispatchId)
                        .query((row, n) -> file(row))
                        .list());
    }

    public Optional<FileRow> file(String id) {
        return database.read(c ->
                c.sql("select * from dispatch_files where id = ?")
                        .param(id)
                        .query((row, n) -> file(row))
                        .optional());
    }

    /** Bytes of all files together. */
    public long fileBytes() {
        return database.read(c ->
                c.sql("select coalesce(sum(size_bytes), 0) from dispatch_files")
                        .query(Long.class)
                        .single());
    }

    public void add(FileRow row) {
        database.write(c ->
                c.sql(
                                "insert into dispatch_files (id, dispatch_id, name, media_type,"
                                        + " size_bytes, sha256, created_us, created_by) values (?, ?,"
                                        + " ?, ?, ?, ?, ?, ?)")
                        .params(
                                row.id(),
                                row.dispatchId(),
                                row.name(),
                                row.mediaType(),
                                row.sizeBytes(),
                                row.sha256(),
                                row.createdUs(),
                                row.createdBy())
                        .update());
    }

    public void removeFile(String id) {
        database.write(c -> c.sql("delete from dispatch_files where id = ?").param(id).update());
    }

    private static FileRow file(ResultSet row) throws SQLException {
        return new FileRow(
                row.getString("id"),
                row.getString("dispatch_id"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getLong("created_us"),
                row.getString("created_by"));
    }

    // ---- addresses of agencies

    public List<AddressRow> addresses() {
        return database.read(c ->
                c.sql(
                                "select * from organisation_addresses order by organisation_id, channel,"
                                        + " address")
                        .query((row, n) ->
                                new AddressRow(
                                        row.getString("organisation_id"),
                                        row.getString("channel"),
                                        row.getString("address"),
                                        row.getString("name")))
                        .list());
    }

    public void putAddresses(String organisationId, List<AddressRow> rows) {
        database.write(c -> {
            c.sql("delete from organisation_addresses where organisation_id = ?")
                    .param(organisationId)
                    .update();
            for (AddressRow row : rows) {
                c.sql(
                                "insert into organisation_addresses (organisation_id, channel, address,"
                                        + " name) values (?, ?, ?, ?)")
                        .params(organisationId, row.channel(), row.address(), row.name())
                        .update();
            }
            return null;
        });
    }

    // ---- columns

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    private static long us(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }
}
