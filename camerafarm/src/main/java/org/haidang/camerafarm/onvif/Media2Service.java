package org.haidang.camerafarm.onvif;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haidang.camerafarm.camera.DeviceFault;
import org.haidang.camerafarm.clip.ClipRecipe;
import org.haidang.camerafarm.encode.VideoSettings;
import org.haidang.media.track.Codec;

/** The newer media service (ONVIF Media 2), which knows H.265. */
final class Media2Service implements Service {

    private static final Set<String> PROTOCOLS = Set.of("RtspUnicast", "RTSP");

    private final FakeDevice device;

    Media2Service(FakeDevice device) {
        this.device = device;
    }

    @Override
    public Xml answer(SoapRequest request) throws SoapFault {
        if (device.does(DeviceFault.Kind.MEDIA2_FAULTS)) {
            throw SoapFault.notSupported(request.name());
        }
        return switch (request.name()) {
            case "GetProfiles" -> profiles(request);
            case "GetVideoEncoderConfigurations" -> encoders(request);
            case "GetStreamUri" -> streamUri(request);
            case "GetSnapshotUri" -> snapshotUri(request);
            case "GetServiceCapabilities" ->
                    Xml.of("tr2:GetServiceCapabilitiesResponse", capabilities(device.plan()));
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    static Xml capabilities(DevicePlan plan) {
        return Xml.of(
                        "tr2:Capabilities",
                        Xml.of("tr2:ProfileCapabilities")
                                .with("MaximumNumberOfProfiles", plan.profiles().size())
                                .with(
                                        "ConfigurationsSupported",
                                        plan.ptz()
                                                ? "VideoSource VideoEncoder PTZ"
                                                : "VideoSource VideoEncoder"),
                        Xml.of("tr2:StreamingCapabilities")
                                .with("RTSPStreaming", true)
                                .with("RTPMulticast", false)
                                .with("RTP_RTSP_TCP", true))
                .with("SnapshotUri", true)
                .with("Rotation", false);
    }

    private Xml profiles(SoapRequest request) throws SoapFault {
        Set<String> types = new HashSet<>();
        for (Element child : request.operation().children()) {
            if (child.name().equals("Type")) {
                types.add(child.text());
            }
        }
        String token = request.text("Token");
        List<Profile> wanted =
                token == null ? device.plan().profiles() : List.of(device.profile(token));
        List<Xml> profiles = new ArrayList<>();
        for (Profile profile : wanted) {
            Xml one = Xml.of("tr2:Profiles", Xml.text("tr2:Name", profile.name()));
            if (!types.isEmpty()) {
                one = one.and(Xml.of("tr2:Configurations", configurations(profile, types)));
            }
            profiles.add(one.with("token", profile.token()).with("fixed", true));
        }
        return Xml.of("tr2:GetProfilesResponse", profiles);
    }

    private List<Xml> configurations(Profile profile, Set<String> types) {
        boolean all = types.contains("All");
        Codec audio = profile.recipe().audio();
        List<Xml> found = new ArrayList<>();
        if (all || types.contains("VideoSource")) {
            found.add(MediaService.source("tr2:VideoSource", profile.channel()));
        }
        if (audio != null && (all || types.contains("AudioSource"))) {
            found.add(MediaService.audioSource("tr2:AudioSource", profile));
        }
        if (all || types.contains("VideoEncoder")) {
            found.add(encoder("tr2:VideoEncoder", profile));
        }
        if (audio != null && (all || types.contains("AudioEncoder"))) {
            found.add(audioEncoder(profile, audio));
        }
        if (device.plan().ptz() && (all || types.contains("PTZ"))) {
            found.add(PtzService.configuration("tr2:PTZ"));
        }
        return found;
    }

    private static Xml encoder(String element, Profile profile) {
        VideoSettings video = profile.video();
        return Xml.of(
                        element,
                        Xml.text("tt:Name", profile.encoderToken()),
                        Xml.text("tt:UseCount", 1),
                        Xml.text("tt:Encoding", profile.encoding()),
                        MediaService.resolution(video),
                        Xml.of(
                                        "tt:RateControl",
                                        Xml.text(
                                                "tt:FrameRateLimit",
                                                video.ratePerTenSeconds() / 10.0),
                                        Xml.text("tt:BitrateLimit", video.kbps()))
                                .with("ConstantBitRate", true),
                        Xml.text("tt:Quality", 4))
                .with("token", profile.encoderToken())
                .with("GovLength", video.gopPictures())
                .with("Profile", video.codec() == Codec.H265 ? "Main" : "High");
    }

    private static Xml audioEncoder(Profile profile, Codec audio) {
        String token = "audio_encoder_" + profile.channel().number() + "_" + profile.stream();
        return Xml.of(
                        "tr2:AudioEncoder",
                        Xml.text("tt:Name", token),
                        Xml.text("tt:UseCount", 1),
                        Xml.text("tt:Encoding", audio == Codec.AAC ? "MP4A-LATM" : audio.name()),
                        Xml.text("tt:Bitrate", 64),
                        Xml.text("tt:SampleRate", ClipRecipe.sampleRateHz(audio) / 1_000))
                .with("token", token);
    }

    private Xml encoders(SoapRequest request) throws SoapFault {
        String profileToken = request.text("ProfileToken");
        String encoderToken = request.text("ConfigurationToken");
        List<Profile> wanted =
                profileToken == null
                        ? device.plan().profiles()
                        : List.of(device.profile(profileToken));
        List<Xml> encoders = new ArrayList<>();
        for (Profile profile : wanted) {
            if (encoderToken == null || encoderToken.equals(profile.encoderToken())) {
                encoders.add(encoder("tr2:Configurations", profile));
            }
        }
        if (encoders.isEmpty()) {
            throw SoapFault.invalid("ter:NoConfig", "no such encoder: " + encoderToken);
        }
        return Xml.of("tr2:GetVideoEncoderConfigurationsResponse", encoders);
    }

    private Xml streamUri(SoapRequest request) throws SoapFault {
        Profile profile = device.profile(request.needed("ProfileToken"));
        String protocol = request.needed("Protocol");
        if (!PROTOCOLS.contains(protocol)) {
            throw SoapFault.invalid("ter:InvalidStreamSetup", "no such protocol: " + protocol);
        }
        return Xml.of(
                "tr2:GetStreamUriResponse", Xml.text("tr2:Uri", device.streamAddress(profile)));
    }

    private Xml snapshotUri(SoapRequest request) throws SoapFault {
        Profile profile = device.profile(request.needed("ProfileToken"));
        return Xml.of(
                "tr2:GetSnapshotUriResponse", Xml.text("tr2:Uri", device.snapshotAddress(profile)));
    }
}
