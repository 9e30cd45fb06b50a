package org.haidang.server.web.programme;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.plan.Bandwidth;
import org.haidang.programme.plan.Plan;
import org.haidang.programme.plan.PlanChanges;
import org.haidang.programme.plan.PlanState;
import org.haidang.programme.plan.PlanState.Approved;
import org.haidang.programme.plan.PlanState.Draft;
import org.haidang.programme.plan.PlanState.Proposed;
import org.haidang.programme.plan.PlanState.Returned;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.plan.StreamTarget;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.plan.store.PlanStore;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** A plan as the interface shows it to one person: only sites in that person's scope. */
final class PlanViews {
    record VersionView(
            int version,
            String state,
            int sites,
            @Nullable String proposedAt,
            @Nullable String proposedBy,
            @Nullable String decidedAt,
            @Nullable String decidedBy,
            @Nullable String reason) {}

    record StreamView(String codec, int width, int height, int fps, int kbps) {}

    record TemplateView(
            StreamView main,
            StreamView sub,
            String recording,
            int retentionDays,
            String link,
            Map<String, String> supplies,
            int provinceViews,
            int nationViews,
            int headroomPercent) {}

    record DeviationView(String term, String words, String template, String site, String reason) {}

    record BandwidthView(
            String verdict,
            int mainViews,
            long neededKbps,
            long subOnlyKbps,
            @Nullable Integer measuredKbps,
            long missingKbps,
            String sentence,
            Said.@Nullable WhoView who) {}

    record SiteView(
            String facilityId,
            @Nullable String facility,
            String stage,
            int cameras,
            int mainKbps,
            int subKbps,
            String recording,
            int retentionDays,
            String link,
            @Nullable Integer uplinkKbps,
            String startOn,
            String responsible,
            List<DeviationView> deviations,
            BandwidthView bandwidth) {}

    record CommentView(String at, String by, @Nullable String facilityId, String text) {}

    record CandidateView(String facilityId, String facility, String stage, int cameras) {}

    record PlanView(
            @Nullable Integer inForce,
            List<VersionView> versions,
            @Nullable Integer version,
            @Nullable TemplateView template,
            List<SiteView> sites,
            int reasonsMissing,
            List<CommentView> comments,
            List<CandidateView> candidates) {}

    record ChangeView(
            @Nullable String facilityId,
            @Nullable String facility,
            String term,
            String words,
            String before,
            String after) {}

    /**
     * @param surveyedKbps the uplink as the survey found it, for whoever edits the site
     */
    record SitePlanView(
            boolean covered,
            @Nullable String reason,
            @Nullable SiteView site,
            @Nullable Integer surveyedKbps) {}

    private final Services services;
    private final Gate gate;
    private final WhomToCall whomToCall;

    PlanViews(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
        this.whomToCall = new WhomToCall(services, gate);
    }

    PlanView plan(PlanVersions versions, Optional<Plan> shown, Caller caller, Language language) {
        List<Plan> newestFirst = versions.all().reversed();
        return new PlanView(
                versions.inForce().map(Plan::version).orElse(null),
                newestFirst.stream().map(PlanViews::version).toList(),
                shown.map(Plan::version).orElse(null),
                shown.map(plan -> template(plan.template())).orElse(null),
                shown.map(plan -> sites(plan, caller, language)).orElse(List.of()),
                shown.map(plan -> plan.unreasoned().size()).orElse(0),
                shown.map(plan -> comments(plan, caller)).orElse(List.of()),
                shown.filter(plan -> plan.state() instanceof Draft)
                        .map(plan -> candidates(plan, caller))
                        .orElse(List.of()));
    }

    private static VersionView version(Plan plan) {
        Proposed proposed = proposed(plan.state());
        return switch (plan.state()) {
            case Draft _, Proposed _ -> version(plan, proposed, null, null, null);
            case Approved(Instant at, var by, var _) ->
                    version(plan, proposed, at, by.name(), null);
            case Returned(Instant at, var by, String reason, var _) ->
                    version(plan, proposed, at, by.name(), reason);
        };
    }

    private static VersionView version(
            Plan plan,
            @Nullable Proposed proposed,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String reason) {
        return new VersionView(
                plan.version(),
                PlanStore.stateName(plan.state()),
                plan.sites().size(),
                proposed == null ? null : moment(proposed.at()),
                proposed == null ? null : proposed.by().name(),
                decidedAt == null ? null : moment(decidedAt),
                decidedBy,
                reason);
    }

    private static @Nullable Proposed proposed(PlanState state) {
        return switch (state) {
            case Draft() -> null;
            case Proposed proposed -> proposed;
            case Approved approved -> approved.proposed();
            case Returned returned -> returned.proposed();
        };
    }

    private static TemplateView template(PlanTemplate template) {
        Map<String, String> supplies = new TreeMap<>();
        template.supplies().forEach((thing, by) -> supplies.put(thing.name(), by.name()));
        return new TemplateView(
                stream(template.main()),
                stream(template.sub()),
                template.recording().name(),
                template.retentionDays(),
                template.link().name(),
                supplies,
                template.viewing().provinceMainViews(),
                template.viewing().nationMainViews(),
                template.headroomPercent());
    }

    private static StreamView stream(StreamTarget stream) {
        return new StreamView(
                stream.codec().name(),
                stream.widthPx(),
                stream.heightPx(),
                stream.fps(),
                stream.kbps());
    }

    private List<SiteView> sites(Plan plan, Caller caller, Language language) {
        return plan.sites().stream()
                .filter(site -> mayRead(caller, site.facility()))
                .map(site -> site(plan.template(), site, caller, language))
                .toList();
    }

    /** A site that was removed meanwhile belongs to no scope; who sees all sees it too. */
    private boolean mayRead(Caller caller, String facilityId) {
        return gate.mayAt(caller, Action.PLAN_READ, facilityId)
                || (services.registry().facilityName(facilityId) == null
                        && gate.mayEverywhere(caller, Action.PLAN_READ));
    }

    SiteView site(PlanTemplate template, SiteParameters site, Caller caller, Language language) {
        return new SiteView(
                site.facility(),
                services.registry().facilityName(site.facility()),
                stage(site.facility()).name(),
                site.cameras(),
                site.mainKbps(),
                site.subKbps(),
                site.recording().name(),
                site.retentionDays(),
                site.link().name(),
                site.uplinkKbps(),
                site.startOn().toString(),
                site.responsible(),
                site.deviations(template).stream()
                        .map(deviation ->
                                new DeviationView(
                                        deviation.term().name(),
                                        Said.in(deviation.term().words(), language),
                                        Said.in(deviation.template(), language),
                                        Said.in(deviation.site(), language),
                                        deviation.reason()))
                        .toList(),
                bandwidth(Bandwidth.of(template, site), site.facility(), caller, language));
    }

    private BandwidthView bandwidth(
            Bandwidth bandwidth, String facilityId, Caller caller, Language language) {
        WhoActs who = bandwidth.whoActs();
        return new BandwidthView(
                bandwidth.verdict().name(),
                bandwidth.mainViews(),
                bandwidth.neededKbps(),
                bandwidth.subOnlyKbps(),
                bandwidth.measuredKbps(),
                bandwidth.missingKbps(),
                Said.in(bandwidth.sentence(), language),
                who == null ? null : whomToCall.of(facilityId, who, caller, language));
    }

    private FacilityStage stage(String facilityId) {
        return services.programme().lives().facility(facilityId).state().stage();
    }

    private List<CommentView> comments(Plan plan, Caller caller) {
        return plan.comments().stream()
                .filter(comment ->
                        comment.facility().isEmpty() || mayRead(caller, comment.facility()))
                .map(comment ->
                        new CommentView(
                                moment(comment.at()),
                                comment.by().name(),
                                comment.facility().isEmpty() ? null : comment.facility(),
                                comment.text()))
                .toList();
    }

    /** Facilities that the draft does not have yet; those that were found fit come first. */
    private List<CandidateView> candidates(Plan plan, Caller caller) {
        return services.registry().facilities().stream()
                .filter(facility -> plan.site(facility.id()).isEmpty())
                .filter(facility -> gate.mayAt(caller, Action.PLAN_WRITE, facility.id()))
                .filter(facility -> stage(facility.id()) != FacilityStage.CLOSED)
                .sorted(java.util.Comparator.comparing(facility -> !fit(stage(facility.id()))))
                .map(this::candidate)
                .toList();
    }

    private static boolean fit(FacilityStage stage) {
        return stage == FacilityStage.ELIGIBLE || stage == FacilityStage.CONDITIONAL;
    }

    private CandidateView candidate(Facility facility) {
        return new CandidateView(
                facility.id(),
                facility.name(),
                stage(facility.id()).name(),
                facility.cameraCount());
    }

    List<ChangeView> changes(Plan before, Plan after, Caller caller, Language language) {
        return PlanChanges.between(before, after).stream()
                .filter(change -> {
                    String facility = change.facility();
                    return facility == null || mayRead(caller, facility);
                })
                .map(change ->
                        new ChangeView(
                                change.facility(),
                                name(change.facility()),
                                change.term().name(),
                                Said.in(change.term().words(), language),
                                Said.in(change.before(), language),
                                Said.in(change.after(), language)))
                .toList();
    }

    private @Nullable String name(@Nullable String facilityId) {
        return facilityId == null ? null : services.registry().facilityName(facilityId);
    }

    private static String moment(Instant at) {
        return Moments.text(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
    }
}
