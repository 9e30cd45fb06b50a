package org.haidang.server.web.programme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haidang.programme.duty.Watch;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.overview.FacilityFacts;
import org.haidang.programme.overview.FacilityFacts.ContactFacts;
import org.haidang.programme.overview.FacilityFacts.MapPlace;
import org.haidang.programme.overview.Mark;
import org.haidang.programme.overview.Milestone;
import org.haidang.programme.overview.Overview;
import org.haidang.programme.overview.Overview.CountdownLine;
import org.haidang.programme.overview.Overview.FunnelStep;
import org.haidang.programme.overview.Overview.NotConnectedRow;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.overview.Overviews.Screen;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The one screen, and the lists behind its numbers. */
@RestController
@RequestMapping("/api/v1/overview")
final class OverviewController {
    record CountdownView(String words, String phrase, String due, boolean late) {}

    record StepView(
            String step, String words, int count, int percent, Map<String, Integer> byBody) {}

    record CamerasView(int required, int existing, int connected, int online) {}

    record ContactView(String name, String phone) {}

    record PlaceView(
            String id,
            String name,
            @Nullable String body,
            String stage,
            String mark,
            int occupants,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    record NotConnectedView(
            String facilityId,
            String reason,
            String whoActs,
            long daysOverdue,
            @Nullable ContactView contact) {}

    record IncidentView(
            String id,
            String facilityId,
            String kindWords,
            String severity,
            String severityWords,
            String title,
            String state,
            String from) {}

    record NotWatchedView(String facilityId, String why, String words, @Nullable String since) {}

    record LinkView(String facilityId, boolean lost, String since) {}

    record StorageView(String facilityId, long days, int wantedDays) {}

    record OverviewView(
            String at,
            @Nullable CountdownView countdown,
            List<StepView> funnel,
            CamerasView cameras,
            List<PlaceView> facilities,
            List<NotConnectedView> notConnected,
            List<IncidentView> incidents,
            List<NotWatchedView> notWatched,
            List<LinkView> links,
            List<StorageView> storage,
            List<SiteGroups.SiteRow> sites) {}

    /**
     * @param reason why it is not connected; null when it is
     * @param online cameras of which a picture arrives now
     */
    record FacilityRow(
            String id,
            String name,
            @Nullable String body,
            String stage,
            String since,
            @Nullable String reason,
            @Nullable String whoActs,
            long daysOverdue,
            @Nullable ContactView contact,
            int requiredPlaces,
            int cameras,
            int online) {}

    record CameraRow(
            String id,
            String name,
            String facilityId,
            @Nullable String facility,
            String zone,
            boolean connected,
            boolean online) {}

    private final Services services;
    private final Gate gate;

    OverviewController(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
    }

    @GetMapping
    @Needs(value = Action.OVERVIEW_READ, on = Needs.On.SOMEWHERE)
    OverviewView overview(Caller caller, Language language) {
        Screen screen = screen(caller);
        Overview overview = screen.overview();
        return new OverviewView(
                DutyWords.time(screen.at()),
                countdown(overview.countdown(), language),
                overview.funnel().stream().map(step -> step(step, language)).toList(),
                cameras(overview.cameras()),
                screen.facilities().stream()
                        .filter(OverviewController::counts)
                        .map(OverviewController::place)
                        .toList(),
                overview.notConnected().stream().map(row -> view(row, language)).toList(),
                overview.incidents().stream()
                        .map(one -> screen.incidents().get(one.id()))
                        .map(row -> incident(row, language))
                        .toList(),
                overview.notWatched().stream()
                        .map(row ->
                                new NotWatchedView(
                                        row.facilityId(),
                                        row.why().name(),
                                        words(row.why(), language),
                                        DutyWords.timeOrNull(row.since())))
                        .toList(),
                overview.links().stream()
                        .map(row ->
                                new LinkView(
                                        row.facilityId(), row.lost(), DutyWords.time(row.since())))
                        .toList(),
                overview.storage().stream()
                        .map(row -> new StorageView(row.facilityId(), row.days(), row.wantedDays()))
                        .toList(),
                SiteGroups.of(services.tiers()).rows(screen, services.registry(), language));
    }

    private Screen screen(Caller caller) {
        return services.duty().overviews().screen(OverviewSight.of(gate, caller));
    }

    private static boolean counts(FacilityFacts facility) {
        return facility.stage() != FacilityStage.CLOSED;
    }

    private static @Nullable CountdownView countdown(
            @Nullable CountdownLine line, Language language) {
        return line == null
                ? null
                : new CountdownView(
                        DutyWords.said(line.words(), language),
                        line.phrase(),
                        DutyWords.time(line.due()),
                        line.late());
    }

    private static StepView step(FunnelStep step, Language language) {
        Map<String, Integer> byBody = new HashMap<>();
        step.byBody().forEach((body, ids) -> byBody.put(body.name(), ids.size()));
        return new StepView(
                step.milestone().name(),
                DutyWords.said(step.milestone().words(), language),
                step.facilities().size(),
                step.percent(),
                byBody);
    }

    private static CamerasView cameras(Overview.Cameras cameras) {
        return new CamerasView(
                cameras.requiredPlaces(),
                cameras.existing().size(),
                cameras.connected().size(),
                cameras.online().size());
    }

    private static PlaceView place(FacilityFacts facility) {
        MapPlace place = facility.place();
        return new PlaceView(
                facility.id(),
                facility.name(),
                name(facility.body()),
                facility.stage().name(),
                Mark.of(facility.stage()).name(),
                facility.occupants(),
                place == null ? null : (Double) place.latitude(),
                place == null ? null : (Double) place.longitude());
    }

    private static @Nullable String name(@Nullable ManagingBody body) {
        return body == null ? null : body.name();
    }

    private static NotConnectedView view(NotConnectedRow row, Language language) {
        return new NotConnectedView(
                row.facilityId(),
                DutyWords.said(row.reason(), language),
                DutyWords.said(row.whoActs(), language),
                row.daysOverdue(),
                contact(row.contact()));
    }

    private static @Nullable ContactView contact(@Nullable ContactFacts contact) {
        return contact == null ? null : new ContactView(contact.name(), contact.phone());
    }

    private static IncidentView incident(IncidentRow row, Language language) {
        return new IncidentView(
                row.id(),
                row.facilityId(),
                DutyWords.said(row.standing().kind().words(), language),
                row.severity().name(),
                DutyWords.said(row.severity().words(), language),
                row.title(),
                row.standing().state().name(),
                Moments.text(row.fromUs()));
    }

    private static String words(Watch.Why why, Language language) {
        return DutyWords.said(why.words(), language);
    }

    // ---- the lists behind the numbers

    /**
     * @param reached whether those are asked for that reached the step, or those that did not
     * @param mark instead of a step: as the map draws them
     * @param site only those of this linked site; empty for our own
     */
    @GetMapping("/facilities")
    @Needs(value = Action.OVERVIEW_READ, on = Needs.On.SOMEWHERE)
    List<FacilityRow> facilities(
            @RequestParam(defaultValue = "FACILITIES") String step,
            @RequestParam(required = false) @Nullable String body,
            @RequestParam(defaultValue = "true") boolean reached,
            @RequestParam(required = false) @Nullable String mark,
            @RequestParam(required = false) @Nullable String site,
            Caller caller,
            Language language) {
        Milestone milestone = read(Milestone.class, "step", step);
        ManagingBody only = body == null ? null : read(ManagingBody.class, "body", body);
        Mark drawn = mark == null ? null : read(Mark.class, "mark", mark);
        SiteGroups groups = site == null ? null : SiteGroups.of(services.tiers());
        Screen screen = screen(caller);
        Map<String, NotConnectedRow> missing = new HashMap<>();
        screen.overview().notConnected().forEach(row -> missing.put(row.facilityId(), row));
        Map<String, List<Camera>> cameras = new HashMap<>();
        Set<String> existing = new HashSet<>(screen.overview().cameras().existing());
        services.registry().all().stream()
                .filter(camera -> existing.contains(camera.id()))
                .forEach(camera ->
                        cameras.computeIfAbsent(camera.facilityId(), id -> new ArrayList<>())
                                .add(camera));
        Set<String> online = new HashSet<>(screen.overview().cameras().online());
        return screen.facilities().stream()
                .filter(OverviewController::counts)
                .filter(facility -> milestone.reachedBy(facility.stage()) == reached)
                .filter(facility -> only == null || facility.body() == only)
                .filter(facility ->
                        groups == null
                                || Objects.requireNonNullElse(groups.siteOf(facility.id()), "")
                                        .equals(site))
                .filter(facility -> drawn == null || Mark.of(facility.stage()) == drawn)
                .map(facility ->
                        row(
                                facility,
                                missing.get(facility.id()),
                                cameras.getOrDefault(facility.id(), List.of()),
                                online,
                                language))
                // Facilities came by name, and the order is kept among equals.
                .sorted(Comparator.comparingLong(row -> -row.daysOverdue()))
                .toList();
    }

    private static FacilityRow row(
            FacilityFacts facility,
            @Nullable NotConnectedRow why,
            List<Camera> cameras,
            Set<String> online,
            Language language) {
        return new FacilityRow(
                facility.id(),
                facility.name(),
                name(facility.body()),
                facility.stage().name(),
                DutyWords.time(facility.stageSince()),
                why == null ? null : said(why.reason(), language),
                why == null ? null : said(why.whoActs(), language),
                why == null ? 0 : why.daysOverdue(),
                contact(facility.contact()),
                facility.requiredPlaces(),
                cameras.size(),
                (int) cameras.stream().filter(camera -> online.contains(camera.id())).count());
    }

    private static String said(Sentence sentence, Language language) {
        return DutyWords.said(sentence, language);
    }

    @GetMapping("/cameras")
    @Needs(value = Action.OVERVIEW_READ, on = Needs.On.SOMEWHERE)
    List<CameraRow> cameras(@RequestParam(defaultValue = "existing") String list, Caller caller) {
        Overview.Cameras cameras = screen(caller).overview().cameras();
        Set<String> connected = new HashSet<>(cameras.connected());
        Set<String> online = new HashSet<>(cameras.online());
        Set<String> wanted =
                switch (list) {
                    case "existing" -> new HashSet<>(cameras.existing());
                    case "connected" -> connected;
                    case "online" -> online;
                    case "offline" -> {
                        Set<String> off = new HashSet<>(cameras.existing());
                        off.removeAll(online);
                        yield off;
                    }
                    default -> throw ProblemException.invalid("list", "incident.choice");
                };
        return services.registry().sorted(null).stream()
                .filter(camera -> wanted.contains(camera.id()))
                .map(camera ->
                        new CameraRow(
                                camera.id(),
                                camera.name(),
                                camera.facilityId(),
                                services.registry().facilityName(camera.facilityId()),
                                camera.zone(),
                                connected.contains(camera.id()),
                                online.contains(camera.id())))
                .toList();
    }

    private static <E extends Enum<E>> E read(Class<E> type, String field, String id) {
        try {
            return Enum.valueOf(type, id.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "incident.choice");
        }
    }
}
