package org.haidang.server.web.programme;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.haidang.programme.plan.Plan;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.programme.plan.PlanVersions.Covered;
import org.haidang.programme.plan.PlanVersions.NotCovered;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.plan.Plans;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The unified plan. Acts name the version they mean, so that nobody decides about another one than
 * he looks at.
 */
@RestController
@RequestMapping("/api/v1")
final class PlanController {
    record VersionBody(@Nullable Integer version) {}

    record TemplateChange(@Nullable Integer version, PlanBody.@Nullable TemplateBody template) {}

    record SitesBody(
            @Nullable Integer version,
            @Nullable List<String> facilityIds,
            @Nullable String startOn,
            @Nullable String responsible) {}

    record CommentBody(
            @Nullable Integer version, @Nullable String facilityId, @Nullable String text) {}

    record ReturnBody(@Nullable Integer version, @Nullable String reason) {}

    private static final int MAX_AT_ONCE = 500;

    private final Services services;
    private final Gate gate;
    private final PlanViews views;

    PlanController(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
        this.views = new PlanViews(services, gate);
    }

    private Plans plans() {
        return services.programme().plans();
    }

    // ---- the whole

    @GetMapping("/plan")
    @Needs(value = Action.PLAN_READ, on = Needs.On.SOMEWHERE)
    PlanViews.PlanView plan(
            @RequestParam(required = false) @Nullable Integer version,
            Caller caller,
            Language language) {
        PlanVersions versions = plans().versions();
        Optional<Plan> shown = version == null ? versions.newest() : versions.version(version);
        if (version != null && shown.isEmpty()) {
            throw ProblemException.notFound();
        }
        return views.plan(versions, shown, caller, language);
    }

    @GetMapping("/plan/changes")
    @Needs(value = Action.PLAN_READ, on = Needs.On.SOMEWHERE)
    List<PlanViews.ChangeView> changes(
            @RequestParam int before, @RequestParam int after, Caller caller, Language language) {
        PlanVersions versions = plans().versions();
        return views.changes(
                versions.version(before).orElseThrow(ProblemException::notFound),
                versions.version(after).orElseThrow(ProblemException::notFound),
                caller,
                language);
    }

    /** The first draft, or the version after the newest. */
    @PostMapping("/plan")
    @Needs(Action.PLAN_WRITE)
    ResponseEntity<PlanViews.PlanView> begin(Caller caller, Language language) {
        plans().begin(Acts.actor(caller));
        return ResponseEntity.created(URI.create("/api/v1/plan"))
                .body(plan(null, caller, language));
    }

    @PatchMapping("/plan")
    @Needs(Action.PLAN_WRITE)
    PlanViews.PlanView change(@RequestBody TemplateChange body, Caller caller, Language language) {
        PlanTemplate template = PlanBody.template(body.template());
        plans().changeTemplate(needed(body.version()), template, Acts.actor(caller));
        return plan(null, caller, language);
    }

    /**
     * Puts many facilities in as the template has it, with their cameras as registered and their
     * uplinks as surveyed.
     */
    @PostMapping("/plan/sites")
    @Needs(Action.PLAN_WRITE)
    PlanViews.PlanView addSites(@RequestBody SitesBody body, Caller caller, Language language) {
        int version = needed(body.version());
        List<String> ids = body.facilityIds();
        if (ids == null || ids.isEmpty()) {
            throw ProblemException.invalid("facilityIds", "field.required");
        }
        if (ids.size() > MAX_AT_ONCE) {
            throw ProblemException.invalid("facilityIds", "field.range", 1, MAX_AT_ONCE);
        }
        PlanTemplate template = of(version).template();
        List<SiteParameters> sites =
                ids.stream()
                        .distinct()
                        .map(id -> {
                            if (!gate.mayAt(caller, Action.PLAN_WRITE, id)) {
                                throw ProblemException.invalid("facilityIds", "facility.unknown");
                            }
                            return PlanBody.site(
                                    id,
                                    new PlanBody.SiteBody(
                                            version,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            uplink(id),
                                            body.startOn(),
                                            body.responsible(),
                                            null),
                                    template,
                                    null,
                                    cameras(id));
                        })
                        .toList();
        plans().putSites(version, sites, Acts.actor(caller));
        return plan(null, caller, language);
    }

    @PostMapping("/plan/comments")
    @Needs(value = Action.PLAN_READ, on = Needs.On.SOMEWHERE)
    PlanViews.PlanView comment(@RequestBody CommentBody body, Caller caller, Language language) {
        String facilityId = body.facilityId() == null ? "" : body.facilityId();
        boolean inScope =
                facilityId.isEmpty()
                        ? gate.mayEverywhere(caller, Action.PLAN_READ)
                        : gate.mayAt(caller, Action.PLAN_READ, facilityId);
        if (!inScope) {
            throw ProblemException.invalid(
                    "facilityId", facilityId.isEmpty() ? "field.required" : "facility.unknown");
        }
        int version = needed(body.version());
        plans().comment(version, facilityId, text("text", body.text()), Acts.actor(caller));
        return plan(version, caller, language);
    }

    @PostMapping("/plan/proposal")
    @Needs(Action.PLAN_WRITE)
    PlanViews.PlanView propose(@RequestBody VersionBody body, Caller caller, Language language) {
        plans().propose(needed(body.version()), Acts.actor(caller));
        return plan(null, caller, language);
    }

    @PostMapping("/plan/approval")
    @Needs(Action.PLAN_APPROVE)
    PlanViews.PlanView approve(@RequestBody VersionBody body, Caller caller, Language language) {
        plans().approve(needed(body.version()), Acts.actor(caller));
        return plan(null, caller, language);
    }

    @PostMapping("/plan/return")
    @Needs(Action.PLAN_APPROVE)
    PlanViews.PlanView sendBack(@RequestBody ReturnBody body, Caller caller, Language language) {
        plans().sendBack(needed(body.version()), text("reason", body.reason()), Acts.actor(caller));
        return plan(null, caller, language);
    }

    // ---- one site

    /** Whether the plan in force covers it, and what the newest version says of it. */
    @GetMapping("/facilities/{id}/plan")
    @Needs(value = Action.PLAN_READ, on = Needs.On.FACILITY)
    PlanViews.SitePlanView sitePlan(@PathVariable String id, Caller caller, Language language) {
        PlanVersions versions = plans().versions();
        PlanVersions.Coverage coverage = versions.covers(id);
        PlanViews.SiteView site =
                versions.newest()
                        .flatMap(plan ->
                                plan.site(id)
                                        .map(one ->
                                                views.site(plan.template(), one, caller, language)))
                        .orElse(null);
        return switch (coverage) {
            case Covered _ -> new PlanViews.SitePlanView(true, null, site, uplink(id));
            case NotCovered(var reason) ->
                    new PlanViews.SitePlanView(false, Said.in(reason, language), site, uplink(id));
        };
    }

    @PutMapping("/facilities/{id}/plan")
    @Needs(value = Action.PLAN_WRITE, on = Needs.On.FACILITY)
    PlanViews.SitePlanView putSite(
            @PathVariable String id,
            @RequestBody PlanBody.SiteBody body,
            Caller caller,
            Language language) {
        int version = needed(body.version());
        Plan plan = of(version);
        SiteParameters site =
                PlanBody.site(id, body, plan.template(), plan.site(id).orElse(null), cameras(id));
        plans().putSite(version, site, Acts.actor(caller));
        return sitePlan(id, caller, language);
    }

    @DeleteMapping("/facilities/{id}/plan")
    @Needs(value = Action.PLAN_WRITE, on = Needs.On.FACILITY)
    PlanViews.SitePlanView removeSite(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            Caller caller,
            Language language) {
        plans().removeSite(needed(version), id, Acts.actor(caller));
        return sitePlan(id, caller, language);
    }

    private @Nullable Integer uplink(String facilityId) {
        return services.programme().surveys().uplinkKbps(facilityId).orElse(null);
    }

    private int cameras(String facilityId) {
        return services.registry().sorted(facilityId).size();
    }

    private Plan of(int version) {
        return plans().versions().version(version).orElseThrow(ProblemException::notFound);
    }

    private static int needed(@Nullable Integer version) {
        if (version == null) {
            throw ProblemException.invalid("version", "field.required");
        }
        return version;
    }

    private static String text(String field, @Nullable String text) {
        String normal = text == null ? "" : VietnameseText.normalise(text);
        if (normal.isEmpty()) {
            throw ProblemException.invalid(field, "field.required");
        }
        if (normal.length() > Plan.MAX_TEXT) {
            throw ProblemException.invalid(field, "field.long", Plan.MAX_TEXT);
        }
        return normal;
    }
}
