package org.haidang.server.web.programme;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Place;
import org.haidang.server.search.Found;
import org.haidang.server.search.SearchIndex;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Self;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search across everything that the person may know of. */
@RestController
@RequestMapping("/api/v1/search")
final class SearchController {
    private static final int MAX_QUERY = 100;
    private static final int MAX_HITS = 50;

    /** A search is short but takes a whole core. */
    private static final int AT_ONCE = 8;

    record HitView(String id, String title, String detail, @Nullable String facilityId) {}

    record GroupView(String kind, List<HitView> hits, int total) {}

    private final SearchIndex index;
    private final CameraRegistry registry;
    private final Services services;
    private final Gate gate;
    private final Semaphore searching = new Semaphore(AT_ONCE);

    SearchController(Services services, Gate gate) {
        this.services = services;
        this.index = services.programme().search();
        this.registry = services.registry();
        this.gate = gate;
    }

    @GetMapping
    @Self
    List<GroupView> search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "6") int limit,
            Caller caller) {
        if (q.isBlank()) {
            throw ProblemException.invalid("q", "field.required");
        }
        if (q.length() > MAX_QUERY) {
            throw ProblemException.invalid("q", "field.long", MAX_QUERY);
        }
        if (limit < 1 || limit > MAX_HITS) {
            throw ProblemException.invalid("limit", "field.range", 1, MAX_HITS);
        }
        if (!searching.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            Map<String, User> people = new HashMap<>();
            Map<Where, Boolean> seen = new HashMap<>();
            return index.find(q, found -> sees(caller, found, people, seen), limit).stream()
                    .map(SearchController::view)
                    .toList();
        } finally {
            searching.release();
        }
    }

    /** Where something lies, and what its kind demands there. */
    private record Where(Action reading, Set<String> facilities) {}

    /**
     * @param people by id; filled when the first is found, for one request
     * @param seen what was decided in this request: thousands of hits lie at a few facilities
     */
    private boolean sees(
            Caller caller, Found found, Map<String, User> people, Map<Where, Boolean> seen) {
        Action reading = found.kind().reading();
        return switch (found.kind()) {
            case CAMERA ->
                    registry.camera(found.id())
                            .filter(camera -> gate.may(caller, reading, camera))
                            .isPresent();
            case PERSON -> seesPerson(caller, found.id(), people);
            case DISPATCH -> seesLetter(caller, found.id());
            case FACILITY, CONTACT, SURVEY, INCIDENT, REPORT ->
                    seen.computeIfAbsent(
                            new Where(reading, found.facilities()),
                            where -> gate.mayAtAll(caller, reading, where.facilities()));
        };
    }

    private boolean seesLetter(Caller caller, String id) {
        var dispatches = services.programme().dispatches();
        return gate.mayEverywhere(caller, Action.DISPATCH_READ)
                || dispatches
                        .find(id)
                        .filter(row ->
                                new DispatchSight(services, gate)
                                        .sees(
                                                caller,
                                                row,
                                                dispatches.tasksOf(id),
                                                dispatches.addressees(id)))
                        .isPresent();
    }

    /** A person stands where his organisation does. */
    private boolean seesPerson(Caller caller, String id, Map<String, User> people) {
        if (people.isEmpty()) {
            services.accounts().all().forEach(user -> people.put(user.id(), user));
        }
        User user = people.get(id);
        if (user == null) {
            return false;
        }
        var organisation = services.organisations().directory().organisation(user.organisationId());
        Place place =
                new Place(
                        null,
                        user.organisationId(),
                        organisation == null ? null : organisation.areaCode(),
                        null);
        return services.rights().may(caller.subject(), Action.USER_READ, place);
    }

    private static GroupView view(SearchIndex.Group group) {
        return new GroupView(
                group.kind().id(),
                group.hits().stream()
                        .map(found ->
                                new HitView(
                                        found.id(),
                                        found.title(),
                                        found.detail(),
                                        found.facilities().size() == 1
                                                ? found.facilities().iterator().next()
                                                : null))
                        .toList(),
                group.total());
    }
}
