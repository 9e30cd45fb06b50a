package org.haidang.server.web.programme;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.programme.survey.Question;
import org.haidang.server.probe.CameraProbe.Found;
import org.haidang.server.probe.CameraProbe.Step;
import org.haidang.server.probe.CameraProbe.Target;
import org.haidang.server.probe.StepWords;
import org.haidang.server.rights.Action;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.Taken;
import org.haidang.server.survey.store.SurveyRow;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The part of a survey that is measured: a camera by the usual test, the uplink by sending bytes.
 */
@RestController
@RequestMapping("/api/v1/surveys/{id}")
final class SurveyMeasureController {
    /** About 6 s at 10 Mbit/s. */
    static final int MAX_BYTES = 8 << 20;

    private static final int AT_ONCE = 4;
    private static final int MAX_KBPS = 100_000_000;
    private static final long MAX_CLOCK_OFFSET_S = 1_000_000;
    private static final Set<String> TRANSPORTS = Set.of("tcp", "udp", "auto");

    /** Names and passwords that cameras leave their makers with, as public manuals print them. */
    private static final Set<String> DEFAULTS =
            Set.of(
                    "admin:",
                    "admin:admin",
                    "admin:12345",
                    "admin:123456",
                    "admin:password",
                    "admin:888888",
                    "admin:666666",
                    "root:root",
                    "root:pass",
                    "root:",
                    "user:user",
                    "service:service",
                    "supervisor:supervisor",
                    "admin:1234",
                    "admin:4321");

    record CameraTest(
            @Nullable String camera,
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String transport) {
        @Override
        public String toString() {
            return "CameraTest[" + camera + "]";
        }
    }

    record TestResult(
            boolean ok,
            String message,
            @Nullable String action,
            @Nullable String owner,
            Map<String, String> measured,
            List<SurveyAnswer.TakenView> results) {}

    record Uploaded(long bytes, long ms) {}

    record UplinkBody(@Nullable Double upMbps, @Nullable Double downMbps, @Nullable Long bytes) {}

    record UplinkResult(List<SurveyAnswer.TakenView> results) {}

    private final Services services;
    private final Surveys surveys;
    private final Gate gate;
    private final SurveyGate surveyGate;
    private final Semaphore running = new Semaphore(AT_ONCE);

    SurveyMeasureController(Services services, Gate gate) {
        this.services = services;
        this.surveys = services.programme().surveys();
        this.gate = gate;
        this.surveyGate = new SurveyGate(surveys, gate);
    }

    // ---- a camera

    /** Tries a camera as the usual test does, and answers the form's questions with the result. */
    @PostMapping("/camera-tests")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    TestResult camera(
            @PathVariable String id,
            @RequestBody CameraTest test,
            Caller caller,
            Language language) {
        SurveyRow row = surveyGate.need(caller, Action.SURVEY_WRITE, id);
        gate.needAt(caller, Action.CAMERA_TEST, row.facilityId(), Action.SURVEY_READ);
        String camera = test.camera() == null ? "" : test.camera();
        if (!Question.CAMERA.matcher(camera).matches()) {
            throw ProblemException.invalid("camera", "survey.choice");
        }
        Target target = target(test);
        Step[] last = new Step[1];
        Found found = probe(target, last);
        Map<String, String> measured = new LinkedHashMap<>();
        measured(target, found).forEach((k, v) -> measured.put("camera/" + camera + "/" + k, v));
        List<Taken> taken = surveys.measured(id, measured, Acts.actor(caller));
        StepWords words = StepWords.ofEnd(last[0], language);
        return new TestResult(
                found != null,
                found != null
                        ? Words.of(
                                language,
                                "test.ok",
                                found.format().codec().name(),
                                found.format().width(),
                                found.format().height())
                        : words.message(),
                found != null ? null : words.action(),
                found != null ? null : words.owner(),
                measured,
                taken.stream().map(one -> SurveyAnswer.TakenView.of(one, language)).toList());
    }

    private @Nullable Found probe(Target target, Step[] last) {
        if (!running.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            return services.probe().probe(target, step -> last[0] = step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            running.release();
        }
    }

    private static Target target(CameraTest test) {
        String transport = test.transport() == null ? "tcp" : test.transport();
        if (test.url() == null || test.url().isBlank()) {
            throw ProblemException.invalid("url", "field.required");
        }
        if (!TRANSPORTS.contains(transport)) {
            throw ProblemException.invalid("transport", "camera.transport");
        }
        RtspUri.WithCredentials parsed;
        try {
            parsed = RtspUri.parse(test.url());
        } catch (MalformedInputException e) {
            throw ProblemException.invalid("url", "camera.url");
        }
        if (parsed.uri().secure()) {
            throw ProblemException.invalid("url", "camera.rtsps");
        }
        Credentials written = parsed.credentials();
        String username = test.username();
        String password = test.password();
        if (written != null && (username == null || username.isBlank())) {
            username = written.username();
            password = written.password();
        }
        return new Target(
                parsed.uri(),
                username == null || username.isBlank() ? null : username,
                password,
                TransportChoice.valueOf(transport.toUpperCase(Locale.ROOT)));
    }

    private static Map<String, String> measured(Target target, @Nullable Found found) {
        Map<String, String> measured = new LinkedHashMap<>();
        measured.put("REACHABLE", found == null ? "NO" : "YES");
        if (found == null) {
            return measured;
        }
        String codec = found.format().codec().name();
        measured.put("MAIN_CODEC", codec.equals("H264") || codec.equals("H265") ? codec : "OTHER");
        measured.put("MAIN_WIDTH", Integer.toString(found.format().width()));
        measured.put("MAIN_HEIGHT", Integer.toString(found.format().height()));
        if (found.fps() > 0) {
            measured.put("MAIN_FPS", String.format(Locale.ROOT, "%.1f", found.fps()));
        }
        if (found.kbps() > 0) {
            measured.put("MAIN_KBPS", Long.toString(Math.round(found.kbps())));
        }
        found.clockOffsetUs().ifPresent(us -> measured.put("CLOCK_OFFSET_S", seconds(us)));
        String audio = found.audio();
        if (audio != null) {
            measured.put("AUDIO", audio);
        }
        String username = target.username();
        String password = target.password();
        if (username != null
                && DEFAULTS.contains(
                        username.toLowerCase(Locale.ROOT)
                                + ":"
                                + (password == null ? "" : password))) {
            measured.put("DEFAULT_PASSWORD", "ACCEPTED");
        }
        return measured;
    }

    /** Within what the form takes: a camera that was never set thinks of 1970. */
    private static String seconds(long offsetUs) {
        return Long.toString(
                Math.clamp(Math.round(offsetUs / 1e6), -MAX_CLOCK_OFFSET_S, MAX_CLOCK_OFFSET_S));
    }

    // ---- the uplink

    /** Bytes that no line can compress, to time their way to the site. */
    @GetMapping("/uplink/bytes")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    void download(
            @PathVariable String id,
            @RequestParam(defaultValue = "1048576") int count,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        surveyGate.need(caller, Action.SURVEY_WRITE, id);
        if (count < 1 || count > MAX_BYTES) {
            throw ProblemException.invalid("count", "survey.bytes", MAX_BYTES);
        }
        if (!running.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            response.setContentType("application/octet-stream");
            response.setContentLength(count);
            response.setHeader("Cache-Control", "no-store");
            byte[] block = new byte[1 << 16];
            SplittableRandom random = new SplittableRandom();
            OutputStream out = response.getOutputStream();
            for (int left = count; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(left, block.length));
            }
        } finally {
            running.release();
        }
    }

    /** Takes bytes, throws them away and says how long they took from the first to the last. */
    @PostMapping("/uplink/bytes")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    Uploaded upload(@PathVariable String id, Caller caller, HttpServletRequest request)
            throws IOException {
        surveyGate.need(caller, Action.SURVEY_WRITE, id);
        if (!running.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try (InputStream in = request.getInputStream()) {
            byte[] block = new byte[1 << 16];
            long bytes = 0;
            long startNs = 0;
            int read = in.read(block);
            while (read >= 0) {
                if (startNs == 0) {
                    startNs = System.nanoTime();
                }
                bytes += read;
                if (bytes > MAX_BYTES) {
                    throw ProblemException.of(413, "too-large", "8 MiB");
                }
                read = in.read(block);
            }
            long ms = startNs == 0 ? 0 : (System.nanoTime() - startNs) / 1_000_000;
            return new Uploaded(bytes, ms);
        } finally {
            running.release();
        }
    }

    /** Keeps a measurement and answers the form's two questions with it. */
    @PostMapping("/uplink")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    UplinkResult keep(
            @PathVariable String id,
            @RequestBody UplinkBody body,
            Caller caller,
            Language language) {
        surveyGate.need(caller, Action.SURVEY_WRITE, id);
        long bytes = body.bytes() == null ? 0 : body.bytes();
        if (bytes < 0 || bytes > 100L * MAX_BYTES) {
            throw ProblemException.invalid("bytes", "survey.bytes", MAX_BYTES);
        }
        List<Taken> taken =
                surveys.addUplink(
                        id,
                        kbps(body.upMbps(), "upMbps"),
                        kbps(body.downMbps(), "downMbps"),
                        bytes,
                        "browser",
                        Acts.actor(caller));
        return new UplinkResult(
                taken.stream().map(one -> SurveyAnswer.TakenView.of(one, language)).toList());
    }

    private static int kbps(@Nullable Double mbps, String field) {
        double kbps = mbps == null ? Double.NaN : mbps * 1_000;
        if (!(kbps >= 0 && kbps <= MAX_KBPS)) {
            throw ProblemException.invalid(field, "survey.mbps");
        }
        return (int) Math.round(kbps);
    }
}
