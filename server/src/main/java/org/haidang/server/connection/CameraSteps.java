package org.haidang.server.connection;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.connection.ConnectionStep;
import org.haidang.programme.connection.DefaultLogins;
import org.haidang.programme.connection.DefaultLogins.Login;
import org.haidang.programme.facility.CameraEvidence.DefaultPasswordRefused;
import org.haidang.programme.facility.CameraEvidence.DeviceAnswered;
import org.haidang.programme.facility.CameraEvidence.PictureDecoded;
import org.haidang.programme.facility.CameraEvidence.PictureSeen;
import org.haidang.programme.facility.CameraEvidence.ZoneChosen;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.connection.store.CameraCheck;
import org.haidang.server.connection.store.Judgement;
import org.haidang.server.engine.StreamName;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.probe.CameraProbe;
import org.haidang.server.probe.CameraProbe.Found;
import org.haidang.server.probe.CameraProbe.Step;
import org.haidang.server.probe.CameraProbe.Target;
import org.haidang.server.still.Still;
import org.haidang.server.still.Stills;
import org.jspecify.annotations.Nullable;

/**
 * What people do at one camera to connect it, each step only after those before it (D5: none
 * without an approved plan). Waits for cameras and the decoder. Thread-safe.
 */
public final class CameraSteps {
    /** After a run of refused logins; makers' locks end within half an hour. */
    public static final Duration REST = Duration.ofMinutes(30);

    /** A picture for a person to judge is of now. */
    static final Duration FRESH_PICTURE = Duration.ofMinutes(1);

    /** Who looks longer takes a new one. */
    static final Duration PICTURE_HOLDS = Duration.ofMinutes(30);

    public static final int MAX_REASON = 1_000;
    private static final int PICTURE_WIDTH_PX = 1_280;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                    .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    /** A picture to be judged. */
    public record Taken(String sha256, long wallUs) {}

    /**
     * One attempt with a default login.
     *
     * @param username empty for none
     * @param outcome {@code refused}, {@code accepted} or {@code unclear}
     */
    public record Tried(int number, int of, String username, String outcome) {}

    private final Connections connections;
    private final CameraRegistry registry;
    private final Lives lives;
    private final CameraChecks checks;
    private final PictureVault vault;
    private final CameraProbe probe;
    private final Stills stills;
    private final Audit audit;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;

    CameraSteps(
            Connections connections,
            CameraRegistry registry,
            Lives lives,
            CameraChecks checks,
            PictureVault vault,
            CameraProbe probe,
            Stills stills,
            Audit audit,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.connections = connections;
        this.registry = registry;
        this.lives = lives;
        this.checks = checks;
        this.vault = vault;
        this.probe = probe;
        this.stills = stills;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
    }

    // ---- the camera answers

    /**
     * Tests the camera with its own login.
     *
     * @param told of each step as it ends
     * @return null when a step failed
     */
    public @Nullable Found test(Camera camera, Actor by, Consumer<Step> told)
            throws InterruptedException {
        may(camera, ConnectionStep.DEVICE_ANSWERS);
        note(camera, by, "test", null);
        List<String> log = new ArrayList<>();
        Found found =
                probe.probe(
                        new Target(
                                uri(camera),
                                camera.username().isEmpty() ? null : camera.username(),
                                registry.password(camera),
                                transport(camera)),
                        step -> {
                            log.add(step.step() + " " + step.ms() + " " + step.reason());
                            told.accept(step);
                        });
        if (found != null) {
            String sha256 = Sha256.of(camera.id() + "\n" + now() + "\n" + String.join("\n", log));
            long at = us(now());
            checks.change(camera, check -> check.answered(sha256, at));
            if (lives.camera(camera.id()).state() == CameraState.DECLARED) {
                lives.advance(camera, CameraState.IDENTIFIED, by, new DeviceAnswered(sha256));
            }
        }
        changed(camera);
        return found;
    }

    // ---- the default password

    /**
     * Tries logins that makers ship. A finding blocks every later step.
     *
     * @param make as a person named it, empty if nobody knows
     */
    public Credential tryDefaultPasswords(
            Camera camera, String make, Actor by, Consumer<Tried> told)
            throws InterruptedException {
        may(camera, ConnectionStep.DEFAULT_PASSWORD_REFUSED);
        beginRest(camera);
        note(camera, by, "default-password", null);
        String password = registry.password(camera);
        Login own = new Login(camera.username(), password == null ? "" : password);
        if (DefaultLogins.isDefault(own.password())) {
            checks.endRest(camera);
            told.accept(new Tried(1, 1, camera.username(), "accepted"));
            return keep(camera, Credential.DEFAULT_ACCEPTED, "its own password is a default", by);
        }
        DefaultPasswordTest.Result result =
                new DefaultPasswordTest(probe)
                        .run(
                                uri(camera),
                                transport(camera),
                                VietnameseText.normalise(make),
                                own,
                                attempt ->
                                        told.accept(
                                                new Tried(
                                                        attempt.number(),
                                                        attempt.of(),
                                                        attempt.username(),
                                                        attempt.outcome()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT))));
        if (result.refusals() == 0) {
            // A login that was taken, or none that was tried, leaves no wrong ones to wait for.
            checks.endRest(camera);
        }
        return keep(camera, result.credential(), result.attempts().toString(), by);
    }

    /** Before the first attempt, and in one step: two people at once would be one too many. */
    private void beginRest(Camera camera) {
        Instant now = now();
        Optional<Instant> resting = checks.beginRest(camera, now, now.plus(REST));
        if (resting.isPresent()) {
            String time = CLOCK.format(resting.get());
            throw new StepRefusedException(
                    new Sentence(
                            "Vừa thử mật khẩu mặc định; thử tiếp có thể làm camera khóa tài khoản. Hãy thử lại sau "
                                    + time
                                    + ".",
                            "Default passwords were tried just now; more could make the camera lock its account. Try again after "
                                    + time
                                    + "."));
        }
    }

    private Credential keep(Camera camera, Credential found, String log, Actor by) {
        String sha256 = Sha256.of(camera.id() + "\n" + now() + "\n" + log);
        long at = us(now());
        checks.change(camera, check -> check.tried(found, sha256, at));
        if (found == Credential.DEFAULT_REFUSED
                && lives.camera(camera.id()).state() == CameraState.IDENTIFIED) {
            lives.advance(
                    camera, CameraState.CREDENTIAL_OK, by, new DefaultPasswordRefused(sha256));
        }
        changed(camera);
        return found;
    }

    // ---- the picture and its place

    /**
     * Takes a picture for a person to judge and keeps it as evidence.
     *
     * @throws StepRefusedException when no fresh picture can be had
     */
    public Taken takePicture(Camera camera, Actor by) throws IOException {
        may(camera, ConnectionStep.STREAM_OK);
        Still still = newest(camera);
        if (still == null
                || Measurements.instant(still.wallUs()).isBefore(now().minus(FRESH_PICTURE))) {
            throw refused(
                    "Chưa nhận được hình mới của camera; hãy chạy kiểm tra camera để biết lý do.",
                    "No new picture of the camera arrives; run its test to see why.");
        }
        note(camera, by, "picture", null);
        String before = checks.of(camera).pictureSha256();
        String sha256 = vault.keep(still.jpeg());
        checks.change(camera, check -> check.pictured(sha256, still.wallUs()));
        if (lives.camera(camera.id()).state() == CameraState.CREDENTIAL_OK) {
            lives.advance(camera, CameraState.STREAM_OK, by, new PictureDecoded(sha256));
        }
        settleZone(camera, by);
        dropUnjudged(camera, before, sha256);
        changed(camera);
        return new Taken(sha256, still.wallUs());
    }

    private @Nullable Still newest(Camera camera) throws IOException {
        try {
            return stills.newest(camera.id(), StreamName.MAIN, PICTURE_WIDTH_PX, us(now()))
                    .orElse(null);
        } catch (Stills.UndecodedException e) {
            throw refused(
                    "Có luồng hình nhưng không giải mã được; hãy đặt camera sang H.264 rồi thử lại.",
                    "There is a stream, but it does not decode; set the camera to H.264 and try again.");
        }
    }

    private void dropUnjudged(Camera camera, String before, String now) throws IOException {
        boolean judged =
                checks.judgements(camera.id()).stream()
                        .anyMatch(word -> word.pictureSha256().equals(before));
        if (!judged && !before.equals(now)) {
            vault.drop(before);
        }
    }

    /** A picture that was taken of this camera; empty for any other hash. */
    public Optional<byte[]> picture(Camera camera, String sha256) throws IOException {
        boolean its =
                checks.of(camera).pictureSha256().equals(sha256)
                        || checks.judgements(camera.id()).stream()
                                .anyMatch(word -> word.pictureSha256().equals(sha256));
        return its ? vault.picture(sha256) : Optional.empty();
    }

    /** The picture that a record was drawn up with; empty when the file is gone or changed. */
    public Optional<byte[]> evidence(ConnectionRecord.RecordedCamera camera) throws IOException {
        return vault.picture(camera.pictureSha256());
    }

    /** Chooses where the camera stands; a forbidden zone is refused. */
    public void chooseZone(Camera camera, ZonePlace place, Actor by) {
        may(camera, ConnectionStep.ZONE_SET);
        lives.advance(camera, CameraState.ZONE_SET, by, new ZoneChosen(place));
        registry.change(camera.id(), zone(ZoneCodes.code(place.zone())));
        changed(camera);
    }

    private static CameraInput zone(String code) {
        return CameraInput.NOTHING.in(code);
    }

    /** A zone of the whole site that was named when the camera was added is chosen already. */
    private void settleZone(Camera camera, Actor by) {
        ZonePlace place = checks.place(camera);
        if (place != null
                && place.zone().rule() != Zone.Rule.FORBIDDEN
                && lives.camera(camera.id()).state() == CameraState.STREAM_OK) {
            lives.advance(camera, CameraState.ZONE_SET, by, new ZoneChosen(place));
        }
    }

    /**
     * A person's word on the picture that was taken last.
     *
     * @param reason why it is rejected; at most {@link #MAX_REASON} characters
     */
    public void judge(Camera camera, String sha256, boolean accepted, String reason, Actor by) {
        may(camera, ConnectionStep.PICTURE_ACCEPTED);
        CameraCheck check = checks.of(camera);
        ZonePlace place = checks.place(camera);
        if (place == null || !check.pictureSha256().equals(sha256)) {
            throw refused(
                    "Đã có hình mới hơn của camera này; hãy xem hình mới rồi quyết định.",
                    "There is a newer picture of this camera; look at that one and decide.");
        }
        if (Measurements.instant(check.pictureUs()).plus(PICTURE_HOLDS).isBefore(now())) {
            throw refused(
                    "Hình này đã cũ quá 30 phút; hãy lấy hình mới rồi quyết định.",
                    "This picture is over 30 minutes old; take a new one and decide.");
        }
        String personId = by.userId();
        String person = by.person();
        if (personId == null || person == null) {
            throw new IllegalArgumentException("a picture is judged by a person");
        }
        settleZone(camera, by);
        audit.append(
                Entry.of(by, AuditKind.PICTURE_ACCEPTED)
                        .about(subject(camera))
                        .with("accepted", accepted)
                        .with("picture", sha256)
                        .with("zone", ZoneCodes.code(place.zone()))
                        .with("reason", reason.isEmpty() ? null : reason));
        checks.add(
                new Judgement(
                        connections.nextId(random),
                        camera.id(),
                        sha256,
                        accepted,
                        reason,
                        ZoneCodes.code(place.zone()),
                        place.block(),
                        place.floor(),
                        camera.url(),
                        us(now()),
                        personId,
                        person));
        if (accepted && lives.camera(camera.id()).state() == CameraState.ZONE_SET) {
            lives.advance(camera, CameraState.PICTURE_ACCEPTED, by, new PictureSeen(sha256));
        }
        changed(camera);
    }

    // ---- all of them

    private void may(Camera camera, ConnectionStep step) {
        connections
                .path(camera)
                .refusal(step)
                .ifPresent(sentence -> {
                    throw new StepRefusedException(sentence);
                });
    }

    private void note(Camera camera, Actor by, String what, @Nullable String more) {
        audit.append(
                Entry.of(by, AuditKind.CONNECTION_STEP)
                        .about(subject(camera))
                        .with("what", what)
                        .with("more", more));
    }

    private Subject subject(Camera camera) {
        return Subject.facility(camera.facilityId(), registry.facilityName(camera.facilityId()))
                .camera(camera.id(), camera.name());
    }

    private void changed(Camera camera) {
        news.tell(Topic.CONNECTION, camera.facilityId());
    }

    private static StepRefusedException refused(String vietnamese, String english) {
        return new StepRefusedException(new Sentence(vietnamese, english));
    }

    private static RtspUri uri(Camera camera) {
        try {
            return RtspUri.of(camera.url());
        } catch (MalformedInputException e) {
            throw new IllegalStateException("camera " + camera.id() + ": " + e.getMessage(), e);
        }
    }

    private static TransportChoice transport(Camera camera) {
        return TransportChoice.valueOf(camera.transport().toUpperCase(Locale.ROOT));
    }

    private Instant now() {
        return clock.instant();
    }

    private static long us(Instant at) {
        return Measurements.us(at);
    }
}
