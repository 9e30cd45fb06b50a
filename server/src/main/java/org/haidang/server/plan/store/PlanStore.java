package org.haidang.server.plan.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.haidang.programme.plan.Codec;
import org.haidang.programme.plan.LinkType;
import org.haidang.programme.plan.Plan;
import org.haidang.programme.plan.Plan.Comment;
import org.haidang.programme.plan.PlanState;
import org.haidang.programme.plan.PlanState.Approved;
import org.haidang.programme.plan.PlanState.Draft;
import org.haidang.programme.plan.PlanState.Proposed;
import org.haidang.programme.plan.PlanState.Returned;
import org.haidang.programme.plan.PlanState.Signer;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.programme.plan.RecordingMode;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.plan.StreamTarget;
import org.haidang.programme.plan.Supply;
import org.haidang.programme.plan.Term;
import org.haidang.programme.plan.ViewingShare;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code plan_versions}, {@code plan_sites} and {@code plan_comments}. */
public final class PlanStore {
    private record Signature(@Nullable Long us, @Nullable String by, @Nullable String name) {}

    private final Database database;

    public PlanStore(Database database) {
        this.database = database;
    }

    /** All versions; a server has one plan. */
    public PlanVersions all() {
        return database.read(c -> {
            Map<Integer, List<SiteParameters>> sites = sites(c);
            Map<Integer, List<Comment>> comments = comments(c);
            return new PlanVersions(
                    c.sql("select * from plan_versions order by version")
                            .query((row, n) -> plan(row, sites, comments))
                            .list());
        });
    }

    /** Keeps a version as it is now, new or in place of what it was. */
    public void put(Plan plan) {
        database.write(c -> {
            for (String table : List.of("plan_comments", "plan_sites", "plan_versions")) {
                c.sql("delete from " + table + " where plan_id = ? and version = ?")
                        .params(plan.id(), plan.version())
                        .update();
            }
            insert(c, plan);
            int position = 0;
            for (SiteParameters site : plan.sites()) {
                insert(c, plan, position++, site);
            }
            position = 0;
            for (Comment comment : plan.comments()) {
                insert(c, plan, position++, comment);
            }
            return null;
        });
    }

    private static void insert(JdbcClient c, Plan plan) {
        PlanTemplate template = plan.template();
        Signature proposed = proposed(plan.state());
        Signature decided = decided(plan.state());
        c.sql(
                        "insert into plan_versions (plan_id, version, state, main_codec, main_width,"
                                + " main_height, main_fps, main_kbps, sub_codec, sub_width,"
                                + " sub_height, sub_fps, sub_kbps, recording, retention_days, link,"
                                + " supplies, province_views, nation_views, headroom_percent,"
                                + " proposed_us, proposed_by, proposed_name, decided_us, decided_by,"
                                + " decided_name, return_reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(plan.id())
                .param(plan.version())
                .param(stateName(plan.state()))
                .param(template.main().codec().name())
                .param(template.main().widthPx())
                .param(template.main().heightPx())
                .param(template.main().fps())
                .param(template.main().kbps())
                .param(template.sub().codec().name())
                .param(template.sub().widthPx())
                .param(template.sub().heightPx())
                .param(template.sub().fps())
                .param(template.sub().kbps())
                .param(template.recording().name())
                .param(template.retentionDays())
                .param(template.link().name())
                .param(lines(new TreeMap<>(template.supplies())))
                .param(template.viewing().provinceMainViews())
                .param(template.viewing().nationMainViews())
                .param(template.headroomPercent())
                .param(proposed.us())
                .param(proposed.by())
                .param(proposed.name())
                .param(decided.us())
                .param(decided.by())
                .param(decided.name())
                .param(plan.state() instanceof Returned back ? back.reason() : null)
                .update();
    }

    private static void insert(JdbcClient c, Plan plan, int position, SiteParameters site) {
        c.sql(
                        "insert into plan_sites (plan_id, version, position, facility_id, cameras,"
                                + " main_kbps, sub_kbps, recording, retention_days, link,"
                                + " uplink_kbps, start_on, responsible, reasons) values (?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(plan.id())
                .param(plan.version())
                .param(position)
                .param(site.facility())
                .param(site.cameras())
                .param(site.mainKbps())
                .param(site.subKbps())
                .param(site.recording().name())
                .param(site.retentionDays())
                .param(site.link().name())
                .param(site.uplinkKbps())
                .param(site.startOn().toString())
                .param(site.responsible())
                .param(lines(new TreeMap<>(site.reasons())))
                .update();
    }

    private static void insert(JdbcClient c, Plan plan, int position, Comment comment) {
        c.sql(
                        "insert into plan_comments (plan_id, version, position, at_us, by_id, by_name,"
                                + " facility_id, body) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(plan.id())
                .param(plan.version())
                .param(position)
                .param(us(comment.at()))
                .param(comment.by().id())
                .param(comment.by().name())
                .param(comment.facility())
                .param(comment.text())
                .update();
    }

    // ---- reading

    private static Map<Integer, List<SiteParameters>> sites(JdbcClient c) {
        Map<Integer, List<SiteParameters>> byVersion = new HashMap<>();
        c.sql("select * from plan_sites order by version, position")
                .query((row, n) ->
                        byVersion
                                .computeIfAbsent(row.getInt("version"), v -> new ArrayList<>())
                                .add(site(row)))
                .list();
        return byVersion;
    }

    private static Map<Integer, List<Comment>> comments(JdbcClient c) {
        Map<Integer, List<Comment>> byVersion = new HashMap<>();
        c.sql("select * from plan_comments order by version, position")
                .query((row, n) ->
                        byVersion
                                .computeIfAbsent(row.getInt("version"), v -> new ArrayList<>())
                                .add(
                                        new Comment(
                                                instant(row.getLong("at_us")),
                                                new Signer(
                                                        row.getString("by_id"),
                                                        row.getString("by_name")),
                                                row.getString("facility_id"),
                                                row.getString("body"))))
                .list();
        return byVersion;
    }

    private static Plan plan(
            ResultSet row,
            Map<Integer, List<SiteParameters>> sites,
            Map<Integer, List<Comment>> comments)
            throws SQLException {
        int version = row.getInt("version");
        Map<Supply, Supply.By> supplies = new EnumMap<>(Supply.class);
        pairs(row.getString("supplies"))
                .forEach((thing, by) -> supplies.put(Supply.valueOf(thing), Supply.By.valueOf(by)));
        PlanTemplate template =
                new PlanTemplate(
                        stream(row, "main"),
                        stream(row, "sub"),
                        RecordingMode.valueOf(row.getString("recording")),
                        row.getInt("retention_days"),
                        LinkType.valueOf(row.getString("link")),
                        supplies,
                        new ViewingShare(row.getInt("province_views"), row.getInt("nation_views")),
                        row.getInt("headroom_percent"));
        return new Plan(
                row.getString("plan_id"),
                version,
                template,
                sites.getOrDefault(version, List.of()),
                state(row),
                comments.getOrDefault(version, List.of()));
    }

    private static StreamTarget stream(ResultSet row, String name) throws SQLException {
        return new StreamTarget(
                Codec.valueOf(row.getString(name + "_codec")),
                row.getInt(name + "_width"),
                row.getInt(name + "_height"),
                row.getInt(name + "_fps"),
                row.getInt(name + "_kbps"));
    }

    private static SiteParameters site(ResultSet row) throws SQLException {
        int uplink = row.getInt("uplink_kbps");
        boolean unmeasured = row.wasNull();
        Map<Term, String> reasons = new EnumMap<>(Term.class);
        pairs(row.getString("reasons"))
                .forEach((term, reason) -> reasons.put(Term.valueOf(term), reason));
        return new SiteParameters(
                row.getString("facility_id"),
                row.getInt("cameras"),
                row.getInt("main_kbps"),
                row.getInt("sub_kbps"),
                RecordingMode.valueOf(row.getString("recording")),
                row.getInt("retention_days"),
                LinkType.valueOf(row.getString("link")),
                unmeasured ? null : uplink,
                LocalDate.parse(row.getString("start_on")),
                row.getString("responsible"),
                reasons);
    }

    private static PlanState state(ResultSet row) throws SQLException {
        String state = row.getString("state");
        if (state.equals("DRAFT")) {
            return new Draft();
        }
        Proposed proposed =
                new Proposed(instant(row.getLong("proposed_us")), signer(row, "proposed"));
        return switch (state) {
            case "PROPOSED" -> proposed;
            case "APPROVED" ->
                    new Approved(
                            instant(row.getLong("decided_us")), signer(row, "decided"), proposed);
            case "RETURNED" ->
                    new Returned(
                            instant(row.getLong("decided_us")),
                            signer(row, "decided"),
                            row.getString("return_reason"),
                            proposed);
            default -> throw new IllegalStateException("state of a plan: " + state);
        };
    }

    private static Signer signer(ResultSet row, String act) throws SQLException {
        return new Signer(row.getString(act + "_by"), row.getString(act + "_name"));
    }

    /** As rows and the contract write it. */
    public static String stateName(PlanState state) {
        return switch (state) {
            case Draft() -> "DRAFT";
            case Proposed _ -> "PROPOSED";
            case Approved _ -> "APPROVED";
            case Returned _ -> "RETURNED";
        };
    }

    private static Signature proposed(PlanState state) {
        return switch (state) {
            case Draft() -> new Signature(null, null, null);
            case Proposed(Instant at, Signer by) -> new Signature(us(at), by.id(), by.name());
            case Approved(var _, var _, Proposed before) -> proposed(before);
            case Returned(var _, var _, var _, Proposed before) -> proposed(before);
        };
    }

    private static Signature decided(PlanState state) {
        return switch (state) {
            case Draft(), Proposed _ -> new Signature(null, null, null);
            case Approved(Instant at, Signer by, var _) ->
                    new Signature(us(at), by.id(), by.name());
            case Returned(Instant at, Signer by, var _, var _) ->
                    new Signature(us(at), by.id(), by.name());
        };
    }

    private static String lines(Map<? extends Enum<?>, ?> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey().name() + "\t" + pair.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> pairs(String lines) {
        return lines.lines()
                .collect(
                        Collectors.toMap(
                                line -> line.substring(0, line.indexOf('\t')),
                                line -> line.substring(line.indexOf('\t') + 1)));
    }

    private static Instant instant(long us) {
        return Instant.ofEpochSecond(
                Math.floorDiv(us, 1_000_000), Math.floorMod(us, 1_000_000) * 1_000L);
    }

    private static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
