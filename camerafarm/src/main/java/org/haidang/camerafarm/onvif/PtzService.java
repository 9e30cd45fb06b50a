package org.haidang.camerafarm.onvif;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.onvif.PtzHead.Position;
import org.haidang.camerafarm.onvif.PtzHead.Preset;
import org.haidang.camerafarm.onvif.PtzHead.Velocity;
import org.jspecify.annotations.Nullable;

/** The PTZ service (ONVIF PTZ), in the generic spaces. Called under the device's lock. */
final class PtzService implements Service {

    static final String NODE = "ptz_node_1";
    static final String CONFIGURATION = "ptz_config_1";

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_NAME_LENGTH = 64;
    private static final String SPACES = "http://www.onvif.org/ver10/tptz/";
    private static final String PAN_TILT_POSITION = SPACES + "PanTiltSpaces/PositionGenericSpace";
    private static final String ZOOM_POSITION = SPACES + "ZoomSpaces/PositionGenericSpace";

    private final FakeDevice device;
    private final PtzHead head;

    PtzService(FakeDevice device, PtzHead head) {
        this.device = device;
        this.head = head;
    }

    @Override
    public Xml answer(SoapRequest request) throws SoapFault {
        Instant now = device.realTime();
        return switch (request.name()) {
            case "GetNodes" -> Xml.of("tptz:GetNodesResponse", node());
            case "GetConfigurations" ->
                    Xml.of(
                            "tptz:GetConfigurationsResponse",
                            configuration("tptz:PTZConfiguration"));
            case "GetServiceCapabilities" ->
                    Xml.of("tptz:GetServiceCapabilitiesResponse", capabilities());
            default -> {
                device.profile(request.needed("ProfileToken"));
                yield ofProfile(request, now);
            }
        };
    }

    private Xml ofProfile(SoapRequest request, Instant now) throws SoapFault {
        return switch (request.name()) {
            case "GetStatus" -> status(now);
            case "GetPresets" -> presets();
            case "SetPreset" -> setPreset(request, now);
            case "RemovePreset" -> {
                if (!head.remove(request.needed("PresetToken"))) {
                    throw noPreset();
                }
                yield Xml.of("tptz:RemovePresetResponse");
            }
            case "GotoPreset" -> gotoPreset(request, now);
            case "GotoHomePosition" -> {
                head.goTo(PtzHead.HOME, speed(request), now);
                yield Xml.of("tptz:GotoHomePositionResponse");
            }
            case "ContinuousMove" -> continuousMove(request, now);
            case "AbsoluteMove" -> absoluteMove(request, now);
            case "RelativeMove" -> relativeMove(request, now);
            case "Stop" -> {
                head.stop(now);
                yield Xml.of("tptz:StopResponse");
            }
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    static Xml capabilities() {
        return Xml.of("tptz:Capabilities")
                .with("EFlip", false)
                .with("Reverse", false)
                .with("MoveStatus", true)
                .with("StatusPosition", true);
    }

    private static Xml node() {
        return Xml.of(
                        "tptz:PTZNode",
                        Xml.text("tt:Name", NODE),
                        Xml.of(
                                "tt:SupportedPTZSpaces",
                                space2d("tt:AbsolutePanTiltPositionSpace", PAN_TILT_POSITION),
                                space1d("tt:AbsoluteZoomPositionSpace", ZOOM_POSITION, 0),
                                space2d(
                                        "tt:RelativePanTiltTranslationSpace",
                                        SPACES + "PanTiltSpaces/TranslationGenericSpace"),
                                space1d(
                                        "tt:RelativeZoomTranslationSpace",
                                        SPACES + "ZoomSpaces/TranslationGenericSpace",
                                        -1),
                                space2d(
                                        "tt:ContinuousPanTiltVelocitySpace",
                                        SPACES + "PanTiltSpaces/VelocityGenericSpace"),
                                space1d(
                                        "tt:ContinuousZoomVelocitySpace",
                                        SPACES + "ZoomSpaces/VelocityGenericSpace",
                                        -1)),
                        Xml.text("tt:MaximumNumberOfPresets", PtzHead.MAX_PRESETS),
                        Xml.text("tt:HomeSupported", true))
                .with("token", NODE)
                .with("FixedHomePosition", true);
    }

    /** The one configuration, also shown in profiles. */
    static Xml configuration(String element) {
        return Xml.of(
                        element,
                        Xml.text("tt:Name", CONFIGURATION),
                        Xml.text("tt:UseCount", 2),
                        Xml.text("tt:NodeToken", NODE),
                        // The schema spells it so.
                        Xml.text("tt:DefaultAbsolutePantTiltPositionSpace", PAN_TILT_POSITION),
                        Xml.text("tt:DefaultAbsoluteZoomPositionSpace", ZOOM_POSITION),
                        Xml.text(
                                "tt:DefaultContinuousPanTiltVelocitySpace",
                                SPACES + "PanTiltSpaces/VelocityGenericSpace"),
                        Xml.text(
                                "tt:DefaultContinuousZoomVelocitySpace",
                                SPACES + "ZoomSpaces/VelocityGenericSpace"),
                        Xml.text("tt:DefaultPTZTimeout", DEFAULT_TIMEOUT),
                        Xml.of("tt:PanTiltLimits", space2d("tt:Range", PAN_TILT_POSITION)),
                        Xml.of("tt:ZoomLimits", space1d("tt:Range", ZOOM_POSITION, 0)))
                .with("token", CONFIGURATION);
    }

    private static Xml space2d(String element, String uri) {
        return Xml.of(
                element, Xml.text("tt:URI", uri), range("tt:XRange", -1), range("tt:YRange", -1));
    }

    private static Xml space1d(String element, String uri, int min) {
        return Xml.of(element, Xml.text("tt:URI", uri), range("tt:XRange", min));
    }

    private static Xml range(String element, int min) {
        return Xml.of(element, Xml.text("tt:Min", min), Xml.text("tt:Max", 1));
    }

    private Xml status(Instant now) {
        String status = head.moving(now) ? "MOVING" : "IDLE";
        return Xml.of(
                "tptz:GetStatusResponse",
                Xml.of(
                        "tptz:PTZStatus",
                        position("tt:Position", head.position(now)),
                        Xml.of(
                                "tt:MoveStatus",
                                Xml.text("tt:PanTilt", status),
                                Xml.text("tt:Zoom", status)),
                        Xml.text("tt:UtcTime", Service.dateTime(device.time()))));
    }

    private static Xml position(String element, Position at) {
        return Xml.of(
                element,
                Xml.of("tt:PanTilt")
                        .with("x", number(at.pan()))
                        .with("y", number(at.tilt()))
                        .with("space", PAN_TILT_POSITION),
                Xml.of("tt:Zoom").with("x", number(at.zoom())).with("space", ZOOM_POSITION));
    }

    private static double number(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    private Xml presets() {
        List<Xml> presets = new ArrayList<>();
        for (Preset preset : head.presets().values()) {
            presets.add(
                    Xml.of(
                                    "tptz:Preset",
                                    Xml.text("tt:Name", preset.name()),
                                    position("tt:PTZPosition", preset.position()))
                            .with("token", preset.token()));
        }
        return Xml.of("tptz:GetPresetsResponse", presets);
    }

    private Xml setPreset(SoapRequest request, Instant now) throws SoapFault {
        String token = request.text("PresetToken");
        String name = request.text("PresetName");
        if (name != null && name.length() > MAX_NAME_LENGTH) {
            throw SoapFault.invalid("ter:InvalidPresetName", "the name is too long");
        }
        Position here = head.position(now);
        Preset kept;
        if (token == null) {
            kept = head.set(name == null ? "Preset" : name, here);
            if (kept == null) {
                throw SoapFault.sender("no room", "ter:Action", "ter:TooManyPresets");
            }
        } else {
            Preset before = head.presets().get(token);
            if (before == null) {
                throw noPreset();
            }
            kept = new Preset(token, name == null ? before.name() : name, here);
            head.replace(kept);
        }
        return Xml.of("tptz:SetPresetResponse", Xml.text("tptz:PresetToken", kept.token()));
    }

    private Xml gotoPreset(SoapRequest request, Instant now) throws SoapFault {
        Preset preset = head.presets().get(request.needed("PresetToken"));
        if (preset == null) {
            throw noPreset();
        }
        head.goTo(preset.position(), speed(request), now);
        return Xml.of("tptz:GotoPresetResponse");
    }

    private static SoapFault noPreset() {
        return SoapFault.invalid("ter:NoToken", "no such preset");
    }

    private Xml continuousMove(SoapRequest request, Instant now) throws SoapFault {
        Element velocity = request.operation().child("Velocity");
        double pan = axis(velocity, "PanTilt", "x", 0);
        double tilt = axis(velocity, "PanTilt", "y", 0);
        double zoom = axis(velocity, "Zoom", "x", 0);
        if (Math.abs(pan) > 1 || Math.abs(tilt) > 1 || Math.abs(zoom) > 1) {
            throw SoapFault.invalid("ter:InvalidVelocity", "a velocity is from -1 to 1");
        }
        Duration timeout = request.duration("Timeout", DEFAULT_TIMEOUT);
        head.drive(new Velocity(pan, tilt, zoom), timeout, now);
        return Xml.of("tptz:ContinuousMoveResponse");
    }

    private Xml absoluteMove(SoapRequest request, Instant now) throws SoapFault {
        Element wanted = request.operation().child("Position");
        Position here = head.position(now);
        double pan = axis(wanted, "PanTilt", "x", here.pan());
        double tilt = axis(wanted, "PanTilt", "y", here.tilt());
        double zoom = axis(wanted, "Zoom", "x", here.zoom());
        if (Math.abs(pan) > 1 || Math.abs(tilt) > 1 || zoom < 0 || zoom > 1) {
            throw SoapFault.invalid("ter:InvalidPosition", "out of range");
        }
        head.goTo(new Position(pan, tilt, zoom), speed(request), now);
        return Xml.of("tptz:AbsoluteMoveResponse");
    }

    private Xml relativeMove(SoapRequest request, Instant now) throws SoapFault {
        Element by = request.operation().child("Translation");
        Position here = head.position(now);
        double pan = here.pan() + axis(by, "PanTilt", "x", 0);
        double tilt = here.tilt() + axis(by, "PanTilt", "y", 0);
        double zoom = here.zoom() + axis(by, "Zoom", "x", 0);
        head.goTo(new Position(pan, tilt, zoom), speed(request), now);
        return Xml.of("tptz:RelativeMoveResponse");
    }

    /** The faster of the speeds that are asked for, full speed when none is. */
    private static double speed(SoapRequest request) throws SoapFault {
        Element speed = request.operation().child("Speed");
        double panTilt =
                Math.max(
                        Math.abs(axis(speed, "PanTilt", "x", 0)),
                        Math.abs(axis(speed, "PanTilt", "y", 0)));
        double fastest = Math.max(panTilt, Math.abs(axis(speed, "Zoom", "x", 0)));
        if (fastest > 1) {
            throw SoapFault.invalid("ter:InvalidSpeed", "a speed is from 0 to 1");
        }
        return fastest == 0 ? 1 : Math.max(0.01, fastest);
    }

    private static double axis(
            @Nullable Element vector, String part, String attribute, double otherwise)
            throws SoapFault {
        Element found = vector == null ? null : vector.child(part);
        String text = found == null ? null : found.attributes().get(attribute);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for what is not finite.
        }
        throw SoapFault.sender(attribute + " of " + part + " is no number", "ter:InvalidArgVal");
    }
}
