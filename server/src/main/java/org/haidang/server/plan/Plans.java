package org.haidang.server.plan;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.plan.Plan;
import org.haidang.programme.plan.Plan.Outcome;
import org.haidang.programme.plan.PlanState.Signer;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.plan.store.PlanStore;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The one plan of this server. Its versions are kept in memory too, for every round of connecting
 * asks what they cover. Acts pass one at a time. Thread-safe.
 */
public final class Plans {
    private static final System.Logger LOG = System.getLogger(Plans.class.getName());

    private final PlanStore store;
    private final Lives lives;
    private final CameraRegistry registry;
    private final Audit audit;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;
    private volatile PlanVersions versions;
    private volatile Runnable approved = () -> {};

    public Plans(
            PlanStore store,
            Lives lives,
            CameraRegistry registry,
            Audit audit,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.lives = lives;
        this.registry = registry;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
        this.versions = store.all();
    }

    /** Is told when another version is in force; must not block. */
    public void onApproved(Runnable listener) {
        approved = listener;
    }

    public PlanVersions versions() {
        return versions;
    }

    /** Whether an approved version covers a facility, or why it has to wait (D5). */
    public PlanVersions.Coverage covers(String facilityId) {
        return versions.covers(facilityId);
    }

    // ---- acts

    /**
     * Begins the first draft, or the version after the newest one.
     *
     * @throws StepRefusedException when there is a draft already
     */
    public synchronized Plan begin(Actor by) {
        if (versions.newest().isEmpty()) {
            return keep(
                    by,
                    AuditKind.PLAN_CHANGED,
                    "begin",
                    null,
                    Plan.draft(Ids.next(us(), random), PlanTemplate.standard()));
        }
        return keep(by, AuditKind.PLAN_CHANGED, "begin", null, done(versions.next()));
    }

    public synchronized Plan changeTemplate(int version, PlanTemplate template, Actor by) {
        return act(
                version,
                by,
                AuditKind.PLAN_CHANGED,
                "template",
                null,
                plan -> plan.withTemplate(template));
    }

    public synchronized Plan putSite(int version, SiteParameters site, Actor by) {
        return act(
                version,
                by,
                AuditKind.PLAN_CHANGED,
                "site",
                site.facility(),
                plan -> plan.withSite(site));
    }

    /** Puts many sites in at once, in one change. */
    public synchronized Plan putSites(int version, List<SiteParameters> sites, Actor by) {
        return act(
                version,
                by,
                AuditKind.PLAN_CHANGED,
                "sites " + sites.stream().map(SiteParameters::facility).toList(),
                null,
                plan -> {
                    Outcome outcome = new Plan.Done(plan);
                    for (SiteParameters site : sites) {
                        if (outcome instanceof Plan.Done(Plan so)) {
                            outcome = so.withSite(site);
                        }
                    }
                    return outcome;
                });
    }

    public synchronized Plan removeSite(int version, String facilityId, Actor by) {
        return act(
                version,
                by,
                AuditKind.PLAN_CHANGED,
                "site-removed",
                facilityId,
                plan -> plan.withoutSite(facilityId));
    }

    public synchronized Plan propose(int version, Actor by) {
        return act(
                version,
                by,
                AuditKind.PLAN_CHANGED,
                "proposed",
                null,
                plan -> plan.propose(now(), signer(by)));
    }

    /** Approves, and moves the facilities on that waited for it. */
    public synchronized Plan approve(int version, Actor by) {
        Plan now =
                act(
                        version,
                        by,
                        AuditKind.PLAN_APPROVED,
                        "approved",
                        null,
                        plan -> plan.approve(now(), signer(by)));
        now.sites().forEach(site -> settle(site.facility(), by));
        approved.run();
        return now;
    }

    public synchronized Plan sendBack(int version, String reason, Actor by) {
        return act(
                version,
                by,
                AuditKind.PLAN_CHANGED,
                "returned",
                null,
                plan -> plan.sendBack(now(), signer(by), reason));
    }

    /**
     * Remarks on any version, also one that is decided.
     *
     * @param facilityId empty when about the whole
     */
    public synchronized Plan comment(int version, String facilityId, String text, Actor by) {
        Plan before = version(version);
        Plan after = done(before.comment(new Plan.Comment(now(), signer(by), facilityId, text)));
        return keep(
                by,
                AuditKind.PLAN_CHANGED,
                "comment",
                facilityId.isEmpty() ? null : facilityId,
                after);
    }

    /**
     * Takes a facility that was found fit to PLAN_APPROVED, if the plan covers it.
     *
     * @return whether it stands there or further now
     */
    public boolean settle(String facilityId, Actor by) {
        FacilityStage stage = lives.facility(facilityId).state().stage();
        if (stage != FacilityStage.ELIGIBLE && stage != FacilityStage.CONDITIONAL) {
            return stage.compareTo(FacilityStage.PLAN_APPROVED) >= 0;
        }
        if (!(covers(facilityId) instanceof PlanVersions.Covered covered)) {
            return false;
        }
        try {
            lives.advance(facilityId, FacilityStage.PLAN_APPROVED, by, covered.evidence());
            return true;
        } catch (StepRefusedException e) {
            // Somebody moved it meanwhile; the approval stands all the same.
            LOG.log(
                    Level.INFO,
                    "facility {0} did not follow the plan: {1}",
                    facilityId,
                    e.getMessage());
            return false;
        }
    }

    private Plan act(
            int version,
            Actor by,
            AuditKind kind,
            String what,
            @Nullable String facilityId,
            Function<Plan, Outcome> how) {
        Plan before = version(version);
        return keep(by, kind, what, facilityId, done(versions.onNewest(before, how.apply(before))));
    }

    private Plan keep(
            Actor by, AuditKind kind, String what, @Nullable String facilityId, Plan after) {
        Entry entry =
                Entry.of(by, kind)
                        .with("name", "v" + after.version())
                        .with("what", what)
                        .with("version", after.version());
        audit.append(
                facilityId == null
                        ? entry
                        : entry.about(
                                Subject.facility(facilityId, registry.facilityName(facilityId))));
        store.put(after);
        versions = versions.with(after);
        news.tell(Topic.PLAN, facilityId);
        return after;
    }

    private Plan version(int version) {
        return versions.version(version)
                .orElseThrow(() ->
                        new StepRefusedException(
                                new Sentence(
                                        "Không có phiên bản " + version + " của phương án.",
                                        "There is no version " + version + " of the plan.")));
    }

    private static Plan done(Outcome outcome) {
        return switch (outcome) {
            case Plan.Done(Plan plan) -> plan;
            case Plan.Refused(Sentence reason) -> throw new StepRefusedException(reason);
        };
    }

    private static Signer signer(Actor by) {
        String id = by.userId();
        String name = by.person();
        if (id == null || name == null) {
            throw new IllegalArgumentException("a plan is signed by a person");
        }
        return new Signer(id, name);
    }

    /** What the database keeps, so that a plan read again equals the one in memory. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private long us() {
        Instant now = now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
