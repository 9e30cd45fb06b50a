package org.haidang.server.web.request;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Place;
import org.haidang.server.rights.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Asks {@link Rights} before any route of the interface runs, by the rule that stands at its
 * method. What lies outside of a person's scope is answered as if it did not exist; what the person
 * may see but not do, and what he may do nowhere, as not allowed.
 */
public final class Gate implements HandlerInterceptor {
    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private final Rights rights;
    private final CameraRegistry registry;

    public Gate(Rights rights, CameraRegistry registry) {
        this.rights = rights;
        this.registry = registry;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        if (method.hasMethodAnnotation(Open.class)) {
            return true;
        }
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (!(who instanceof Caller caller)) {
            throw ProblemException.of(401, "login-required");
        }
        if (method.hasMethodAnnotation(Self.class)) {
            return true;
        }
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs == null) {
            LOG.log(Level.ERROR, "{0} has no rule; it answers nobody", method);
            throw ProblemException.of(403, "forbidden");
        }
        check(caller, needs, id(request));
        return true;
    }

    private static String id(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables instanceof Map<?, ?> map && map.get("id") instanceof String id ? id : "";
    }

    private void check(Caller caller, Needs needs, String id) {
        Action action = needs.value();
        switch (needs.on()) {
            case SYSTEM -> {
                if (!rights.mayEverywhere(caller.subject(), action)) {
                    throw ProblemException.of(403, "forbidden");
                }
            }
            case SOMEWHERE -> needSomewhere(caller, action);
            case CAMERA -> {
                needSomewhere(caller, action);
                need(caller, action, registry.camera(id).map(registry::place), Action.CAMERA_READ);
            }
            case FACILITY -> {
                needSomewhere(caller, action);
                need(caller, action, registry.place(id), Action.FACILITY_READ);
            }
        }
    }

    private void needSomewhere(Caller caller, Action action) {
        if (!rights.mayAnywhere(caller.subject(), action)) {
            throw ProblemException.of(403, "forbidden");
        }
    }

    private void need(Caller caller, Action action, Optional<Place> place, Action seeing) {
        if (place.isEmpty() || !rights.may(caller.subject(), action, place.get())) {
            boolean seen = place.isPresent() && rights.may(caller.subject(), seeing, place.get());
            throw seen ? ProblemException.of(403, "forbidden") : ProblemException.notFound();
        }
    }

    /** Throws unless the action is allowed at a camera; as if it did not exist where unseen. */
    public void need(Caller caller, Action action, Camera camera) {
        need(caller, action, Optional.of(registry.place(camera)), Action.CAMERA_READ);
    }

    public boolean may(Caller caller, Action action, Camera camera) {
        return rights.may(caller.subject(), action, registry.place(camera));
    }

    /** At a camera, if it stood in another zone of its facility. */
    public boolean mayInZone(Caller caller, Action action, Camera camera, String zone) {
        Place now = registry.place(camera);
        return rights.may(
                caller.subject(),
                action,
                new Place(now.facilityId(), now.organisationId(), now.areaCode(), zone));
    }

    public boolean may(Caller caller, Action action, Facility facility) {
        return rights.may(caller.subject(), action, CameraRegistry.place(facility));
    }

    /** At a facility by its id; false when it does not exist. */
    public boolean mayAt(Caller caller, Action action, @Nullable String facilityId) {
        return facilityId != null
                && registry.place(facilityId)
                        .filter(place -> rights.may(caller.subject(), action, place))
                        .isPresent();
    }

    /** At each of these facilities that is still there; everywhere, when none of them is. */
    public boolean mayAtAll(Caller caller, Action action, Collection<String> facilityIds) {
        List<Place> places =
                facilityIds.stream().map(registry::place).flatMap(Optional::stream).toList();
        return places.isEmpty()
                ? mayEverywhere(caller, action)
                : places.stream().allMatch(place -> rights.may(caller.subject(), action, place));
    }

    /**
     * Throws unless the action is allowed at a facility; as if it did not exist for whoever may not
     * see what it concerns there.
     *
     * @param seeing what a person must be allowed to know that it exists
     */
    public void needAt(Caller caller, Action action, @Nullable String facilityId, Action seeing) {
        Optional<Place> place = facilityId == null ? Optional.empty() : registry.place(facilityId);
        need(caller, action, place, seeing);
    }

    public boolean mayEverywhere(Caller caller, Action action) {
        return rights.mayEverywhere(caller.subject(), action);
    }

    public boolean mayAnywhere(Caller caller, Action action) {
        return rights.mayAnywhere(caller.subject(), action);
    }

    /** Throws when a moment lies further back than the person may look at a camera. */
    public void needSince(Caller caller, Action action, Camera camera, long fromUs) {
        long sinceUs =
                rights.since(caller.subject(), action, registry.place(camera))
                        .orElse(Long.MAX_VALUE);
        if (fromUs < sinceUs) {
            throw ProblemException.of(403, "too-far-back");
        }
    }

    /** The earliest moment the person may look at. */
    public long sinceUs(Caller caller, Action action, Camera camera) {
        return rights.since(caller.subject(), action, registry.place(camera))
                .orElse(Long.MAX_VALUE);
    }
}
