package org.haidang.server.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.ToldFacility;
import org.haidang.server.facility.store.ToldFacilityStore;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.haidang.server.store.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureProofsTest {
    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private ToldFacilities told;

    private Instant now = Instant.parse("2026-11-26T03:00:00Z");
    private final List<String> asked = new ArrayList<>();
    private boolean down;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        database.write(c ->
                c.sql(
                                "insert into sites (id, name, token_hash, created_us, expires_us)"
                                        + " values ('s1', 'Điểm 1', 'x', 1, 2)")
                        .update());
        new CameraStore(database)
                .add(
                        List.of(
                                new Facility("f1", "Trường", "", 0, null, null),
                                new Facility("f2", "Không có camera", "", 0, null, null)),
                        List.of(),
                        1);
        told = new ToldFacilities(new ToldFacilityStore(database));
        tell("f1", List.of("c1", "c2"));
        tell("f2", List.of());
    }

    private void tell(String facility, List<String> cameras) {
        ToldFacility one =
                new ToldFacility(
                        facility, null, "OPERATING", 7, 0, 2, null, null, null, null, cameras);
        database.write(c -> {
            told.put(new Transaction(c), "s1", facility, 7, one);
            return 0;
        });
        told.remembered(facility, one);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Optional<Long> decoded(String camera) throws IOException {
        asked.add(camera);
        if (down) {
            throw new IOException("its site does not answer");
        }
        return Optional.of(now.toEpochMilli() * 1_000);
    }

    @Test
    void oneCameraAfterTheOtherProvesAFacilityEachHalfHour() {
        try (PictureProofs proofs = new PictureProofs(told, this::decoded, () -> now)) {
            proofs.look();
            long first = now.toEpochMilli() * 1_000;
            assertThat(told.provedUs("f1")).isEqualTo(first);
            assertThat(asked).containsExactly("c1");
            now = now.plus(Duration.ofMinutes(29));
            proofs.look();
            assertThat(asked).hasSize(1);
            now = now.plus(Duration.ofMinutes(2));
            proofs.look();
            assertThat(asked).containsExactly("c1", "c2");
            assertThat(told.provedUs("f1")).isGreaterThan(first);
            assertThat(told.provedUs("f2")).isZero();
            // Also after a restart.
            assertThat(new ToldFacilities(new ToldFacilityStore(database)).provedUs("f1"))
                    .isEqualTo(told.provedUs("f1"));
        }
    }

    @Test
    void whatCannotBeSeenIsTriedAgainSoonAndProvesNothing() {
        down = true;
        try (PictureProofs proofs = new PictureProofs(told, this::decoded, () -> now)) {
            proofs.look();
            proofs.look();
            assertThat(asked).hasSize(1);
            now = now.plus(Duration.ofMinutes(3));
            proofs.look();
            assertThat(asked).hasSize(2);
            assertThat(told.provedUs("f1")).isZero();
        }
    }
}
