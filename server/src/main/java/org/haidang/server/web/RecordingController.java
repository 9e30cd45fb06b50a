package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.play.Export;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.engine.StreamName;
import org.haidang.server.recording.Recorded;
import org.haidang.server.recording.StreamRecordings;
import org.haidang.server.rights.Action;
import org.haidang.server.still.Still;
import org.haidang.server.still.Stills;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.FileAnswer;
import org.haidang.server.web.request.FlushingChannel;
import org.haidang.server.web.request.Gate;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What was recorded: spans, gaps, coverage, pieces, whole files, stills. Bodies are written on
 * virtual threads.
 */
@RestController
@RequestMapping("/api/v1/cameras/{id}")
final class RecordingController {
    private static final long HOUR_US = TimeUnit.HOURS.toMicros(1);
    private static final long MAX_LIST_US = TimeUnit.DAYS.toMicros(100);
    private static final long MAX_COVERAGE_US = TimeUnit.HOURS.toMicros(1_000);
    private static final long MAX_EXPORT_US = TimeUnit.HOURS.toMicros(24);

    record SpanView(String from, String to, long bytes) {}

    record GapView(String from, String to, double seconds, String reason, String message) {}

    record FetchedView(String from, String to) {}

    record Recordings(
            boolean truncated,
            List<SpanView> spans,
            List<GapView> gaps,
            List<FetchedView> fetched) {}

    record HourView(
            String start,
            double expectedSeconds,
            double recordedSeconds,
            double fetchedSeconds,
            List<GapView> gaps) {}

    record CoverageView(List<HourView> hours) {}

    private final Services services;
    private final Gate gate;
    private final Acts acts;

    RecordingController(Services services, Gate gate, Acts acts) {
        this.acts = acts;
        this.services = services;
        this.gate = gate;
    }

    @GetMapping("/recordings")
    @Needs(value = Action.RECORDING_VIEW, on = Needs.On.CAMERA)
    Recordings recordings(
            @PathVariable String id,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(defaultValue = "main") StreamName stream,
            Caller caller,
            Language language)
            throws IOException {
        StreamRecordings of = recordings(id, stream);
        Range asked = range(from, to, MAX_LIST_US, "100 d");
        // What lies further back than the person may look is as if it had never been.
        long sinceUs = gate.sinceUs(caller, Action.RECORDING_VIEW, camera(id));
        Range range = new Range(Math.max(asked.fromUs, sinceUs), asked.toUs);
        if (range.fromUs >= range.toUs) {
            return new Recordings(false, List.of(), List.of(), List.of());
        }
        Recorded recorded = of.recorded(range.fromUs, range.toUs);
        List<SpanView> spans =
                recorded.spans().stream()
                        .map(s ->
                                new SpanView(
                                        Moments.text(s.fromUs()),
                                        Moments.text(s.toUs()),
                                        s.bytes()))
                        .toList();
        List<GapView> gaps = recorded.gaps().stream().map(g -> gap(g, language)).toList();
        List<FetchedView> fetched =
                recorded.fetched().stream()
                        .map(f -> new FetchedView(Moments.text(f.fromUs()), Moments.text(f.toUs())))
                        .toList();
        return new Recordings(recorded.truncated(), spans, gaps, fetched);
    }

    private static GapView gap(Gap gap, Language language) {
        return new GapView(
                Moments.text(gap.fromUs()),
                Moments.text(gap.toUs()),
                (gap.toUs() - gap.fromUs()) / 1e6,
                StateView.word(gap.reason()),
                Words.of(language, "gap." + gap.reason().name()));
    }

    @GetMapping("/coverage")
    @Needs(value = Action.COVERAGE_READ, on = Needs.On.CAMERA)
    CoverageView coverage(
            @PathVariable String id,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(defaultValue = "main") StreamName stream,
            Language language)
            throws IOException {
        StreamRecordings of = recordings(id, stream);
        Range range = range(from, to, MAX_COVERAGE_US, "1000 h");
        return new CoverageView(
                of.coverage(range.fromUs, range.toUs).stream()
                        .map(h ->
                                new HourView(
                                        Moments.text(h.startUs()),
                                        (h.expectedUs() - h.expiredUs()) / 1e6,
                                        h.recordedUs() / 1e6,
                                        h.fetchedUs() / 1e6,
                                        h.gaps().stream().map(g -> gap(g, language)).toList()))
                        .toList());
    }

    @GetMapping("/playback")
    @Needs(value = Action.RECORDING_VIEW, on = Needs.On.CAMERA)
    void playback(
            @PathVariable String id,
            @RequestParam String at,
            @RequestParam(defaultValue = "6") double seconds,
            @RequestParam(defaultValue = "main") StreamName stream,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        StreamRecordings of = recordings(id, stream);
        long atUs = moment("at", at);
        gate.needSince(caller, Action.RECORDING_VIEW, camera(id), atUs);
        if (!(seconds >= 1 && seconds <= 30)) {
            throw ProblemException.invalid("seconds", "field.range", 1, 30);
        }
        var found = of.openAt(atUs, (int) Math.ceil(seconds));
        if (found.isEmpty()) {
            throw ProblemException.of(404, "nothing-recorded");
        }
        try (Chunk chunk = found.get()) {
            acts.shown(
                    caller,
                    AuditKind.PLAYBACK,
                    camera(id),
                    stream.word(),
                    chunk.startUs(),
                    chunk.endUs());
            response.setContentType(chunk.mime());
            response.setContentLengthLong(chunk.byteCount());
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Haidang-Start-Us", Long.toString(chunk.startUs()));
            response.setHeader("Haidang-End-Us", Long.toString(chunk.endUs()));
            response.setHeader("Haidang-Media-Start-Us", Long.toString(chunk.mediaStartUs()));
            OptionalLong next = chunk.nextUs();
            response.setHeader(
                    "Haidang-Next-Us", next.isPresent() ? Long.toString(next.getAsLong()) : "");
            chunk.writeTo(new FlushingChannel(response.getOutputStream()));
        }
    }

    @RequestMapping(path = "/video.mp4", method = RequestMethod.GET)
    @Needs(value = Action.EXPORT_MAKE, on = Needs.On.CAMERA)
    void video(
            @PathVariable String id,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(defaultValue = "main") StreamName stream,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Camera camera = camera(id);
        StreamRecordings of = recordings(id, stream);
        Range range = range(from, to, MAX_EXPORT_US, "24 h");
        gate.needSince(caller, Action.EXPORT_MAKE, camera, range.fromUs);
        var found = of.export(range.fromUs, range.toUs);
        if (found.isEmpty()) {
            throw ProblemException.of(404, "nothing-recorded");
        }
        try (Export export = found.get()) {
            acts.export(caller, camera, stream.word(), export.startUs(), export.endUs());
            // A change of format ends the file; Haidang-End-Us says where to go on.
            FileAnswer.write(
                    export,
                    FileAnswer.name(camera.name(), range.fromUs),
                    () -> gate.may(caller, Action.EXPORT_MAKE, camera(id)),
                    request,
                    response);
        }
    }

    @GetMapping("/snapshot.jpg")
    @Needs(value = Action.CAMERA_READ, on = Needs.On.CAMERA)
    ResponseEntity<byte[]> snapshot(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(defaultValue = "640") int width,
            @RequestParam(defaultValue = "main") StreamName stream,
            Caller caller)
            throws IOException {
        // A still of now is live view, one of then is playback.
        Camera camera = camera(id);
        if (at == null) {
            gate.need(caller, Action.LIVE_VIEW, camera);
        } else {
            gate.need(caller, Action.RECORDING_VIEW, camera);
            gate.needSince(caller, Action.RECORDING_VIEW, camera, moment("at", at));
        }
        if (width < 64 || width > 3840) {
            throw ProblemException.invalid("width", "field.range", 64, 3840);
        }
        try {
            Still still =
                    (at == null
                                    ? services.stills()
                                            .shown(
                                                    id,
                                                    stream,
                                                    width,
                                                    Moments.nowUs(services.clock()))
                                    : services.stills()
                                            .recorded(id, stream, moment("at", at), width))
                            .orElseThrow(() -> ProblemException.of(404, "no-picture"));
            acts.shown(
                    caller, AuditKind.STILL, camera, stream.word(), still.wallUs(), still.wallUs());
            ResponseEntity.BodyBuilder answer =
                    ResponseEntity.ok()
                            .contentType(MediaType.IMAGE_JPEG)
                            .cacheControl(CacheControl.noStore())
                            .header("Haidang-Picture-Us", Long.toString(still.wallUs()));
            if (still.sent()) {
                // Whoever shows it must not take it for what the stream shows now.
                answer.header("Haidang-Picture-From", "site");
            }
            return answer.body(still.jpeg());
        } catch (Stills.UndecodedException e) {
            throw ProblemException.busy(e);
        }
    }

    private Camera camera(String id) {
        return services.registry().camera(id).orElseThrow(ProblemException::notFound);
    }

    /** Also those of another site's camera, which lie there. */
    private StreamRecordings recordings(String cameraId, StreamName stream) {
        return services.recordings().of(new StreamKey(camera(cameraId).id(), stream.word()));
    }

    private record Range(long fromUs, long toUs) {}

    private static Range range(String from, String to, long maxUs, String max) {
        Range range = new Range(moment("from", from), moment("to", to));
        if (range.toUs <= range.fromUs) {
            throw ProblemException.invalid("to", "time.order");
        }
        // An hour more than said: ranges that begin and end between hours.
        if (range.toUs - range.fromUs > maxUs + HOUR_US) {
            throw ProblemException.invalid("to", "time.span", max);
        }
        return range;
    }

    private static long moment(String name, String text) {
        return Moments.parse(text).orElseThrow(() -> ProblemException.invalid(name, "time.form"));
    }
}
