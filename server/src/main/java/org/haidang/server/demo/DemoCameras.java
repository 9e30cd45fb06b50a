package org.haidang.server.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.facility.ProfileInput;
import org.haidang.server.facility.Profiles;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;

/** Enters the farm's cameras, or gives those that are there the farm's new ports. */
final class DemoCameras {
    private final CameraRegistry registry;
    private final Profiles profiles;
    private final String username;
    private final String password;

    DemoCameras(CameraRegistry registry, Profiles profiles, String username, String password) {
        this.registry = registry;
        this.profiles = profiles;
        this.username = username;
        this.password = password;
    }

    void use(List<Farm.FarmCamera> playing) {
        Map<String, Camera> byPath = new HashMap<>();
        registry.all().forEach(camera -> byPath.put(path(camera.url()), camera));
        String facility = null;
        for (Farm.FarmCamera camera : playing) {
            Camera known = byPath.get(path(camera.main()));
            String sub = camera.sub() == null ? "" : camera.sub();
            if (known != null) {
                registry.change(known.id(), address(camera.main(), sub));
            } else {
                facility = facility == null ? facility() : facility;
                registry.add(fresh(facility, camera, sub));
            }
        }
    }

    /** The path stays with a camera; the port is another one after each start. */
    private static String path(String url) {
        int authority = url.indexOf("://") + 3;
        int slash = url.indexOf('/', authority);
        return slash < 0 ? "" : url.substring(slash);
    }

    private String facility() {
        String id =
                registry.facilities().stream()
                        .findFirst()
                        .orElseGet(() ->
                                registry.addFacility(
                                        Words.of(Language.VI, "demo.facility"),
                                        Words.of(Language.VI, "demo.facility.address")))
                        .id();
        if (profiles.refusal(id).isPresent()) {
            profiles.put(Actor.system(), List.of(profiles.judged(id, papers())));
        }
        return id;
    }

    /** Without these nothing may be recorded. */
    private static ProfileInput papers() {
        return new ProfileInput(
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Words.of(Language.VI, "demo.purpose"),
                Words.of(Language.VI, "demo.legal-basis"),
                Words.of(Language.VI, "demo.controller"),
                null,
                null);
    }

    private CameraInput fresh(String facility, Farm.FarmCamera camera, String sub) {
        return new CameraInput(
                facility,
                camera.name(),
                camera.zone() == null ? "" : camera.zone(),
                camera.main(),
                sub,
                username,
                password,
                "tcp",
                true,
                false,
                null,
                null,
                true);
    }

    private CameraInput address(String main, String sub) {
        return new CameraInput(
                null, null, null, main, sub, username, password, null, null, null, null, null,
                null);
    }
}
