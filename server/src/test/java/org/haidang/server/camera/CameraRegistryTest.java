package org.haidang.server.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.camera.store.FacilityStore;
import org.haidang.server.camera.store.TestCameras;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facilities and cameras as they are listed, from memory. */
class CameraRegistryTest {
    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private CameraRegistry registry;

    @BeforeEach
    void open() throws IOException {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        registry = opened();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private CameraRegistry opened() throws IOException {
        SecureRandom random = new SecureRandom();
        return new CameraRegistry(
                new CameraStore(database),
                new FacilityStore(database),
                Sealer.withKeyFile(folder.resolve("secret.key"), random),
                random,
                InstantSource.system(),
                1_000);
    }

    @Test
    void listsWhatEachChangeLeftAsTheDatabaseHasIt() throws IOException {
        Facility last = registry.addFacility("Trường Ví Dụ", "");
        expect(List.of("Trường Ví Dụ 0"), List.of());
        Facility first = registry.addFacility("Ánh Dương", "");
        expect(List.of("Ánh Dương 0", "Trường Ví Dụ 0"), List.of());
        Camera yard = registry.add(camera(last.id(), "Sân"));
        Camera gate = registry.add(camera(last.id(), "Cổng"));
        registry.add(camera(first.id(), "Đường vào"));
        expect(List.of("Ánh Dương 1", "Trường Ví Dụ 2"), List.of("Cổng", "Đường vào", "Sân"));
        assertThat(registry.sorted(last.id()))
                .extracting(Camera::name)
                .containsExactly("Cổng", "Sân");
        registry.change(yard.id(), camera(first.id(), "Ao sau"));
        registry.changeFacility(new Facility(first.id(), "Vĩnh Hy", "", 0, null, null));
        expect(List.of("Trường Ví Dụ 1", "Vĩnh Hy 2"), List.of("Ao sau", "Cổng", "Đường vào"));
        registry.remove(gate.id());
        assertThat(registry.sorted(last.id())).isEmpty();
        registry.removeFacility(last.id());
        registry.putFacilities(List.of(registry.newFacility("Ba Tháp", "")), List.of(), also -> {});
        expect(List.of("Ba Tháp 0", "Vĩnh Hy 2"), List.of("Ao sau", "Đường vào"));
    }

    @Test
    void whatBelongsToACameraThatIsToldIsKeptWithItOrNotAtAll() throws IOException {
        Facility place = registry.addFacility("Điểm 1", "");
        Camera told = TestCameras.camera("c1", place.id(), "haidang://s1/x");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        registry.put(
                                List.of(told),
                                in -> {
                                    throw new IllegalStateException("no room");
                                }));
        Facility second = registry.newFacility("Điểm 2", "");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        registry.putFacilities(
                                List.of(second),
                                List.of(),
                                in -> {
                                    throw new IllegalStateException("no room");
                                }));
        expect(List.of("Điểm 1 0"), List.of());
        registry.put(List.of(told), in -> {});
        expect(List.of("Điểm 1 1"), List.of("c1"));
    }

    @Test
    void listsOneFacilityTheSameBeforeAndAfterAllWereSorted() {
        Facility first = registry.addFacility("Ánh Dương", "");
        Facility second = registry.addFacility("Ba Tháp", "");
        for (String name : List.of("Sân", "Cổng", "Ao sau", "Đường vào", "Cổng")) {
            registry.add(camera(first.id(), name));
        }
        List<Camera> few = registry.sorted(first.id());
        assertThat(few)
                .extracting(Camera::name)
                .containsExactly("Ao sau", "Cổng", "Cổng", "Đường vào", "Sân");
        assertThat(registry.sorted(null)).isEqualTo(few);
        assertThat(registry.sorted(first.id())).isEqualTo(few);
        registry.change(few.getFirst().id(), camera(second.id(), "Ao sau"));
        assertThat(registry.sorted(second.id())).extracting(Camera::name).containsExactly("Ao sau");
        assertThat(registry.sorted(first.id())).hasSize(4);
        assertThat(registry.at(first.id()))
                .containsExactlyInAnyOrderElementsOf(registry.sorted(first.id()));
    }

    /** Also as somebody who opens the same database would list it. */
    private void expect(List<String> facilities, List<String> cameras) throws IOException {
        for (CameraRegistry one : List.of(registry, opened())) {
            assertThat(one.facilities())
                    .extracting(facility -> facility.name() + " " + facility.cameraCount())
                    .containsExactlyElementsOf(facilities);
            assertThat(one.sorted(null))
                    .extracting(Camera::name)
                    .containsExactlyElementsOf(cameras);
        }
        assertThat(registry.facilities())
                .containsExactlyInAnyOrderElementsOf(new FacilityStore(database).all());
    }

    @Test
    void whoChangedSomethingSeesItHoweverManyListMeanwhile() throws Exception {
        String facility = registry.addFacility("Ánh Dương", "").id();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> readers =
                    List.of(threads.submit(() -> list(done)), threads.submit(() -> list(done)));
            try {
                for (int i = 1; i <= 200; i++) {
                    registry.add(camera(facility, "c" + i));
                    assertThat(registry.sorted(facility)).hasSize(i);
                }
            } finally {
                done.set(true);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertThat(registry.facilities().getFirst().cameraCount()).isEqualTo(200);
    }

    private void list(AtomicBoolean done) {
        while (!done.get()) {
            assertThat(registry.sorted(null)).doesNotHaveDuplicates();
        }
    }

    private static CameraInput camera(@Nullable String facility, String name) {
        return CameraInput.of(facility, name, "rtsp://10.1.2.3/c").enabled(false);
    }
}
