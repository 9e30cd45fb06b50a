package org.haidang.server.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.Mistake;
import org.haidang.server.camera.RecordingRule;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.FacilityStore;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done and what the log knows when settings are wanted, here and of a site below. */
class SettingsDeskTest {
    private static final Asker AN = new Asker("^an", "An", "Bộ Thử", Actor.server("An (Bộ Thử)"));
    private static final RecordingSettings USUAL = new RecordingSettings(true, false, null);
    private static final RecordingSettings A_MONTH = new RecordingSettings(true, true, 30);
    private static final SettingsChange LONGER = new SettingsChange(USUAL, A_MONTH);

    @TempDir Path folder;

    private final List<Entry> log = new ArrayList<>();
    private final Below below = new Below();

    /** Of each row, whether anybody could change a camera as it was written. */
    private final List<Boolean> alone = new ArrayList<>();

    private int roomInLog = 100;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private CameraRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private SettingsDesk desk;

    @SuppressWarnings("NullAway.Init")
    private Camera gate;

    /** A site that does as it is told. */
    private final class Below implements SettingsBelow {
        /** What our log had as it was told. */
        final List<Integer> told = new ArrayList<>();

        @Nullable Exception refusal;
        boolean linked = true;

        @Override
        public Optional<RecordingSettings> told(RemoteAddress address) {
            return Optional.of(A_MONTH);
        }

        @Override
        public boolean granted(RemoteAddress address) {
            return false;
        }

        @Override
        public void reachable(RemoteAddress address) throws NoAnswerException {
            if (!linked) {
                throw new NoAnswerException(NoAnswer.NO_LINK, "test");
            }
        }

        @Override
        public RecordingSettings set(RemoteAddress address, Asker who, SettingsChange change)
                throws SettingsChangedException, NoAnswerException {
            told.add(log.size());
            assertThat(Thread.holdsLock(registry)).as("nobody here waits for a site").isFalse();
            switch (refusal) {
                case null -> {}
                case SettingsChangedException changed -> throw changed;
                case NoAnswerException none -> throw none;
                case InvalidCameraException invalid -> throw invalid;
                default -> throw new AssertionError(refusal);
            }
            return change.wanted();
        }
    }

    @BeforeEach
    void open() throws IOException {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        SecureRandom random = new SecureRandom();
        registry =
                new CameraRegistry(
                        new CameraStore(database),
                        new FacilityStore(database),
                        Sealer.withKeyFile(folder.resolve("secret.key"), random),
                        random,
                        InstantSource.system(),
                        1_000);
        desk = new SettingsDesk(registry, this::append, below);
        String facility = registry.addFacility("Khu A", "").id();
        gate = registry.add(camera(facility, "rtsp://10.0.0.1/main"));
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private void append(Entry entry) {
        if (roomInLog-- <= 0) {
            throw new IllegalStateException("no room in the log");
        }
        log.add(entry);
        alone.add(Thread.holdsLock(registry));
    }

    private static CameraInput camera(String facility, String url) {
        return CameraInput.of(facility, "Cổng", url).recording(true, false);
    }

    private RecordingSettings set(Camera camera, SettingsChange change) throws Exception {
        return desk.set(camera, AN, change, () -> true);
    }

    private RecordingSettings holds() {
        return RecordingSettings.of(registry.camera(gate.id()).orElseThrow());
    }

    private static SettingsChange to(RecordingSettings wanted) {
        return new SettingsChange(USUAL, wanted);
    }

    private List<AuditKind> kinds() {
        return log.stream().map(Entry::kind).toList();
    }

    // ------------------------------------------------------------------ here

    @Test
    void setsTheThreeAndNothingElseAndTheLogHasWhoAndWhat() throws Exception {
        assertThat(set(gate, LONGER)).isEqualTo(A_MONTH);
        Camera after = registry.camera(gate.id()).orElseThrow();
        assertThat(RecordingSettings.of(after)).isEqualTo(A_MONTH);
        assertThat(List.of(after.name(), after.zone(), after.url(), after.transport()))
                .isEqualTo(List.of(gate.name(), gate.zone(), gate.url(), gate.transport()));
        assertThat(after.enabled()).isTrue();
        Entry row = log.getFirst();
        assertThat(kinds()).containsExactly(AuditKind.CAMERA_CHANGED);
        assertThat(row.actor().person()).isEqualTo("An (Bộ Thử)");
        assertThat(row.subject().camera()).isEqualTo("Cổng");
        assertThat(row.detail())
                .isEqualTo(
                        Map.of(
                                "issuer", "Bộ Thử",
                                "before", Map.of("recordMain", true, "recordSub", false),
                                "after",
                                        Map.of(
                                                "recordMain", true,
                                                "recordSub", true,
                                                "retentionDays", 30)));
        assertThat(alone).as("nobody else changes it meanwhile").containsExactly(true);
        assertThat(set(gate, new SettingsChange(A_MONTH, USUAL))).isEqualTo(USUAL);
        assertThat(holds()).as("back to what is usual").isEqualTo(USUAL);
    }

    @Test
    void whatCannotBeLoggedIsNotDone() {
        roomInLog = 0;
        assertThatThrownBy(() -> set(gate, LONGER)).hasMessageContaining("no room");
        assertThat(holds()).isEqualTo(USUAL);
    }

    @Test
    void whatChangedMeanwhileIsLeftAloneAndTold() throws Exception {
        set(gate, to(new RecordingSettings(true, false, 7)));
        assertThatThrownBy(() -> set(gate, LONGER))
                .isInstanceOfSatisfying(
                        SettingsChangedException.class,
                        e ->
                                assertThat(e.holds())
                                        .isEqualTo(new RecordingSettings(true, false, 7)));
        assertThat(holds().retentionDays()).isEqualTo(7);
        assertThat(log).hasSize(1);
    }

    @Test
    void whatIsWantedAlreadyIsNoChange() throws Exception {
        assertThat(set(gate, to(USUAL))).isEqualTo(USUAL);
        assertThat(log).isEmpty();
    }

    @Test
    void isJudgedByTheRulesOfTheSite() {
        for (int days : new int[] {0, -1, 3_651}) {
            refused("retentionDays", to(new RecordingSettings(true, false, days)));
        }
        registry.rule(
                new RecordingRule() {
                    @Override
                    public Optional<Sentence> refusal(String facilityId) {
                        return Optional.of(new Sentence("Thiếu giấy tờ.", "No papers."));
                    }

                    @Override
                    public boolean closed(String facilityId) {
                        return false;
                    }

                    @Override
                    public @Nullable Integer retentionDays(String facilityId) {
                        return null;
                    }
                });
        refused("recordSub", LONGER);
        assertThat(holds()).isEqualTo(USUAL);
        assertThat(log).isEmpty();
    }

    private void refused(String field, SettingsChange change) {
        assertThatThrownBy(() -> set(gate, change))
                .isInstanceOfSatisfying(
                        InvalidCameraException.class,
                        e ->
                                assertThat(e.mistakes())
                                        .extracting(Mistake::field)
                                        .containsExactly(field));
    }

    @Test
    void whatWasWithdrawnOrRemovedJustBeforeIsNotDone() {
        noAnswer(NoAnswer.NOT_GRANTED, () -> desk.set(gate, AN, LONGER, () -> false));
        assertThat(holds()).isEqualTo(USUAL);
        registry.remove(gate.id());
        noAnswer(NoAnswer.NO_SUCH_CAMERA, () -> set(gate, LONGER));
        assertThat(log).isEmpty();
    }

    private static void noAnswer(NoAnswer why, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        NoAnswerException.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    // ------------------------------------------------------------------ below

    private Camera far() {
        return new Camera(
                "c9",
                gate.facilityId(),
                "Sân",
                "",
                new RemoteAddress("s1", "a").toString(),
                "",
                "",
                null,
                "tcp",
                false,
                false,
                null,
                null,
                true);
    }

    private String result() {
        return String.valueOf(log.getLast().detail().get("result"));
    }

    @Test
    void ofASiteTheLogHasWhoWantsWhatBeforeItIsToldAndThenWhatCameOfIt() throws Exception {
        assertThat(desk.holds(far())).contains(A_MONTH);
        assertThat(desk.granted(far())).isFalse();
        assertThat(desk.granted(gate)).isTrue();
        assertThat(set(far(), LONGER)).isEqualTo(A_MONTH);
        assertThat(below.told).containsExactly(1);
        assertThat(kinds())
                .containsExactly(AuditKind.SITE_SETTINGS_ASKED, AuditKind.SITE_SETTINGS_ANSWERED);
        assertThat(log.getFirst().detail()).containsKeys("issuer", "before", "after");
        assertThat(result()).isEqualTo("done");
    }

    @Test
    void aSiteIsNotToldWhatCannotBeLogged() {
        roomInLog = 0;
        assertThatThrownBy(() -> set(far(), LONGER)).hasMessageContaining("no room");
        assertThat(below.told).isEmpty();
    }

    @Test
    void whatIsDoneIsDoneAlsoWhenThatCannotBeLoggedAnyMore() throws Exception {
        roomInLog = 1;
        assertThat(set(far(), LONGER)).isEqualTo(A_MONTH);
        assertThat(kinds()).containsExactly(AuditKind.SITE_SETTINGS_ASKED);
    }

    @Test
    void everyAnswerIsInTheLogAndWithoutALinkNothingIs() {
        below.refusal = new SettingsChangedException(USUAL);
        assertThatThrownBy(() -> set(far(), LONGER)).isInstanceOf(SettingsChangedException.class);
        assertThat(result()).isEqualTo("changed");
        below.refusal = new InvalidCameraException(List.of());
        assertThatThrownBy(() -> set(far(), LONGER)).isInstanceOf(InvalidCameraException.class);
        assertThat(result()).isEqualTo("invalid");
        below.refusal = new NoAnswerException(NoAnswer.LATE, "test");
        noAnswer(NoAnswer.LATE, () -> set(far(), LONGER));
        assertThat(result()).isEqualTo("late");
        log.clear();
        below.linked = false;
        noAnswer(NoAnswer.NO_LINK, () -> set(far(), LONGER));
        assertThat(log).isEmpty();
    }
}
