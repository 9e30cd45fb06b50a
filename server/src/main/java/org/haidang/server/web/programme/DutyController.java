package org.haidang.server.web.programme;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haidang.programme.duty.HandOver;
import org.haidang.programme.duty.HandOver.OpenItem;
import org.haidang.programme.duty.Watch;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.duty.DutyWatch;
import org.haidang.server.duty.HandOvers;
import org.haidang.server.duty.store.DutySite;
import org.haidang.server.duty.store.HandOverRow;
import org.haidang.server.facility.Lives;
import org.haidang.server.overview.Overviews.Screen;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Presence on duty and hand-overs. */
@RestController
@RequestMapping("/api/v1")
final class DutyController {
    static final int MAX_FACILITIES = 500;

    /**
     * @param state {@code NOT_WATCHED}, {@code WATCHED} or {@code NOT_ASKED}
     * @param until when it will count as not watched
     */
    record SiteView(
            String facilityId,
            String facility,
            String stage,
            String state,
            @Nullable String why,
            @Nullable String since,
            @Nullable String until,
            @Nullable String confirmedAt,
            @Nullable String confirmedBy,
            @Nullable String viewedAt) {}

    record DutyView(long confirmMinutes, long viewMinutes, List<SiteView> sites) {}

    record Facilities(@Nullable List<String> facilityIds) {}

    record Offer(@Nullable List<String> facilityIds, @Nullable String note) {}

    record Words(@Nullable String words) {}

    record ItemView(String kind, String id, String words) {}

    record NamedFacility(String id, @Nullable String name) {}

    record Draft(List<NamedFacility> facilities, List<ItemView> open) {}

    record HandOverView(
            String id,
            String state,
            List<NamedFacility> facilities,
            String note,
            String outgoing,
            String outgoingAt,
            @Nullable String incoming,
            @Nullable String incomingAt,
            String remark,
            List<ItemView> open,
            boolean mine) {}

    private final Services services;
    private final DutyWatch watch;
    private final HandOvers handOvers;
    private final Lives lives;
    private final Gate gate;

    DutyController(Services services, Gate gate) {
        this.services = services;
        this.watch = services.duty().watch();
        this.handOvers = services.duty().handOvers();
        this.lives = services.programme().lives();
        this.gate = gate;
    }

    // ---- presence

    @GetMapping("/duty")
    @Needs(value = Action.DUTY_WRITE, on = Needs.On.SOMEWHERE)
    DutyView duty(Caller caller, Language language) {
        List<SiteView> sites = new ArrayList<>();
        own(caller).forEach(facility -> sites.add(site(facility, language)));
        sites.sort(Comparator.comparingInt(DutyController::rank));
        return new DutyView(
                watch.limits().confirmWithin().toMinutes(),
                watch.limits().viewWithin().toMinutes(),
                sites);
    }

    private List<Facility> own(Caller caller) {
        return services.registry().facilities().stream()
                .filter(facility -> gate.may(caller, Action.DUTY_WRITE, facility))
                .toList();
    }

    private static int rank(SiteView site) {
        return switch (site.state()) {
            case "NOT_WATCHED" -> 0;
            case "WATCHED" -> 1;
            default -> 2;
        };
    }

    private SiteView site(Facility facility, Language language) {
        var stage = lives.facility(facility.id()).state().stage();
        DutySite site = watch.site(facility.id());
        Watch now = watch.watch(facility.id(), stage);
        var not = now instanceof Watch.NotWatched one ? one : null;
        return new SiteView(
                facility.id(),
                facility.name(),
                stage.name(),
                switch (now) {
                    case Watch.NotWatched _ -> "NOT_WATCHED";
                    case Watch.Watched _ -> "WATCHED";
                    case Watch.NotAsked _ -> "NOT_ASKED";
                },
                not == null ? null : DutyWords.said(not.why().words(), language),
                not == null ? null : DutyWords.timeOrNull(not.since()),
                now instanceof Watch.Watched(var until) ? DutyWords.time(until) : null,
                DutyWords.timeOrNull(site.confirmedUs()),
                site.person(),
                DutyWords.timeOrNull(site.viewedUs()));
    }

    /** "Đang trực". */
    @PostMapping("/duty/confirmations")
    @Needs(value = Action.DUTY_WRITE, on = Needs.On.SOMEWHERE)
    DutyView confirm(@RequestBody Facilities wanted, Caller caller, Language language) {
        watch.confirm(facilities(wanted.facilityIds(), caller), Acts.actor(caller));
        return duty(caller, language);
    }

    /** Those that were named, all in scope; all that are in scope when none was. */
    private List<String> facilities(@Nullable List<String> wanted, Caller caller) {
        if (wanted == null || wanted.isEmpty()) {
            return own(caller).stream().map(Facility::id).limit(MAX_FACILITIES).toList();
        }
        List<String> ids = wanted.stream().distinct().toList();
        boolean inScope =
                ids.size() <= MAX_FACILITIES
                        && ids.stream().allMatch(id -> gate.mayAt(caller, Action.DUTY_WRITE, id));
        if (!inScope) {
            throw ProblemException.invalid("facilityId", "duty.facilities");
        }
        return ids;
    }

    // ---- hand-overs

    /** What would be handed over now. */
    @GetMapping("/hand-overs/draft")
    @Needs(value = Action.DUTY_WRITE, on = Needs.On.SOMEWHERE)
    Draft draft(Caller caller, Language language) {
        List<String> ids = facilities(null, caller);
        return new Draft(named(ids), items(open(ids, caller), language));
    }

    @GetMapping("/hand-overs")
    @Needs(value = Action.DUTY_WRITE, on = Needs.On.SOMEWHERE)
    List<HandOverView> all(Caller caller, Language language) {
        return handOvers.all().stream()
                .filter(row -> inSight(row, caller))
                .map(row -> view(row, caller, language))
                .toList();
    }

    @GetMapping("/hand-overs/{id}")
    @Needs(value = Action.DUTY_WRITE, on = Needs.On.SOMEWHERE)
    HandOverView handOver(@PathVariable String id, Caller caller, Language language) {
        return view(need(id, caller), caller, language);
    }

    @PostMapping("/hand-overs")
    @Needs(value = Action.DUTY_WRITE, on = Needs.On.SOMEWHERE)
    ResponseEntity<HandOverView> offer(@RequestBody Offer offer, Caller caller, Language language) {
        List<String> ids = facilities(offer.facilityIds(), caller);
        // One of no facility would be everybody's.
        if (ids.isEmpty()) {
            throw ProblemException.invalid("facilityId", "duty.facilities");
        }
        String note = bounded("note", offer.note());
        HandOverRow row = handOvers.offer(ids, open(ids, caller), note, Acts.actor(caller));
        return ResponseEntity.created(URI.create("/api/v1/hand-overs/" + row.id()))
                .body(view(row, caller, language));
    }

    @PostMapping("/hand-overs/{id}/take")
    @Needs(value = Action.DUTY_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.OK)
    HandOverView take(
            @PathVariable String id, @RequestBody Words words, Caller caller, Language language) {
        HandOverRow row = need(id, caller);
        String remark = bounded("words", words.words());
        return view(handOvers.take(row, remark, Acts.actor(caller)), caller, language);
    }

    @PostMapping("/hand-overs/{id}/withdraw")
    @Needs(value = Action.DUTY_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.OK)
    HandOverView withdraw(
            @PathVariable String id, @RequestBody Words words, Caller caller, Language language) {
        HandOverRow row = need(id, caller);
        String reason = bounded("words", words.words());
        return view(handOvers.withdraw(row, reason, Acts.actor(caller)), caller, language);
    }

    /** Its list tells of all its facilities, so whoever sees it is on duty at all of them. */
    private boolean inSight(HandOverRow row, Caller caller) {
        return gate.mayEverywhere(caller, Action.DUTY_WRITE)
                || !row.facilityIds().isEmpty()
                        && row.facilityIds().stream()
                                .allMatch(id -> gate.mayAt(caller, Action.DUTY_WRITE, id));
    }

    private HandOverRow need(String id, Caller caller) {
        return handOvers
                .byId(id)
                .filter(row -> inSight(row, caller))
                .orElseThrow(ProblemException::notFound);
    }

    private static String bounded(String field, @Nullable String typed) {
        String text = typed == null ? "" : VietnameseText.normalise(typed);
        if (text.length() > HandOver.MAX_WORDS) {
            throw ProblemException.invalid(field, "duty.words", HandOver.MAX_WORDS);
        }
        return text;
    }

    private List<OpenItem> open(List<String> ids, Caller caller) {
        Set<String> wanted = new HashSet<>(ids);
        Screen screen =
                services.duty()
                        .overviews()
                        .screen(
                                OverviewSight.of(
                                        gate, caller, facility -> wanted.contains(facility.id())));
        return OpenItems.of(
                screen,
                services.duty().inspections().calendar(),
                wanted,
                id -> {
                    String name = services.registry().facilityName(id);
                    return name == null ? id : name;
                });
    }

    private List<NamedFacility> named(List<String> ids) {
        return ids.stream()
                .map(id -> new NamedFacility(id, services.registry().facilityName(id)))
                .toList();
    }

    private static List<ItemView> items(List<OpenItem> open, Language language) {
        return open.stream()
                .map(item ->
                        new ItemView(
                                item.kind().name(),
                                item.id(),
                                DutyWords.said(item.words(), language)))
                .toList();
    }

    private HandOverView view(HandOverRow row, Caller caller, Language language) {
        HandOver over = row.handOver();
        HandOver.Signature incoming = over.incoming();
        return new HandOverView(
                row.id(),
                over.state().name(),
                named(row.facilityIds()),
                over.note(),
                over.outgoing().name(),
                DutyWords.time(over.outgoing().at()),
                incoming == null ? null : incoming.name(),
                incoming == null ? null : DutyWords.time(incoming.at()),
                over.remark(),
                items(over.open(), language),
                over.outgoing().personId().equals(caller.user().id()));
    }
}
