package org.haidang.benchmark.program;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** The ids that the server gave to cameras, by their names, in the order they were added. */
public record CameraIds(Map<String, String> byName) {

    public String of(Farm.Camera camera) {
        return Objects.requireNonNull(byName.get(camera.name()), camera::name);
    }

    public List<String> all() {
        return List.copyOf(byName.values());
    }

    public void forEach(BiConsumer<String, String> nameAndId) {
        byName.forEach(nameAndId);
    }
}
