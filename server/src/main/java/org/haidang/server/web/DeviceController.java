package org.haidang.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.onvif.VideoEncoding;
import org.haidang.onvif.discovery.AddressRange;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.Examined;
import org.haidang.server.device.Examined.FoundChannel;
import org.haidang.server.device.Examined.FoundStream;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.DeviceAddress;
import org.haidang.server.web.request.DeviceQuestions;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.JsonLines;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Finds cameras and recorders in the network, and asks one what it has. */
@RestController
final class DeviceController {
    private static final int SEARCHES_AT_ONCE = 2;

    /**
     * @param ranges as {@link AddressRange#parse} reads them
     */
    record SearchBody(@Nullable String ranges, @Nullable Boolean multicast) {}

    /**
     * @param cameras how many of its streams are cameras here already, as far as the asker may know
     */
    record DeviceLine(
            String step,
            String endpoint,
            String address,
            String service,
            @Nullable String name,
            @Nullable String hardware,
            @Nullable String location,
            int cameras) {}

    record SearchResult(String step, int found, long ms) {}

    record DeviceView(
            String service,
            String manufacturer,
            String model,
            String firmware,
            String serial,
            @Nullable String hardwareAddress,
            @Nullable Double clockOffsetS,
            boolean defaultPassword) {}

    /**
     * @param profile the device's name for it
     */
    record StreamView(
            String url,
            String profile,
            @Nullable String codec,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double fps,
            @Nullable Integer kbps,
            @Nullable Integer gop,
            @Nullable String audio) {}

    /**
     * @param ptzProfile the profile by which it is turned; null when it cannot be
     * @param camera name of the camera here that has this stream already, if the asker may know it
     */
    record ChannelView(
            int number,
            String name,
            @Nullable StreamView main,
            @Nullable StreamView sub,
            boolean ptz,
            @Nullable String ptzProfile,
            @Nullable String camera) {}

    record Examination(
            boolean ok,
            String message,
            @Nullable String action,
            @Nullable String owner,
            @Nullable String failure,
            @Nullable DeviceView device,
            List<ChannelView> channels) {}

    private final Services services;
    private final Gate gate;
    private final Acts acts;
    private final DeviceQuestions questions;
    private final JsonMapper json;
    private final Semaphore searching = new Semaphore(SEARCHES_AT_ONCE);

    DeviceController(
            Services services, Gate gate, Acts acts, DeviceQuestions questions, JsonMapper json) {
        this.services = services;
        this.gate = gate;
        this.acts = acts;
        this.questions = questions;
        this.json = json;
    }

    // ---- searching

    @PostMapping("/api/v1/device-searches")
    @Needs(value = Action.CAMERA_TEST, on = Needs.On.SOMEWHERE)
    void search(@RequestBody SearchBody body, Caller caller, HttpServletResponse response)
            throws IOException {
        String written = body.ranges() == null ? "" : body.ranges();
        boolean multicast = body.multicast() == null || body.multicast();
        List<AddressRange> ranges = ranges(written);
        if (ranges.isEmpty() && !multicast) {
            throw ProblemException.invalid("ranges", "field.required");
        }
        if (!searching.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            acts.devicesSearched(caller, written, multicast);
            search(ranges, multicast, caller, new JsonLines(response, json));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            searching.release();
        }
    }

    private static List<AddressRange> ranges(String written) {
        try {
            return AddressRange.parse(written);
        } catch (MalformedInputException e) {
            throw ProblemException.invalid("ranges", "device.ranges", AddressRange.MAX_ADDRESSES);
        }
    }

    private void search(
            List<AddressRange> ranges, boolean multicast, Caller caller, JsonLines lines)
            throws InterruptedException {
        long startNs = System.nanoTime();
        Map<String, Integer> known = camerasByHost(caller);
        AtomicInteger found = new AtomicInteger();
        services.devices()
                .search(
                        ranges,
                        multicast,
                        device -> {
                            found.incrementAndGet();
                            lines.write(line(device, known));
                        });
        long ms = (System.nanoTime() - startNs) / 1_000_000;
        lines.write(new SearchResult("result", found.get(), ms));
    }

    private Map<String, Integer> camerasByHost(Caller caller) {
        Map<String, Integer> counts = new HashMap<>();
        for (Camera camera : services.registry().all()) {
            String host = host(camera.url());
            if (host != null && gate.may(caller, Action.CAMERA_READ, camera)) {
                counts.merge(host, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static @Nullable String host(String url) {
        try {
            return RtspUri.of(url).host().toLowerCase(Locale.ROOT);
        } catch (MalformedInputException e) {
            return null; // of another site
        }
    }

    private static DeviceLine line(FoundDevice device, Map<String, Integer> known) {
        String address = device.from().getHostAddress();
        String service =
                device.services().isEmpty()
                        ? "http://" + address + DeviceAddress.SERVICE_PATH
                        : device.services().getFirst().toString();
        return new DeviceLine(
                "device",
                device.endpoint(),
                address,
                service,
                device.name(),
                device.hardware(),
                device.location(),
                known.getOrDefault(address, 0));
    }

    // ---- asking one

    @PostMapping("/api/v1/device-examinations")
    @Needs(value = Action.CAMERA_TEST, on = Needs.On.SOMEWHERE)
    Examination examine(@RequestBody DeviceQuestions.Body body, Caller caller, Language language) {
        return switch (questions.ask(body, caller, language)) {
            case DeviceQuestions.Told(Examined examined, boolean factory) ->
                    view(examined, factory, caller, language);
            case DeviceQuestions.Fault(String word, String message, String action, String owner) ->
                    new Examination(false, message, action, owner, word, null, List.of());
        };
    }

    private Examination view(Examined examined, boolean factory, Caller caller, Language language) {
        Map<String, Camera> byUrl = new HashMap<>();
        services.registry().all().forEach(camera -> byUrl.put(camera.url(), camera));
        Duration offset = examined.clockOffset();
        DeviceView device =
                new DeviceView(
                        examined.service().toString(),
                        examined.information().manufacturer(),
                        examined.information().model(),
                        examined.information().firmware(),
                        examined.information().serial(),
                        examined.hardwareAddress(),
                        offset == null ? null : offset.toMillis() / 100 / 10.0,
                        factory);
        List<ChannelView> channels =
                examined.channels().stream().map(one -> view(one, byUrl, caller)).toList();
        return new Examination(
                true,
                Words.of(language, "device.ok", channels.size()),
                null,
                null,
                null,
                device,
                channels);
    }

    private ChannelView view(FoundChannel channel, Map<String, Camera> byUrl, Caller caller) {
        FoundStream main = channel.main();
        Camera known = main == null ? null : byUrl.get(main.url());
        String name =
                known != null && gate.may(caller, Action.CAMERA_READ, known) ? known.name() : null;
        return new ChannelView(
                channel.number(),
                channel.name(),
                view(main),
                view(channel.sub()),
                channel.ptz(),
                channel.ptzProfile(),
                name);
    }

    private static @Nullable StreamView view(@Nullable FoundStream stream) {
        if (stream == null) {
            return null;
        }
        VideoEncoding video = stream.profile().video();
        String audio = stream.profile().audioCodec();
        String token = stream.profile().token();
        return video == null
                ? new StreamView(stream.url(), token, null, null, null, null, null, null, audio)
                : new StreamView(
                        stream.url(),
                        token,
                        video.codec(),
                        video.width(),
                        video.height(),
                        video.fps() <= 0 ? null : video.fps(),
                        video.kbps() <= 0 ? null : video.kbps(),
                        video.gopPictures() <= 0 ? null : video.gopPictures(),
                        audio);
    }
}
