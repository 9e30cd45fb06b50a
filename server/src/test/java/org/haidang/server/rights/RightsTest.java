package org.haidang.server.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.UserStore;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.organisation.store.OrganisationStore;
import org.haidang.server.rights.store.RightsStore;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightsTest {
    private static final Instant MAY_2021 = Instant.parse("2021-05-10T03:00:00Z");
    private static final Subject AN = Subject.person("an");
    private static final Place GATE = new Place("f1", "military", "58", "gate");
    private static final Place HALL = new Place("f2", "health", "56-1", "hall");

    @TempDir Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(MAY_2021);
    private Database database;
    private Rights rights;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder.resolve("test.db"));
        OrganisationStore units = new OrganisationStore(database);
        units.put(new Area("56", "Khánh Hòa", "province", null, null, null, null));
        units.put(new Area("56-1", "Một xã", "commune", "56", null, null, null));
        units.put(new Area("58", "Ninh Thuận", "province", null, null, null, "56"));
        units.put(new Organisation("command", "BCHQS", "military", "58", null, null, null, null));
        units.put(
                new Organisation(
                        "military", "Tiểu đoàn", "military", "58", "command", null, null, null));
        for (String id : List.of("an", "binh")) {
            new UserStore(database)
                    .add(new User(id, id, id, "", null, "vi", "system", "", true), 0);
        }
        rights = open(database);
    }

    private Rights open(Database database) {
        SecureRandom random = new SecureRandom();
        return new Rights(
                new RightsStore(database),
                new Organisations(new OrganisationStore(database), random, now::get),
                random,
                now::get);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void give(String role, Scope scope) {
        rights.give("an", new Rights.Gift(role, scope, null, null), "test");
    }

    private static Scope facility(String id) {
        return new Scope(null, null, Set.of(id), Set.of());
    }

    @Test
    void nobodyMayAnythingAtFirst() {
        assertThat(rights.actions(AN)).isEmpty();
        assertThat(rights.may(AN, Action.CAMERA_READ, GATE)).isFalse();
    }

    @Test
    void aGrantHoldsAtItsFacilitiesOnly() {
        give("duty-watcher", facility("f1"));
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isTrue();
        assertThat(rights.may(AN, Action.LIVE_VIEW, HALL)).isFalse();
        assertThat(rights.mayEverywhere(AN, Action.LIVE_VIEW)).isFalse();
        assertThat(rights.may(Subject.person("binh"), Action.LIVE_VIEW, GATE)).isFalse();
    }

    @Test
    void anAreaHoldsWhatLiesInItAndWhatItSucceeded() {
        give("chairman", new Scope(null, "56", Set.of(), Set.of()));
        assertThat(rights.may(AN, Action.LIVE_VIEW, HALL)).isTrue();
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isTrue();
        assertThat(rights.may(AN, Action.LIVE_VIEW, new Place("f3", null, "01", ""))).isFalse();
        assertThat(rights.may(AN, Action.LIVE_VIEW, new Place("f4", null, null, ""))).isFalse();
    }

    @Test
    void anOrganisationHoldsWhatThoseBelowItRun() {
        give("military-command", new Scope("command", null, Set.of(), Set.of()));
        assertThat(rights.may(AN, Action.EXPORT_MAKE, GATE)).isTrue();
        assertThat(rights.may(AN, Action.EXPORT_MAKE, HALL)).isFalse();
    }

    @Test
    void zonesNarrowCamerasButNotTheFacility() {
        give("duty-watcher", new Scope(null, null, Set.of(), Set.of("gate")));
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isTrue();
        assertThat(rights.may(AN, Action.LIVE_VIEW, HALL)).isFalse();
        Place facility = new Place("f2", "health", "56-1", null);
        assertThat(rights.may(AN, Action.FACILITY_READ, facility)).isTrue();
    }

    @Test
    void aGrantBeginsAndEndsByTheClock() {
        long hourUs = 3_600_000_000L;
        long startUs = MAY_2021.toEpochMilli() * 1_000;
        rights.give(
                "an",
                new Rights.Gift(
                        "duty-watcher", Scope.EVERYWHERE, startUs + hourUs, startUs + 2 * hourUs),
                "test");
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isFalse();
        now.set(MAY_2021.plusSeconds(3_600));
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isTrue();
        now.set(MAY_2021.plusSeconds(7_200));
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isFalse();
    }

    @Test
    void theWidestOfSeveralGrantsSaysHowFarBack() {
        long nowUs = MAY_2021.toEpochMilli() * 1_000;
        give("duty-watcher", Scope.EVERYWHERE);
        assertThat(rights.since(AN, Action.RECORDING_VIEW, GATE))
                .isEqualTo(OptionalLong.of(nowUs - 24 * 3_600_000_000L));
        give("health-department", facility("f1"));
        assertThat(rights.since(AN, Action.RECORDING_VIEW, GATE))
                .isEqualTo(OptionalLong.of(Long.MIN_VALUE));
        assertThat(rights.since(AN, Action.RECORDING_VIEW, HALL))
                .isEqualTo(OptionalLong.of(nowUs - 24 * 3_600_000_000L));
    }

    @Test
    void theAdministratorSeesNoVideo() {
        give(DefaultRoles.ADMINISTRATOR, Scope.EVERYWHERE);
        assertThat(rights.actions(AN)).noneMatch(Action::video);
        assertThat(rights.may(AN, Action.CAMERA_PICTURE, GATE)).isFalse();
        assertThat(rights.needsSecondFactor("an")).isTrue();
    }

    @Test
    void breakGlassLastsTwoHours() {
        rights.breakGlass("an", facility("f1"), "khách bị ngã", "An");
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isTrue();
        assertThat(rights.may(AN, Action.LIVE_VIEW, HALL)).isFalse();
        now.set(MAY_2021.plusSeconds(7_199));
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isTrue();
        now.set(MAY_2021.plusSeconds(7_200));
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isFalse();
    }

    @Test
    void aTokenMayOnlyWhatItWasMadeForAndThePersonMay() {
        give("duty-watcher", Scope.EVERYWHERE);
        Subject token = new Subject("an", Set.of(Action.CAMERA_READ, Action.USER_WRITE));
        assertThat(rights.actions(token)).containsExactly(Action.CAMERA_READ);
    }

    @Test
    void nobodyGivesWhatReachesBeyondHisOwnSay() {
        give("it-department", new Scope(null, "58", Set.of(), Set.of()));
        Role watcher = rights.role("duty-watcher").orElseThrow();
        Role administrator = rights.role(DefaultRoles.ADMINISTRATOR).orElseThrow();
        Scope own = new Scope(null, "58", Set.of("f1"), Set.of());
        assertThat(rights.mayGive(AN, watcher, own)).isTrue();
        assertThat(rights.mayGive(AN, watcher, Scope.EVERYWHERE)).isFalse();
        assertThat(rights.mayGive(AN, watcher, facility("f1"))).isFalse();
        assertThat(rights.mayGive(AN, administrator, own)).isFalse();
    }

    @Test
    void seesWhatAnotherProgramChanged() {
        Rights other = open(database);
        int[] told = {0};
        rights.listen(() -> told[0]++);
        other.give("an", Rights.Gift.everywhere("duty-watcher"), "cli");
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isFalse();
        rights.refresh();
        assertThat(rights.may(AN, Action.LIVE_VIEW, GATE)).isTrue();
        rights.refresh();
        assertThat(told[0]).isEqualTo(1);
    }

    @Test
    void aRemovedFacilityDoesNotTurnTheseIntoAll() {
        give("duty-watcher", facility("gone"));
        assertThat(open(database).may(AN, Action.LIVE_VIEW, GATE)).isFalse();
    }

    @Test
    void aCircleOfUnitsEndsTheSearch() {
        OrganisationStore units = new OrganisationStore(database);
        units.put(new Area("a", "A", "province", null, null, null, "b"));
        units.put(new Area("b", "B", "province", null, null, null, "a"));
        rights = open(database);
        give("chairman", new Scope(null, "56", Set.of(), Set.of()));
        assertThat(rights.may(AN, Action.LIVE_VIEW, new Place("f", null, "a", ""))).isFalse();
    }
}
