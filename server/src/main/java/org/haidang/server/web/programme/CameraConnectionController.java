package org.haidang.server.web.programme;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.haidang.media.source.FailureReason;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.connection.CameraSteps;
import org.haidang.server.connection.Connections;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.probe.CameraProbe.Found;
import org.haidang.server.probe.CameraProbe.Step;
import org.haidang.server.probe.StepWords;
import org.haidang.server.rights.Action;
import org.haidang.server.web.programme.ConnectionViews.Reader;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.JsonLines;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The steps of one camera from plan to picture. Tests tell each step as it ends, a line of JSON
 * each.
 */
@RestController
@RequestMapping("/api/v1/cameras/{id}/connection")
final class CameraConnectionController {
    private static final int AT_ONCE = 5;
    private static final int MAX_PLACE = 50;

    record MakeBody(@Nullable String make) {}

    record ZoneBody(@Nullable String zone, @Nullable String block, @Nullable String floor) {}

    record JudgementBody(
            @Nullable String pictureSha256, @Nullable Boolean accepted, @Nullable String reason) {}

    record StepLine(
            String step,
            boolean ok,
            long ms,
            String message,
            @Nullable String action,
            @Nullable String owner,
            @Nullable String reason) {}

    record ResultLine(
            String step,
            boolean ok,
            String message,
            @Nullable String action,
            @Nullable String owner) {}

    record AttemptLine(
            String step, int number, int of, String username, String outcome, String message) {}

    record CredentialLine(String step, boolean ok, String credential, String message) {}

    record PictureView(String pictureSha256, String takenAt) {}

    private final Services services;
    private final Gate gate;
    private final Acts acts;
    private final ConnectionViews views;
    private final JsonMapper json;
    private final Semaphore running = new Semaphore(AT_ONCE);

    CameraConnectionController(Services services, Gate gate, Acts acts, JsonMapper json) {
        this.services = services;
        this.gate = gate;
        this.acts = acts;
        this.json = json;
        this.views = new ConnectionViews(services, gate);
    }

    private Connections connections() {
        return services.connections();
    }

    private CameraSteps steps() {
        return connections().steps();
    }

    private Camera known(String id) {
        return services.registry().camera(id).orElseThrow(ProblemException::notFound);
    }

    @GetMapping
    @Needs(value = Action.CONNECTION_READ, on = Needs.On.CAMERA)
    ConnectionViews.CameraView camera(@PathVariable String id, Caller caller, Language language) {
        return views.camera(connections().look(known(id)), new Reader(caller, language));
    }

    @GetMapping("/judgements")
    @Needs(value = Action.CONNECTION_READ, on = Needs.On.CAMERA)
    List<ConnectionViews.JudgementView> judgements(@PathVariable String id) {
        Camera camera = known(id);
        var holding = connections().look(camera).acceptance();
        return connections().judgements(camera).stream()
                .map(word -> ConnectionViews.judgement(word, holding))
                .toList();
    }

    // ---- the camera answers, and to whom

    @PostMapping("/test")
    @Needs(value = Action.CONNECTION_WRITE, on = Needs.On.CAMERA)
    void test(
            @PathVariable String id, Caller caller, Language language, HttpServletResponse response)
            throws IOException {
        Camera camera = known(id);
        JsonLines lines = new JsonLines(response, json);
        talk(() -> {
            Step[] last = new Step[1];
            Found found =
                    steps().test(
                                    camera,
                                    Acts.actor(caller),
                                    step -> {
                                        last[0] = step;
                                        lines.write(line(step, language));
                                    });
            lines.write(found == null ? failed(last[0], language) : works(found, language));
        });
    }

    private static StepLine line(Step step, Language language) {
        StepWords words = StepWords.of(step, language);
        return new StepLine(
                step.step(),
                step.reason() == null,
                step.ms(),
                words.message(),
                words.action(),
                words.owner(),
                word(step.reason()));
    }

    private static ResultLine failed(@Nullable Step last, Language language) {
        StepWords words = StepWords.ofEnd(last, language);
        return new ResultLine("result", false, words.message(), words.action(), words.owner());
    }

    private static ResultLine works(Found found, Language language) {
        return new ResultLine(
                "result",
                true,
                Words.of(
                        language,
                        "test.ok",
                        found.format().codec().name(),
                        found.format().width(),
                        found.format().height()),
                null,
                null);
    }

    private static @Nullable String word(@Nullable FailureReason reason) {
        return reason == null ? null : reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Tries makers' logins, so few that no account is locked. */
    @PostMapping("/default-password")
    @Needs(value = Action.CONNECTION_WRITE, on = Needs.On.CAMERA)
    void defaultPassword(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable MakeBody body,
            Caller caller,
            Language language,
            HttpServletResponse response)
            throws IOException {
        Camera camera = known(id);
        String make = body == null || body.make() == null ? "" : body.make();
        if (make.length() > MAX_PLACE) {
            throw ProblemException.invalid("make", "field.long", MAX_PLACE);
        }
        JsonLines lines = new JsonLines(response, json);
        talk(() -> {
            Credential found =
                    steps().tryDefaultPasswords(
                                    camera,
                                    make,
                                    Acts.actor(caller),
                                    tried -> lines.write(line(tried, language)));
            lines.write(
                    new CredentialLine(
                            "result",
                            found == Credential.DEFAULT_REFUSED,
                            found.name(),
                            Words.of(
                                    language,
                                    "connection.credential."
                                            + found.name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', '-'))));
        });
    }

    private static AttemptLine line(CameraSteps.Tried tried, Language language) {
        String who =
                tried.username().isEmpty()
                        ? Words.of(language, "connection.no-login")
                        : tried.username();
        return new AttemptLine(
                "attempt",
                tried.number(),
                tried.of(),
                tried.username(),
                tried.outcome(),
                Words.of(language, "connection.attempt." + tried.outcome(), who));
    }

    private interface Talk {
        void run() throws InterruptedException, IOException;
    }

    /** A conversation with a camera; few at once. */
    private void talk(Talk talk) throws IOException {
        if (!running.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            talk.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            running.release();
        }
    }

    // ---- its place and its picture

    @PutMapping("/zone")
    @Needs(value = Action.CONNECTION_WRITE, on = Needs.On.CAMERA)
    ConnectionViews.CameraView zone(
            @PathVariable String id, @RequestBody ZoneBody body, Caller caller, Language language) {
        Camera camera = known(id);
        ZonePlace place = place(body);
        // Nobody puts a camera where he could not reach it any more.
        if (!gate.mayInZone(
                caller, Action.CONNECTION_WRITE, camera, ZoneCodes.code(place.zone()))) {
            throw ProblemException.invalid("zone", "facility.out-of-scope");
        }
        steps().chooseZone(camera, place, Acts.actor(caller));
        return camera(id, caller, language);
    }

    private static ZonePlace place(ZoneBody body) {
        Zone zone =
                ZoneCodes.zone(body.zone() == null ? "" : body.zone())
                        .orElseThrow(() -> ProblemException.invalid("zone", "field.required"));
        String block = part("block", body.block());
        String floor = part("floor", body.floor());
        return switch (zone.rule()) {
            case EACH_SITE -> new ZonePlace(zone, "", "");
            case FORBIDDEN -> new ZonePlace(zone, block, floor);
            case EACH_FLOOR -> {
                if (block.isEmpty() || floor.isEmpty()) {
                    throw ProblemException.invalid(
                            block.isEmpty() ? "block" : "floor", "field.required");
                }
                yield new ZonePlace(zone, block, floor);
            }
        };
    }

    private static String part(String field, @Nullable String text) {
        String normal = text == null ? "" : VietnameseText.normalise(text);
        if (normal.length() > MAX_PLACE) {
            throw ProblemException.invalid(field, "field.long", MAX_PLACE);
        }
        return normal;
    }

    /** Takes the picture that a person will judge. */
    @PostMapping("/picture")
    @Needs(value = Action.CAMERA_PICTURE, on = Needs.On.CAMERA)
    PictureView takePicture(@PathVariable String id, Caller caller) throws IOException {
        CameraSteps.Taken taken = steps().takePicture(known(id), Acts.actor(caller));
        return new PictureView(taken.sha256(), Moments.text(taken.wallUs()));
    }

    @GetMapping("/picture")
    @Needs(value = Action.CAMERA_PICTURE, on = Needs.On.CAMERA)
    ResponseEntity<byte[]> picture(
            @PathVariable String id, @RequestParam String sha256, Caller caller)
            throws IOException {
        Camera camera = known(id);
        byte[] jpeg = steps().picture(camera, sha256).orElseThrow(ProblemException::notFound);
        long nowUs = Moments.nowUs(services.clock());
        acts.shown(caller, AuditKind.STILL, camera, "main", nowUs, nowUs);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(jpeg);
    }

    /** Accepts or rejects it, having looked at it. */
    @PostMapping("/judgement")
    @Needs(value = Action.CONNECTION_ACCEPT, on = Needs.On.CAMERA)
    ConnectionViews.CameraView judge(
            @PathVariable String id,
            @RequestBody JudgementBody body,
            Caller caller,
            Language language) {
        Camera camera = known(id);
        String sha256 = body.pictureSha256();
        Boolean accepted = body.accepted();
        if (sha256 == null || accepted == null) {
            throw ProblemException.invalid(
                    sha256 == null ? "pictureSha256" : "accepted", "field.required");
        }
        String reason = body.reason() == null ? "" : VietnameseText.normalise(body.reason());
        if (!accepted && reason.isEmpty()) {
            throw ProblemException.invalid("reason", "field.required");
        }
        if (reason.length() > CameraSteps.MAX_REASON) {
            throw ProblemException.invalid("reason", "field.long", CameraSteps.MAX_REASON);
        }
        steps().judge(camera, sha256, accepted, accepted ? "" : reason, Acts.actor(caller));
        return camera(id, caller, language);
    }
}
