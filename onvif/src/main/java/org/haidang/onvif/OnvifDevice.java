package org.haidang.onvif;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.onvif.net.CertificateRule;
import org.haidang.onvif.soap.Namespaces;
import org.haidang.onvif.soap.Operation;
import org.haidang.onvif.xml.Element;
import org.haidang.onvif.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with one device. Each method asks over the network, blocks for at most a few
 * times the limits, and throws an {@link OnvifException} that says why it could not. Made for
 * virtual threads; not thread-safe.
 *
 * <p>What needs no login is asked without one. After two refused logins in a row no further one is
 * sent, whatever is asked: cameras lock accounts.
 */
public final class OnvifDevice {

    private static final int MAX_WORD = 256;

    private final Dialled dialled;
    private final Conversation conversation;
    private final RandomGenerator random;
    private final InstantSource clock;
    private @Nullable Services services;

    /** As the other, for a device by http: over https it trusts nobody. */
    public OnvifDevice(
            URI deviceService,
            @Nullable Credentials login,
            OnvifLimits limits,
            Predicate<InetAddress> addressGuard,
            InstantSource clock,
            RandomGenerator random) {
        this(deviceService, login, limits, addressGuard, CertificateRule.nobody(), clock, random);
    }

    /**
     * A conversation; nothing is sent yet. All its services are called by the scheme of the device
     * service, whatever the device says of them: one that was dialled by https is never spoken to
     * in the clear.
     *
     * @param deviceService as discovery told it or as the standard says: {@code
     *     http://host/onvif/device_service}, or {@code https}
     * @param login null for none
     * @param addressGuard which addresses may be connected to, asked after the name was resolved
     * @param certificates by which the device is judged over https, before anything is sent
     * @param clock ours
     * @param random for nonces; a secure one, unless in tests
     * @throws IllegalArgumentException for an address without scheme or host
     */
    public OnvifDevice(
            URI deviceService,
            @Nullable Credentials login,
            OnvifLimits limits,
            Predicate<InetAddress> addressGuard,
            CertificateRule certificates,
            InstantSource clock,
            RandomGenerator random) {
        this.dialled = new Dialled(deviceService);
        this.conversation =
                new Conversation(
                        deviceService, login, limits, addressGuard, certificates, clock, random);
        this.random = random;
        this.clock = clock;
    }

    /**
     * The device's time (ONVIF Core section 8.3.6), which it tells without a login. Its difference
     * from ours is remembered and used for every later login.
     */
    public Instant deviceTime() throws OnvifException {
        return conversation.deviceTime();
    }

    /**
     * The device's clock minus ours, to about a second; zero before {@link #deviceTime} unless a
     * login or an answer's date told it.
     */
    public Duration clockOffset() {
        return conversation.offset();
    }

    /** Who the device is (section 8.3.1). */
    public DeviceInformation information() throws OnvifException {
        Element answer = ask(dialled.device(), Namespaces.DEVICE, "GetDeviceInformation", _ -> {});
        return new DeviceInformation(
                word(answer, "Manufacturer"),
                word(answer, "Model"),
                word(answer, "FirmwareVersion"),
                word(answer, "SerialNumber"),
                word(answer, "HardwareId"));
    }

    private static String word(Element answer, String name) {
        return ProfileReader.line(answer.textAt(name), MAX_WORD);
    }

    /**
     * The hardware address of the first interface that is switched on (section 8.2.5), as {@code
     * aa:bb:cc:dd:ee:ff}; null when the device does not tell.
     */
    public @Nullable String hardwareAddress() throws OnvifException {
        Element answer;
        try {
            answer = ask(dialled.device(), Namespaces.DEVICE, "GetNetworkInterfaces", _ -> {});
        } catch (OnvifException e) {
            if (isNoAnswer(e)) {
                return null;
            }
            throw e;
        }
        for (Element each : answer.children("NetworkInterfaces")) {
            String told = each.textAt("Info", "HwAddress");
            String digits =
                    told == null ? "" : told.replaceAll("[:. -]", "").toLowerCase(Locale.ROOT);
            String on = each.textAt("Enabled");
            if ((on == null || on.equals("true") || on.equals("1"))
                    && digits.matches("[0-9a-f]{12}")) {
                return digits.replaceAll("(..)(?!$)", "$1:");
            }
        }
        return null;
    }

    /** Whether the device is there and talks, but did not answer this. */
    private static boolean isNoAnswer(OnvifException e) {
        return switch (e.failure()) {
            case UNSUPPORTED, FAULT, MALFORMED, NOT_ONVIF, TOO_LARGE -> true;
            default -> false;
        };
    }

    /** Where its services are (section 8.1.2, or 8.1.1 with old devices); asked once. */
    public Services services() throws OnvifException {
        Services known = services;
        if (known == null) {
            known = askServices();
            services = known;
        }
        return known;
    }

    private Services askServices() throws OnvifException {
        ServiceReader reader = new ServiceReader(dialled);
        try {
            Services told =
                    reader.services(
                            ask(
                                    dialled.device(),
                                    Namespaces.DEVICE,
                                    "GetServices",
                                    out -> out.leaf("IncludeCapability", "false")));
            if (told.media() != null || told.media2() != null) {
                return told;
            }
        } catch (OnvifException e) {
            if (!isNoAnswer(e)) {
                throw e;
            }
        }
        return reader.capabilities(
                ask(
                        dialled.device(),
                        Namespaces.DEVICE,
                        "GetCapabilities",
                        out -> out.leaf("Category", "All")));
    }

    /**
     * What can be watched: a camera has one channel, a recorder one per camera. One or two
     * questions however many there are. Asked of the second media service when there is one,
     * because the first knows no H.265, and of the first when that fails or tells nothing that can
     * be used.
     *
     * @return none when the device has no video
     */
    public List<Channel> channels() throws OnvifException {
        Services at = services();
        List<MediaProfile> profiles = List.of();
        if (at.media2() != null) {
            try {
                profiles =
                        ProfileReader.media2(
                                ask(
                                        at.media2(),
                                        Namespaces.MEDIA2,
                                        "GetProfiles",
                                        out -> out.leaf("Type", "All")));
            } catch (OnvifException e) {
                if (!isNoAnswer(e) || at.media() == null) {
                    throw e;
                }
            }
        }
        if (at.media() != null && profiles.stream().allMatch(p -> p.video() == null)) {
            profiles =
                    ProfileReader.media(ask(at.media(), Namespaces.MEDIA, "GetProfiles", _ -> {}));
        }
        if (at.media() == null && at.media2() == null) {
            throw new OnvifException(OnvifFailure.UNSUPPORTED, "no media service");
        }
        return Channel.of(profiles);
    }

    /**
     * Where a profile's stream is: RTP unicast by RTSP, at the host that was dialled, without
     * credentials.
     */
    public RtspUri streamUri(MediaProfile profile) throws OnvifException {
        Element answer =
                profile.media2()
                        ? ask(
                                media(profile),
                                Namespaces.MEDIA2,
                                "GetStreamUri",
                                out ->
                                        out.leaf("Protocol", "RTSP")
                                                .leaf("ProfileToken", profile.token()))
                        : ask(
                                media(profile),
                                Namespaces.MEDIA,
                                "GetStreamUri",
                                out -> streamSetup(out).leaf("ProfileToken", profile.token()));
        String told = uri(answer);
        if (told == null) {
            throw new OnvifException(OnvifFailure.MALFORMED, "no stream address in the answer");
        }
        try {
            return dialled.stream(told);
        } catch (MalformedInputException e) {
            throw new OnvifException(OnvifFailure.MALFORMED, "stream address: " + e.getMessage());
        }
    }

    /** RTP unicast by RTSP, as the first media service and the replay service want it written. */
    static XmlWriter streamSetup(XmlWriter out) {
        out.open("StreamSetup");
        out.open("Stream", Namespaces.SCHEMA).text("RTP-Unicast").close();
        out.open("Transport", Namespaces.SCHEMA).leaf("Protocol", "RTSP").close();
        return out.close();
    }

    /** Media 2 puts the address into the answer itself, the first media service one level down. */
    private static @Nullable String uri(Element answer) {
        String uri = answer.textAt("MediaUri", "Uri");
        return uri == null ? answer.textAt("Uri") : uri;
    }

    private URI media(MediaProfile profile) throws OnvifException {
        URI at = profile.media2() ? services().media2() : services().media();
        if (at == null) {
            throw new OnvifException(OnvifFailure.UNSUPPORTED, "no media service");
        }
        return at;
    }

    /**
     * Where a JPEG of now can be had over HTTP, with the same login; at the host that was dialled,
     * without credentials. Null when the device has none.
     */
    public @Nullable URI snapshotUri(MediaProfile profile) throws OnvifException {
        try {
            String told =
                    uri(
                            ask(
                                    media(profile),
                                    profile.media2() ? Namespaces.MEDIA2 : Namespaces.MEDIA,
                                    "GetSnapshotUri",
                                    out -> out.leaf("ProfileToken", profile.token())));
            return told == null ? null : dialled.service(told);
        } catch (OnvifException e) {
            if (isNoAnswer(e)) {
                return null;
            }
            throw e;
        }
    }

    /**
     * A JPEG of now, made by the device; at the host that was dialled, with the same login. Null
     * when the device has none.
     *
     * @throws OnvifException also when what it gives is no JPEG, or longer than {@link
     *     Snapshot#MAX_BYTES}
     */
    public @Nullable Snapshot snapshot(MediaProfile profile) throws OnvifException {
        URI at = snapshotUri(profile);
        if (at == null) {
            return null;
        }
        byte[] file = conversation.fetch(at);
        if (file.length > Snapshot.MAX_BYTES) {
            throw new OnvifException(OnvifFailure.TOO_LARGE, file.length + " bytes");
        }
        try {
            return Snapshot.read(file);
        } catch (MalformedInputException e) {
            throw new OnvifException(OnvifFailure.MALFORMED, "snapshot: " + e.getMessage());
        }
    }

    /**
     * Moves the camera of a profile.
     *
     * @throws OnvifException {@link OnvifFailure#UNSUPPORTED} when the device or the profile has no
     *     way to
     */
    public Ptz ptz(MediaProfile profile) throws OnvifException {
        URI at = services().ptz();
        if (at == null || !profile.ptz()) {
            throw new OnvifException(OnvifFailure.UNSUPPORTED, "cannot be moved");
        }
        return new Ptz(conversation, at, profile.token());
    }

    /**
     * Subscribes to what the device notices.
     *
     * @param life after which the device forgets the subscription unless it is renewed; 10 s to 1 h
     * @throws OnvifException {@link OnvifFailure#UNSUPPORTED} when the device tells no events
     */
    public EventPull events(Duration life) throws OnvifException {
        URI at = services().events();
        if (at == null) {
            throw new OnvifException(OnvifFailure.UNSUPPORTED, "no events service");
        }
        return EventPull.begin(conversation, dialled, at, life, clock, random);
    }

    /**
     * What the device keeps on its card or disk. Times are good to about a second when {@link
     * #deviceTime} has been asked before.
     *
     * @throws OnvifException {@link OnvifFailure#UNSUPPORTED} when it keeps nothing, or does not
     *     let it be searched and played
     */
    public Recordings recordings() throws OnvifException {
        URI search = services().search();
        URI replay = services().replay();
        if (search == null || replay == null) {
            throw new OnvifException(OnvifFailure.UNSUPPORTED, "no search or no replay service");
        }
        return new Recordings(conversation, dialled, search, replay, clock);
    }

    private Element ask(URI at, String namespace, String name, Consumer<XmlWriter> arguments)
            throws OnvifException {
        return conversation.ask(at, new Operation(namespace, name, arguments));
    }
}
