package org.haidang.server.web;

import java.net.URI;
import java.util.Optional;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.onvif.discovery.Hosts;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.CameraDevices;
import org.haidang.server.device.DeviceFault;
import org.haidang.server.device.Examined;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.DeviceAddress;
import org.haidang.server.web.request.DeviceQuestions;
import org.haidang.server.web.request.DeviceQuestions.OtherCertificate;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a camera is as a device of the network. Its stored login is sent there, so a device is only
 * ever at the host of the camera's address.
 */
@RestController
@RequestMapping("/api/v1/cameras/{id}/device")
final class CameraDeviceController {
    record DeviceBody(@Nullable String service, @Nullable String profile, @Nullable Boolean ptz) {}

    /**
     * @param service empty for whoever does not connect cameras
     * @param events whether it is asked for what it notices
     */
    record DeviceView(String service, String profile, boolean ptz, boolean events) {}

    record AskingBody(@Nullable Boolean asked) {}

    /**
     * @param device where it is asked; null for where it is known, or the usual place
     */
    record ExaminationBody(@Nullable String device) {}

    record Examination(
            boolean ok,
            String message,
            @Nullable String action,
            @Nullable String owner,
            @Nullable String failure,
            @Nullable OtherCertificate certificate,
            @Nullable DeviceView device) {}

    private final Services services;
    private final Gate gate;
    private final Acts acts;
    private final DeviceQuestions questions;

    CameraDeviceController(Services services, Gate gate, Acts acts, DeviceQuestions questions) {
        this.services = services;
        this.gate = gate;
        this.acts = acts;
        this.questions = questions;
    }

    @GetMapping
    @Needs(value = Action.CAMERA_READ, on = Needs.On.CAMERA)
    DeviceView device(@PathVariable String id, Caller caller) {
        Camera camera = camera(id);
        return services.cameraDevices()
                .of(camera)
                .map(device -> view(camera, device, gate.may(caller, Action.CAMERA_WRITE, camera)))
                .orElseThrow(ProblemException::notFound);
    }

    @PutMapping
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.CAMERA)
    DeviceView put(@PathVariable String id, @RequestBody DeviceBody body, Caller caller) {
        Camera camera = camera(id);
        URI service = DeviceAddress.service("service", body.service());
        needHost(camera, "service", service);
        String profile = body.profile() == null ? "" : body.profile();
        if (profile.isBlank()) {
            throw ProblemException.invalid("profile", "field.required");
        }
        if (profile.length() > CameraDevice.MAX_PROFILE) {
            throw ProblemException.invalid("profile", "field.long", CameraDevice.MAX_PROFILE);
        }
        if (profile.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("profile", "field.control");
        }
        boolean ptz = body.ptz() != null && body.ptz();
        CameraDevice device = keep(caller, camera, new CameraDevice(id, service, profile, ptz));
        return view(camera, device, true);
    }

    @PutMapping("/events")
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.CAMERA)
    DeviceView ask(@PathVariable String id, @RequestBody AskingBody body, Caller caller) {
        Boolean asked = body.asked();
        if (asked == null) {
            throw ProblemException.invalid("asked", "field.required");
        }
        Camera camera = camera(id);
        CameraDevice device =
                services.cameraDevices().of(camera).orElseThrow(ProblemException::notFound);
        if (services.cameraEvents().isWanted(camera) != asked) {
            acts.eventsAsked(caller, camera, asked);
            services.cameraEvents().ask(camera, asked);
        }
        return view(camera, device, true);
    }

    @DeleteMapping
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.CAMERA)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Caller caller) {
        Camera camera = camera(id);
        CameraDevice known =
                services.cameraDevices().of(camera).orElseThrow(ProblemException::notFound);
        acts.device(caller, camera, known, null);
        services.cameraDevices().remove(id);
    }

    @PostMapping("/examination")
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.CAMERA)
    Examination examine(
            @PathVariable String id,
            @RequestBody ExaminationBody body,
            Caller caller,
            Language language) {
        Camera camera = camera(id);
        URI service = body.device() == null ? known(camera) : DeviceAddress.service(body.device());
        needHost(camera, "device", service);
        return switch (questions.ask(service, login(services, camera), caller, language)) {
            case DeviceQuestions.Told(Examined examined, boolean _) ->
                    found(caller, camera, examined, language);
            case DeviceQuestions.Fault fault -> failed(fault);
        };
    }

    private Examination found(Caller caller, Camera camera, Examined examined, Language language) {
        Optional<CameraDevice> known = examined.known(camera);
        if (known.isEmpty()) {
            return failed(DeviceQuestions.fault(DeviceFault.CHANNEL_UNKNOWN, language));
        }
        CameraDevice device = keep(caller, camera, known.get());
        String key = device.ptz() ? "device.ptz.ok" : "device.ptz.none";
        return new Examination(
                true, Words.of(language, key), null, null, null, null, view(camera, device, true));
    }

    private static Examination failed(DeviceQuestions.Fault fault) {
        return new Examination(
                false,
                fault.message(),
                fault.action(),
                fault.owner(),
                fault.word(),
                fault.certificate(),
                null);
    }

    /** Logged before it is so; nothing when it is known already. */
    private CameraDevice keep(Caller caller, Camera camera, CameraDevice device) {
        CameraDevice before = services.cameraDevices().of(camera).orElse(null);
        if (!device.equals(before)) {
            acts.device(caller, camera, before, device);
            services.cameraDevices().put(camera, device);
        }
        return device;
    }

    private Camera camera(String id) {
        Camera camera = services.registry().camera(id).orElseThrow(ProblemException::notFound);
        if (RemoteAddress.of(camera.url()).isPresent()) {
            throw ProblemException.of(409, "device-elsewhere");
        }
        return camera;
    }

    /** One that is known by https is never asked by http unless a person says so. */
    private URI known(Camera camera) {
        return services.cameraDevices()
                .of(camera)
                .map(CameraDevice::service)
                .orElseGet(() -> usual(camera));
    }

    private static URI usual(Camera camera) {
        try {
            return DeviceAddress.service(Hosts.inAddress(RtspUri.of(camera.url()).host()));
        } catch (MalformedInputException e) {
            throw ProblemException.invalid("device", "device.address");
        }
    }

    private static void needHost(Camera camera, String field, URI service) {
        if (!CameraDevices.isAt(camera, service)) {
            throw ProblemException.invalid(field, "device.host");
        }
    }

    /** What a camera's device is logged in with; null when nothing is stored. */
    static @Nullable Credentials login(Services services, Camera camera) {
        String password = services.registry().password(camera);
        return camera.username().isEmpty()
                ? null
                : new Credentials(camera.username(), password == null ? "" : password);
    }

    private DeviceView view(Camera camera, CameraDevice device, boolean connects) {
        return new DeviceView(
                connects ? device.service().toString() : "",
                device.profile(),
                device.ptz(),
                services.cameraEvents().isWanted(camera));
    }
}
