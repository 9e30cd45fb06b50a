package org.haidang.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import org.haidang.onvif.discovery.Hosts;
import org.haidang.onvif.net.Fingerprint;
import org.haidang.onvif.net.HttpCaller;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.CameraDevices;
import org.haidang.server.device.DeviceTrust;
import org.haidang.server.device.Examined;
import org.haidang.server.device.Examined.FoundChannel;
import org.haidang.server.device.Examined.FoundStream;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.DeviceAddress;
import org.haidang.server.web.request.DeviceQuestions;
import org.haidang.server.web.request.DeviceQuestions.OtherCertificate;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.JsonLines;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
     * @param service the one to ask: by https where the device has told of that
     * @param services all that it has told of, where its answer came from
     * @param cameras how many of its streams are cameras here already, as far as the asker may know
     */
    record DeviceLine(
            String step,
            String endpoint,
            String address,
            String service,
            List<String> services,
            @Nullable String name,
            @Nullable String hardware,
            @Nullable String location,
            int cameras) {}

    record SearchResult(String step, int found, long ms) {}

    /**
     * @param certificate SHA-256 of the key that it is known by; null when it was asked by http
     */
    record DeviceView(
            String service,
            String manufacturer,
            String model,
            String firmware,
            String serial,
            @Nullable String hardwareAddress,
            @Nullable Double clockOffsetS,
            @Nullable String certificate,
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
            @Nullable OtherCertificate certificate,
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
            return Hosts.plain(RtspUri.of(url).host());
        } catch (MalformedInputException e) {
            return null; // of another site
        }
    }

    private static DeviceLine line(FoundDevice device, Map<String, Integer> known) {
        String address = Hosts.text(device.from());
        List<URI> here = device.servicesHere();
        URI service =
                here.stream().filter(HttpCaller::isSecure).findFirst().orElse(here.getFirst());
        return new DeviceLine(
                "device",
                device.endpoint(),
                address,
                service.toString(),
                here.stream().map(URI::toString).toList(),
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
            case DeviceQuestions.Fault fault ->
                    new Examination(
                            false,
                            fault.message(),
                            fault.action(),
                            fault.owner(),
                            fault.word(),
                            fault.certificate(),
                            null,
                            List.of());
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
                        certificate(examined.service()),
                        factory);
        List<ChannelView> channels =
                examined.channels().stream().map(one -> view(one, byUrl, caller)).toList();
        return new Examination(
                true,
                Words.of(language, "device.ok", channels.size()),
                null,
                null,
                null,
                null,
                device,
                channels);
    }

    private @Nullable String certificate(URI service) {
        return HttpCaller.isSecure(service)
                ? services.deviceTrust().of(service).map(Fingerprint::sha256).orElse(null)
                : null;
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

    // ---- what a device is known by

    /**
     * @param device as {@link DeviceAddress} reads it
     * @param certificate SHA-256 of the key that was seen and confirmed
     */
    record CertificateBody(@Nullable String device, @Nullable String certificate) {}

    /**
     * @param device host and port
     */
    record CertificateView(String device, String certificate) {}

    @PutMapping("/api/v1/device-certificates")
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.SOMEWHERE)
    CertificateView accept(@RequestBody CertificateBody body, Caller caller) {
        URI service = DeviceAddress.service(body.device());
        if (!HttpCaller.isSecure(service)) {
            throw ProblemException.invalid("device", "device.certificate.http");
        }
        Fingerprint key = fingerprint(body.certificate());
        List<Camera> cameras =
                services.registry().all().stream()
                        .filter(camera -> CameraDevices.isAt(camera, service))
                        .toList();
        // Of whoever decides for a recorder, each of its cameras is the business.
        cameras.forEach(camera -> gate.need(caller, Action.CAMERA_WRITE, camera));
        DeviceTrust trust = services.deviceTrust();
        String address = DeviceTrust.address(service);
        Fingerprint before = trust.of(service).orElse(null);
        if (!key.equals(before)) {
            if (cameras.isEmpty()) {
                acts.certificateAccepted(caller, address, null, before, key);
            }
            cameras.forEach(
                    camera -> acts.certificateAccepted(caller, address, camera, before, key));
            trust.accept(service, key);
        }
        return new CertificateView(address, key.sha256());
    }

    /** As people copy it: in capitals, in groups with blanks or colons. */
    private static Fingerprint fingerprint(@Nullable String written) {
        String digits =
                written == null ? "" : written.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        if (digits.isEmpty()) {
            throw ProblemException.invalid("certificate", "field.required");
        }
        try {
            return new Fingerprint(digits);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("certificate", "device.certificate");
        }
    }
}
