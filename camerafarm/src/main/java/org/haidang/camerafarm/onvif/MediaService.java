package org.haidang.camerafarm.onvif;

import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.clip.ClipRecipe;
import org.haidang.camerafarm.encode.VideoSettings;
import org.haidang.media.track.Codec;
import org.jspecify.annotations.Nullable;

/**
 * The older media service (ONVIF Media). It has no word for H.265, so a profile with such a stream
 * is told without its encoder.
 */
final class MediaService implements Service {

    private final FakeDevice device;

    MediaService(FakeDevice device) {
        this.device = device;
    }

    @Override
    public Xml answer(SoapRequest request) throws SoapFault {
        return switch (request.name()) {
            case "GetProfiles" -> profiles();
            case "GetProfile" ->
                    Xml.of(
                            "trt:GetProfileResponse",
                            profile("trt:Profile", device.profile(request.needed("ProfileToken"))));
            case "GetVideoSources" -> videoSources();
            case "GetVideoEncoderConfigurations" -> encoders();
            case "GetStreamUri" -> streamUri(request);
            case "GetSnapshotUri" -> snapshotUri(request);
            case "GetServiceCapabilities" ->
                    Xml.of("trt:GetServiceCapabilitiesResponse", capabilities(device.plan()));
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    static Xml capabilities(DevicePlan plan) {
        return Xml.of(
                        "trt:Capabilities",
                        Xml.of("trt:ProfileCapabilities")
                                .with("MaximumNumberOfProfiles", plan.profiles().size()),
                        Xml.of("trt:StreamingCapabilities")
                                .with("RTPMulticast", false)
                                .with("RTP_TCP", true)
                                .with("RTP_RTSP_TCP", true))
                .with("SnapshotUri", true)
                .with("Rotation", false);
    }

    private Xml profiles() {
        List<Xml> profiles = new ArrayList<>();
        for (Profile profile : device.plan().profiles()) {
            profiles.add(profile("trt:Profiles", profile));
        }
        return Xml.of("trt:GetProfilesResponse", profiles);
    }

    private Xml profile(String element, Profile profile) {
        List<Xml> parts = new ArrayList<>();
        parts.add(Xml.text("tt:Name", profile.name()));
        parts.add(source("tt:VideoSourceConfiguration", profile.channel()));
        Codec audio = profile.recipe().audio();
        if (audio != null) {
            parts.add(audioSource("tt:AudioSourceConfiguration", profile));
        }
        Xml encoder = encoder("tt:VideoEncoderConfiguration", profile);
        if (encoder != null) {
            parts.add(encoder);
        }
        if (audio != null) {
            parts.add(audioEncoder(profile, audio));
        }
        if (device.plan().ptz()) {
            parts.add(PtzService.configuration("tt:PTZConfiguration"));
        }
        return Xml.of(element, parts).with("token", profile.token()).with("fixed", true);
    }

    /** A video source configuration: the whole picture. */
    static Xml source(String element, Channel channel) {
        VideoSettings video = channel.camera().plan().main().video();
        return Xml.of(
                        element,
                        Xml.text("tt:Name", "Nguồn " + channel.number()),
                        Xml.text("tt:UseCount", channel.profiles().size()),
                        Xml.text("tt:SourceToken", channel.sourceToken()),
                        Xml.of("tt:Bounds")
                                .with("x", 0)
                                .with("y", 0)
                                .with("width", video.width())
                                .with("height", video.height()))
                .with("token", channel.sourceConfigurationToken());
    }

    static Xml audioSource(String element, Profile profile) {
        int number = profile.channel().number();
        return Xml.of(
                        element,
                        Xml.text("tt:Name", "Âm thanh " + number),
                        Xml.text("tt:UseCount", profile.channel().profiles().size()),
                        Xml.text("tt:SourceToken", "audio_source_" + number))
                .with("token", "audio_source_config_" + number);
    }

    private static @Nullable Xml encoder(String element, Profile profile) {
        VideoSettings video = profile.video();
        if (video.codec() == Codec.H265) {
            return null;
        }
        return Xml.of(
                        element,
                        Xml.text("tt:Name", profile.encoderToken()),
                        Xml.text("tt:UseCount", 1),
                        Xml.text("tt:Encoding", profile.encoding()),
                        resolution(video),
                        Xml.text("tt:Quality", 4),
                        Xml.of(
                                "tt:RateControl",
                                Xml.text("tt:FrameRateLimit", profile.rate()),
                                Xml.text("tt:EncodingInterval", 1),
                                Xml.text("tt:BitrateLimit", video.kbps())),
                        Xml.of(
                                "tt:H264",
                                Xml.text("tt:GovLength", video.gopPictures()),
                                Xml.text("tt:H264Profile", "High")),
                        multicast(),
                        Xml.text("tt:SessionTimeout", "PT60S"))
                .with("token", profile.encoderToken());
    }

    static Xml resolution(VideoSettings video) {
        return Xml.of(
                "tt:Resolution",
                Xml.text("tt:Width", video.width()),
                Xml.text("tt:Height", video.height()));
    }

    private static Xml multicast() {
        return Xml.of(
                "tt:Multicast",
                Xml.of(
                        "tt:Address",
                        Xml.text("tt:Type", "IPv4"),
                        Xml.text("tt:IPv4Address", "0.0.0.0")),
                Xml.text("tt:Port", 0),
                Xml.text("tt:TTL", 1),
                Xml.text("tt:AutoStart", false));
    }

    private static Xml audioEncoder(Profile profile, Codec audio) {
        String token = "audio_encoder_" + profile.channel().number() + "_" + profile.stream();
        return Xml.of(
                        "tt:AudioEncoderConfiguration",
                        Xml.text("tt:Name", token),
                        Xml.text("tt:UseCount", 1),
                        Xml.text("tt:Encoding", audio == Codec.AAC ? "AAC" : "G711"),
                        Xml.text("tt:Bitrate", 64),
                        Xml.text("tt:SampleRate", ClipRecipe.sampleRateHz(audio) / 1_000),
                        multicast(),
                        Xml.text("tt:SessionTimeout", "PT60S"))
                .with("token", token);
    }

    private Xml videoSources() {
        List<Xml> sources = new ArrayList<>();
        for (Channel channel : device.plan().channels()) {
            Profile main = channel.profiles().getFirst();
            sources.add(
                    Xml.of(
                                    "trt:VideoSources",
                                    Xml.text("tt:Framerate", main.rate()),
                                    resolution(main.video()))
                            .with("token", channel.sourceToken()));
        }
        return Xml.of("trt:GetVideoSourcesResponse", sources);
    }

    private Xml encoders() {
        List<Xml> encoders = new ArrayList<>();
        for (Profile profile : device.plan().profiles()) {
            Xml encoder = encoder("trt:Configurations", profile);
            if (encoder != null) {
                encoders.add(encoder);
            }
        }
        return Xml.of("trt:GetVideoEncoderConfigurationsResponse", encoders);
    }

    private Xml streamUri(SoapRequest request) throws SoapFault {
        Profile profile = device.profile(request.needed("ProfileToken"));
        String stream = request.text("StreamSetup", "Stream");
        String protocol = request.text("StreamSetup", "Transport", "Protocol");
        boolean known = protocol == null || List.of("UDP", "TCP", "RTSP").contains(protocol);
        if (!"RTP-Unicast".equals(stream) || !known) {
            throw SoapFault.invalid("ter:InvalidStreamSetup", "only RTP-Unicast over UDP or RTSP");
        }
        return Xml.of("trt:GetStreamUriResponse", mediaUri(device.streamAddress(profile)));
    }

    private Xml snapshotUri(SoapRequest request) throws SoapFault {
        Profile profile = device.profile(request.needed("ProfileToken"));
        return Xml.of("trt:GetSnapshotUriResponse", mediaUri(device.snapshotAddress(profile)));
    }

    private static Xml mediaUri(String uri) {
        return Xml.of(
                "trt:MediaUri",
                Xml.text("tt:Uri", uri),
                Xml.text("tt:InvalidAfterConnect", false),
                Xml.text("tt:InvalidAfterReboot", false),
                Xml.text("tt:Timeout", "PT0S"));
    }
}
