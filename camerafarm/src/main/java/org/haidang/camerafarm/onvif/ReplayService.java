package org.haidang.camerafarm.onvif;

import java.util.List;

/** The replay service (ONVIF Replay Control Service Specification). */
final class ReplayService implements Service {

    private final FakeDevice device;

    ReplayService(FakeDevice device) {
        this.device = device;
    }

    @Override
    public Xml answer(SoapRequest request) throws SoapFault {
        return switch (request.name()) {
            case "GetReplayUri" -> replayUri(request);
            case "GetReplayConfiguration" ->
                    Xml.of(
                            "trp:GetReplayConfigurationResponse",
                            Xml.of("trp:Configuration", Xml.text("tt:SessionTimeout", "PT60S")));
            case "GetServiceCapabilities" ->
                    Xml.of("trp:GetServiceCapabilitiesResponse", capabilities());
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    static Xml capabilities() {
        return Xml.of("trp:Capabilities")
                .with("ReversePlayback", false)
                .with("SessionTimeoutRange", "60 60")
                .with("RTP_RTSP_TCP", true);
    }

    private Xml replayUri(SoapRequest request) throws SoapFault {
        Recording recording = device.recording(request.needed("RecordingToken"));
        String stream = request.text("StreamSetup", "Stream");
        String protocol = request.text("StreamSetup", "Transport", "Protocol");
        boolean known = protocol == null || List.of("RTSP", "TCP").contains(protocol);
        if (!"RTP-Unicast".equals(stream) || !known) {
            throw SoapFault.invalid("ter:InvalidStreamSetup", "only RTP-Unicast over RTSP");
        }
        return Xml.of(
                "trp:GetReplayUriResponse", Xml.text("trp:Uri", device.replayAddress(recording)));
    }
}
