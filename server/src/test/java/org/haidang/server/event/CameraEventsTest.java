package org.haidang.server.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.FacilityStore;
import org.haidang.server.device.CameraDevices;
import org.haidang.server.device.Devices;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.device.store.CameraDeviceStore;
import org.haidang.server.event.store.CameraEventStore;
import org.haidang.server.event.store.EventKind;
import org.haidang.server.event.store.KeptEvent;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that are servers of the test's, listened to from a registry and a database. */
class CameraEventsTest {
    private static final String MOTION = "tns1:VideoSource/MotionAlarm";
    private static final String TAMPER = "tns1:VideoSource/GlobalSceneChange/ImagingService";
    private static final String DISK = "tns1:Device/HardwareFailure/StorageFailure";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;

    private final FakeEventDevice device = new FakeEventDevice(16);
    private final AtomicInteger alarmed = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private CameraRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private String facility;

    @SuppressWarnings("NullAway.Init")
    private CameraDevices cameraDevices;

    @SuppressWarnings("NullAway.Init")
    private CameraEvents events;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        registry =
                new CameraRegistry(
                        new CameraStore(database),
                        new FacilityStore(database),
                        Sealer.forThisRun(new SecureRandom()),
                        new Random(1),
                        Clock.systemUTC(),
                        100);
        facility = registry.addFacility("Khu A", "").id();
        cameraDevices =
                new CameraDevices(new CameraDeviceStore(database), registry, Clock.systemUTC());
        events = events(30, 30);
    }

    private CameraEvents events(int retentionDays, int recordingDays) {
        return new CameraEvents(
                registry,
                cameraDevices,
                new Devices(address -> true, Clock.systemUTC(), new Random(1)),
                new CameraEventStore(database),
                alarmed::incrementAndGet,
                new CameraEvents.Config(true, retentionDays, recordingDays),
                new SecureRandom(),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        events.close();
        database.close();
        device.close();
    }

    private Camera camera(int channel, @Nullable String username) {
        Camera camera =
                registry.add(
                        CameraInput.of(facility, "kênh " + channel, device.stream(channel))
                                .login(username, username == null ? null : "mật khẩu")
                                .recording(true, null));
        cameraDevices.put(
                camera, new CameraDevice(camera.id(), device.service(), "p" + channel, false));
        return camera;
    }

    private Camera followed(int channel) {
        Camera camera = camera(channel, null);
        events.look();
        await().atMost(LIMIT).until(() -> device.subscribers() == 1);
        return camera;
    }

    private List<KeptEvent> of(Camera camera) {
        return events.page(camera, 0, nowUs() - 60_000_000, nowUs() + 60_000_000, null, 1_000);
    }

    private KeptEvent first(Camera camera) {
        await().atMost(LIMIT).until(() -> !of(camera).isEmpty());
        return of(camera).getFirst();
    }

    private static long nowUs() {
        return System.currentTimeMillis() * 1_000;
    }

    @Test
    void keepsAMovementOfChannelSevenAtTheRightCameraAndTimeHoweverWrongTheClock() {
        device.offset = Duration.ofHours(3);
        Camera six = camera(6, null);
        Camera seven = followed(7);
        long beforeUs = nowUs();
        device.set(MOTION, 7, true);
        KeptEvent began = first(seven);
        assertThat(began.kind()).isEqualTo(EventKind.MOTION);
        assertThat(began.beginUs()).isBetween(beforeUs - 2_000_000, nowUs() + 2_000_000);
        assertThat(began.receivedUs()).isBetween(beforeUs, nowUs());
        assertThat(began.endUs()).isNull();
        device.set(MOTION, 7, true);
        device.set(MOTION, 7, false);
        await().atMost(LIMIT).until(() -> first(seven).endUs() != null);
        assertThat(of(seven)).hasSize(1);
        assertThat(of(six)).isEmpty();
        assertThat(device.times("CreatePullPointSubscription")).as("one device").isEqualTo(1);
    }

    @Test
    void aCoveredCameraStandsUntilItIsUncovered() {
        Camera camera = followed(3);
        device.set(TAMPER, 3, true);
        await().atMost(LIMIT).until(() -> events.standing().size() == 1);
        assertThat(events.standing().getFirst().cameraId()).isEqualTo(camera.id());
        assertThat(alarmed).hasValue(1);
        device.set(TAMPER, 3, false);
        await().atMost(LIMIT).until(() -> events.standing().isEmpty());
        assertThat(alarmed).hasValue(2);
        assertThat(first(camera).endUs()).isNotNull();
    }

    @Test
    void subscribesAnewAfterARestartAndKeepsNothingTwice() {
        Camera camera = followed(2);
        device.set(TAMPER, 2, true);
        device.set(MOTION, 2, true);
        await().atMost(LIMIT).until(() -> of(camera).size() == 2);
        device.restart();
        await().atMost(LIMIT).until(() -> device.subscribers() == 1);
        device.set(MOTION, 2, false);
        await().atMost(LIMIT)
                .until(() -> of(camera).stream().anyMatch(event -> event.endUs() != null));
        assertThat(of(camera)).hasSize(2);
        assertThat(events.standing()).hasSize(1);
        assertThat(device.times("CreatePullPointSubscription")).isEqualTo(2);
    }

    @Test
    void triesARefusedLoginOnceAndIsSilentUntilThereIsAnother() {
        device.username = "giamsat";
        Camera camera = camera(1, "nguoila");
        events.look();
        await().atMost(LIMIT).until(() -> device.refused.get() > 0);
        int refused = device.refused.get();
        await().during(Duration.ofSeconds(3))
                .atMost(LIMIT)
                .until(() -> device.refused.get() == refused);
        assertThat(refused).isEqualTo(1);
        registry.change(camera.id(), login("giamsat"));
        events.look();
        await().atMost(LIMIT).until(() -> device.subscribers() == 1);
        assertThat(device.refused).hasValue(1);
    }

    private static CameraInput login(String username) {
        return CameraInput.NOTHING.login(username, "mật khẩu");
    }

    @Test
    void listensNoLongerThanTheCameraIsADeviceThatIsToBeAsked() {
        Camera camera = followed(4);
        device.set(TAMPER, 4, true);
        await().atMost(LIMIT).until(() -> events.standing().size() == 1);
        List<Runnable> ends = new ArrayList<>();
        ends.add(() -> cameraDevices.remove(camera.id()));
        ends.add(() -> events.ask(camera, false));
        ends.add(() -> registry.recording(camera.id(), false, false, false));
        for (Runnable end : ends) {
            end.run();
            events.look();
            await().atMost(LIMIT).until(() -> device.subscribers() == 0);
            events.look();
            assertThat(events.standing()).isEmpty();
            cameraDevices.put(camera, new CameraDevice(camera.id(), device.service(), "p4", false));
            events.ask(camera, true);
            registry.recording(camera.id(), true, false, true);
            events.look();
            await().atMost(LIMIT).until(() -> events.standing().size() == 1);
        }
        registry.remove(camera.id());
        events.look();
        await().atMost(LIMIT).until(() -> device.subscribers() == 0);
        events.look();
        assertThat(events.standing()).isEmpty();
        assertThat(of(camera)).isEmpty();
    }

    @Test
    void keepsOfACameraThatIsNotRecordedOnlyWhatIsToBeMended() {
        Camera camera = followed(5);
        registry.recording(camera.id(), false, false, true);
        device.set(MOTION, 5, true);
        device.set(TAMPER, 5, true);
        await().atMost(LIMIT).until(() -> events.standing().size() == 1);
        assertThat(of(camera)).extracting(KeptEvent::kind).containsExactly(EventKind.TAMPER);
    }

    @Test
    void aBrokenDiskIsOneThingToMend() {
        camera(8, null);
        Camera first = followed(7);
        device.set(DISK, 1, true);
        await().atMost(LIMIT).until(() -> events.standing().size() == 1);
        assertThat(events.standing())
                .extracting(EventLedger.Standing::cameraId)
                .containsExactly(first.id());
    }

    @Test
    void aFloodMakesFewRows() {
        Camera camera = followed(1);
        for (int i = 0; i < 5_000; i++) {
            device.set(MOTION, 1, i % 2 == 0);
            device.set(TAMPER, 1, i % 2 == 0);
        }
        device.set(DISK, 1, true); // the last of the queue
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        events.standing().stream()
                                .anyMatch(one -> one.kind() == EventKind.STORAGE_FAILURE));
        assertThat(of(camera).stream().filter(event -> event.kind() == EventKind.MOTION))
                .hasSizeBetween(1, 2);
        assertThat(of(camera).stream().filter(event -> event.kind() == EventKind.TAMPER))
                .hasSizeBetween(1, EventLedger.BURST + 10);
    }

    @Test
    void endsItsSubscriptionsAndTakesUpWhatLastsAtTheNextStart() {
        Camera camera = followed(9);
        device.set(TAMPER, 9, true);
        await().atMost(LIMIT).until(() -> events.standing().size() == 1);
        String id = first(camera).id();
        events.close();
        assertThat(device.subscribers()).isZero();
        assertThat(device.times("Unsubscribe")).isEqualTo(1);
        events = events(30, 30);
        assertThat(events.standing()).hasSize(1);
        events.look();
        await().atMost(LIMIT).until(() -> device.subscribers() == 1);
        device.set(TAMPER, 9, false);
        await().atMost(LIMIT).until(() -> events.standing().isEmpty());
        assertThat(of(camera)).extracting(KeptEvent::id).containsExactly(id);
    }

    @Test
    void removesWhatHasBeenKeptLongEnough() {
        Camera camera = camera(1, null);
        CameraEventStore store = new CameraEventStore(database);
        long dayUs = TimeUnit.DAYS.toMicros(1);
        for (int days : new int[] {1, 4, 6, 8}) {
            long atUs = nowUs() - days * dayUs;
            store.add(
                    new KeptEvent(
                            "d" + days,
                            camera.id(),
                            EventKind.LINE_CROSSED,
                            atUs,
                            atUs,
                            atUs,
                            "h"));
        }
        events.close();
        events = events(7, 30);
        events.look();
        assertThat(store.page(camera.id(), 0, 0, nowUs(), null, 9))
                .extracting(KeptEvent::id)
                .containsExactly("d1", "d4", "d6");
        events.close();
        events = events(7, 5);
        events.look();
        assertThat(store.page(camera.id(), 0, 0, nowUs(), null, 9))
                .as("its recordings are gone, too")
                .extracting(KeptEvent::id)
                .containsExactly("d1", "d4");
    }
}
