package org.haidang.camerafarm.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.haidang.camerafarm.camera.DeviceFault;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.LoginCount;
import org.haidang.media.rtsp.ServerLogin;
import org.jspecify.annotations.Nullable;

/**
 * One ONVIF device: what it is, how it behaves now, and what it answers. Safe for use from several
 * threads; {@link #answer} may wait as long as a client pulls for events.
 */
public final class FakeDevice {

    /** A host of some other network, as a camera tells that was moved or stands behind NAT. */
    static final String FOREIGN_HOST = "10.0.0.9";

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String SNAPSHOT = "/onvif/snapshot/";

    /** What anybody may ask (ONVIF Core, access class PRE_AUTH). */
    private static final Set<String> OPEN =
            Set.of(
                    "GetSystemDateAndTime",
                    "GetServices",
                    "GetServiceCapabilities",
                    "GetCapabilities",
                    "GetHostname");

    private final DevicePlan plan;
    private final int port;
    private final @Nullable DeviceKeys keys;
    private final Surroundings around;
    private final Map<String, Channel> snapshots = new HashMap<>();
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<Service.Kind, Service> services = new EnumMap<>(Service.Kind.class);
    private final @Nullable PtzHead head;
    private final EventBoard board;
    private final ReentrantLock lock = new ReentrantLock();
    private final DeviceLogin login;

    /**
     * What a device needs of the farm.
     *
     * @param login how logins are asked for over HTTP
     * @param snapshots draws pictures
     * @param clock the right time
     * @param nanoTime the clock of the streams
     */
    public record Surroundings(
            ServerLogin login, Snapshots snapshots, InstantSource clock, LongSupplier nanoTime) {}

    /**
     * Where a camera looks.
     *
     * @param pan from -1 to 1
     * @param tilt from -1 to 1
     * @param zoom from 0 to 1
     * @param presets names by token
     */
    public record View(
            double pan, double tilt, double zoom, boolean moving, Map<String, String> presets) {}

    /**
     * @param port where its HTTP server listens, written into the addresses it tells
     * @param keys by which it speaks HTTPS; null when it speaks HTTP
     * @param random for nonces; the device's alone
     */
    public FakeDevice(
            DevicePlan plan,
            int port,
            @Nullable DeviceKeys keys,
            Surroundings around,
            RandomGenerator random) {
        this.plan = plan;
        this.port = port;
        this.keys = keys;
        this.around = around;
        this.login =
                new DeviceLogin(
                        around.login(), plan.door().credentials(), plan.commons().logins(), random);
        for (Profile profile : plan.profiles()) {
            profiles.put(profile.token(), profile);
            snapshots.put(SNAPSHOT + profile.token() + ".jpg", profile.channel());
        }
        board = new EventBoard(plan, around.clock(), this::time);
        services.put(Service.Kind.DEVICE, new DeviceService(this));
        services.put(Service.Kind.MEDIA, new MediaService(this));
        services.put(Service.Kind.MEDIA2, new Media2Service(this));
        services.put(Service.Kind.EVENTS, new EventService(this, board));
        if (plan.stores()) {
            SearchBoard searches = new SearchBoard(around.clock());
            services.put(Service.Kind.SEARCH, new SearchService(this, searches));
            services.put(Service.Kind.REPLAY, new ReplayService(this));
        }
        head = plan.ptz() ? new PtzHead() : null;
        if (head != null) {
            services.put(Service.Kind.PTZ, new PtzService(this, head));
        }
    }

    public DevicePlan plan() {
        return plan;
    }

    public int port() {
        return port;
    }

    /** The address of its device service. */
    public String service() {
        return scheme() + plan.address() + portSuffix() + Service.Kind.DEVICE.path();
    }

    /** By which it speaks HTTPS; null when it speaks HTTP. */
    public @Nullable DeviceKeys keys() {
        return keys;
    }

    /** SHA-256 of the public key that it shows now; null when it speaks HTTP. */
    public @Nullable String certificate() {
        if (keys == null) {
            return null;
        }
        DeviceKey shown = does(DeviceFault.Kind.CERTIFICATE) ? keys.other() : keys.own();
        return shown.fingerprint();
    }

    private String scheme() {
        return keys == null ? "http://" : "https://";
    }

    public LoginCount logins() {
        return plan.commons().logins();
    }

    // ---- what it does wrong

    /** Does something wrong from now on. */
    public void misbehave(DeviceFault fault) {
        plan.commons().faults().add(fault);
    }

    /** Goes back to normal; a clock that a client has set stays. */
    public void behave() {
        plan.commons().faults().clear();
    }

    /** What it does wrong now. */
    public List<DeviceFault> faults() {
        return plan.commons().faults().all();
    }

    /** The fault of a kind while it lasts, or null. */
    public @Nullable DeviceFault fault(DeviceFault.Kind kind) {
        return plan.commons().faults().fault(kind);
    }

    public boolean does(DeviceFault.Kind kind) {
        return fault(kind) != null;
    }

    // ---- its clock

    Instant realTime() {
        return around.clock().instant();
    }

    /** The time by its own clock. */
    public Instant time() {
        return plan.commons().clock().instant();
    }

    /** How far its clock is from the right time. */
    public Duration clockOffset() {
        return plan.commons().clock().offset();
    }

    // ---- what it has

    /** The services it tells of. */
    List<Service.Kind> services() {
        List<Service.Kind> told = new ArrayList<>(services.keySet());
        if (does(DeviceFault.Kind.NO_MEDIA2)) {
            told.remove(Service.Kind.MEDIA2);
        }
        return told;
    }

    /** The address of a path here, as it tells it. */
    String address(String path) {
        return scheme() + toldHost() + portSuffix() + path;
    }

    private String portSuffix() {
        return port == (keys == null ? HTTP_PORT : HTTPS_PORT) ? "" : ":" + port;
    }

    private String toldHost() {
        return does(DeviceFault.Kind.FOREIGN_HOST) ? FOREIGN_HOST : plan.address();
    }

    String streamAddress(Profile profile) {
        FakeCamera camera = profile.channel().camera();
        return told(plan.door().address(camera, profile.stream()));
    }

    String replayAddress(Recording recording) {
        return told(plan.door().replayAddress(recording.token()));
    }

    private String told(String rtspAddress) {
        return rtspAddress.replace("//" + plan.address() + ":", "//" + toldHost() + ":");
    }

    String snapshotAddress(Profile profile) {
        return address(SNAPSHOT + profile.token() + ".jpg");
    }

    /**
     * A profile by its token.
     *
     * @throws SoapFault when there is none
     */
    Profile profile(String token) throws SoapFault {
        Profile found = profiles.get(token);
        if (found == null) {
            throw SoapFault.invalid("ter:NoProfile", "no such profile: " + token);
        }
        return found;
    }

    /**
     * A recording by its token.
     *
     * @throws SoapFault when there is none
     */
    Recording recording(String token) throws SoapFault {
        for (Recording recording : plan.recordings()) {
            if (recording.token().equals(token)) {
                return recording;
            }
        }
        throw SoapFault.invalid("ter:NoRecording", "no such recording: " + token);
    }

    /** Where it looks, or null when it cannot turn. */
    public @Nullable View view() {
        PtzHead turning = head;
        if (turning == null) {
            return null;
        }
        lock.lock();
        try {
            Instant now = realTime();
            PtzHead.Position at = turning.position(now);
            Map<String, String> names = new LinkedHashMap<>();
            turning.presets().forEach((token, preset) -> names.put(token, preset.name()));
            return new View(at.pan(), at.tilt(), at.zoom(), turning.moving(now), names);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Something happens or is over; subscribers are told.
     *
     * @param channel from 1
     * @throws IllegalArgumentException when there is no such channel
     */
    public void event(DeviceEvent event, int channel, boolean on) {
        board.set(event, event.ofChannel() ? channel : 1, on);
    }

    /** Forgets its subscriptions, as after a power cut. */
    public void forgetSubscriptions() {
        board.forgetAll();
    }

    /** How many subscriptions live. */
    public int subscriptions() {
        return board.subscriptions();
    }

    // ---- what it answers

    /**
     * The answer to an HTTP request.
     *
     * @throws InterruptedException when the farm ends while it waits for events
     */
    public Reply answer(Call call) throws InterruptedException {
        if (does(DeviceFault.Kind.NO_ONVIF)) {
            return Reply.plain(404, "Not Found");
        }
        Channel pictured = snapshots.get(call.path());
        if (pictured != null) {
            return snapshot(call, pictured);
        }
        Service service = service(call.path());
        if (service == null) {
            return Reply.plain(404, "Not Found");
        }
        if (!call.method().equals("POST")) {
            return Reply.plain(405, "Method Not Allowed");
        }
        return perform(call, service);
    }

    private @Nullable Service service(String path) {
        if (path.startsWith(EventService.SUBSCRIPTION)) {
            String id = path.substring(EventService.SUBSCRIPTION.length());
            return new SubscriptionService(this, board, id);
        }
        for (Service.Kind kind : services()) {
            if (kind.path().equals(path)) {
                return services.get(kind);
            }
        }
        return null;
    }

    private Reply snapshot(Call call, Channel channel) {
        if (!call.method().equals("GET")) {
            return Reply.plain(405, "Method Not Allowed");
        }
        DeviceLogin.Verdict verdict = check(call, null);
        if (verdict != DeviceLogin.Verdict.OK) {
            boolean stale = verdict == DeviceLogin.Verdict.STALE;
            return Reply.plain(401, "Unauthorized").challenged(challenges(stale));
        }
        byte[] jpeg = around.snapshots().jpeg(channel.camera(), around.nanoTime().getAsLong());
        return new Reply(200, "image/jpeg", jpeg, List.of());
    }

    private Reply perform(Call call, Service service) throws InterruptedException {
        List<Xml> header = new ArrayList<>();
        if (call.body().length == 0) {
            // curl and others send nothing first, so as to be challenged.
            DeviceLogin.Verdict verdict = check(call, null);
            if (verdict != DeviceLogin.Verdict.OK) {
                return refusal(verdict, call, header);
            }
        }
        try {
            SoapRequest request = SoapRequest.read(call.body());
            String messageId = request.messageId();
            if (messageId != null) {
                header.add(Xml.text("wsa5:RelatesTo", messageId));
            }
            needNamespace(request, call.path());
            boolean open = OPEN.contains(request.name());
            DeviceLogin.Verdict verdict =
                    open ? DeviceLogin.Verdict.OK : check(call, request.security());
            if (verdict != DeviceLogin.Verdict.OK) {
                return refusal(verdict, call, header);
            }
            return Reply.soap(200, damaged(answer(service, request).envelope(header)));
        } catch (SoapFault e) {
            return Reply.soap(e.status(), damaged(e.xml().envelope(header)));
        }
    }

    /** The motor is asked under the lock; who waits for events must not hold it. */
    private Xml answer(Service service, SoapRequest request)
            throws SoapFault, InterruptedException {
        if (!(service instanceof PtzService)) {
            return service.answer(request);
        }
        lock.lock();
        try {
            return service.answer(request);
        } finally {
            lock.unlock();
        }
    }

    private void needNamespace(SoapRequest request, String path) throws SoapFault {
        String given = request.operation().namespace();
        boolean right =
                path.startsWith(EventService.SUBSCRIPTION)
                        ? given.equals(Ns.EVENTS) || given.equals(Ns.NOTIFICATION)
                        : services().stream()
                                .anyMatch(kind ->
                                        kind.path().equals(path) && kind.namespace().equals(given));
        if (!right) {
            throw SoapFault.notSupported(request.name() + " of " + given);
        }
    }

    private DeviceLogin.Verdict check(Call call, @Nullable Element security) {
        DeviceFault stale = fault(DeviceFault.Kind.STALE_NONCE);
        DeviceLogin.Manner manner =
                new DeviceLogin.Manner(
                        !does(DeviceFault.Kind.TOKEN_ONLY),
                        !does(DeviceFault.Kind.DIGEST_ONLY),
                        does(DeviceFault.Kind.REFUSE_LOGIN),
                        does(DeviceFault.Kind.LOCK),
                        stale == null ? 0 : (long) stale.value());
        DeviceLogin.Moment now = new DeviceLogin.Moment(realTime(), time());
        lock.lock();
        try {
            return login.check(call, security, manner, now);
        } finally {
            lock.unlock();
        }
    }

    private List<String> challenges(boolean stale) {
        lock.lock();
        try {
            return login.challenges(stale);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A wrong UsernameToken is told by a fault, everything else by a challenge, unless this device
     * knows no HTTP digest; a locked device says so and challenges nobody.
     */
    private Reply refusal(DeviceLogin.Verdict verdict, Call call, List<Xml> header) {
        SoapFault fault = SoapFault.notAuthorized();
        if (verdict == DeviceLogin.Verdict.LOCKED) {
            lock.lock();
            try {
                long left = login.lockedSeconds(new DeviceLogin.Moment(realTime(), Instant.EPOCH));
                fault = SoapFault.locked(left);
            } finally {
                lock.unlock();
            }
        }
        String document = damaged(fault.xml().envelope(header));
        boolean byToken = verdict == DeviceLogin.Verdict.REFUSED && call.authorization() == null;
        if (byToken || verdict == DeviceLogin.Verdict.LOCKED || does(DeviceFault.Kind.TOKEN_ONLY)) {
            return Reply.soap(fault.status(), document);
        }
        boolean stale = verdict == DeviceLogin.Verdict.STALE;
        return Reply.soap(401, document).challenged(challenges(stale));
    }

    /** A document as a device sends it that is broken on request. */
    private String damaged(String document) {
        String sent = document;
        for (DeviceFault fault : faults()) {
            sent =
                    switch (fault.kind()) {
                        case BROKEN_XML -> sent.substring(0, sent.length() * 2 / 3);
                        case WRONG_NAMESPACE ->
                                sent.replace("http://www.onvif.org/ver", "http://www.example.org/v")
                                        .replace(Ns.SOAP, "http://www.example.org/envelope");
                        case EXTERNAL_ENTITY ->
                                withEntity(sent, "<!ENTITY x SYSTEM \"file:///etc/passwd\">");
                        case BILLION_LAUGHS -> withEntity(sent, laughs());
                        case CLOCK,
                                STALE_NONCE,
                                DRIP,
                                ENDLESS,
                                HUGE,
                                ERROR_500,
                                CLOSE,
                                REFUSE_LOGIN,
                                LOCK,
                                FOREIGN_HOST,
                                NO_MEDIA2,
                                MEDIA2_FAULTS,
                                NO_GET_SERVICES,
                                TOKEN_ONLY,
                                DIGEST_ONLY,
                                NO_ONVIF,
                                CERTIFICATE,
                                OUTAGE,
                                SLOW_SEARCH,
                                REPLAY_BUSY,
                                REPLAY_NO_EXTENSION,
                                REPLAY_HANG,
                                REPLAY_CLOSE ->
                                sent;
                    };
        }
        return sent;
    }

    private static String withEntity(String document, String declarations) {
        return document.replace(
                        "<s:Envelope", "<!DOCTYPE s:Envelope [" + declarations + "]>\n<s:Envelope")
                .replace("</s:Body>", "<tt:Extension>&x;</tt:Extension></s:Body>");
    }

    /** Nine steps of ten words each. */
    private static String laughs() {
        StringBuilder all = new StringBuilder("<!ENTITY l0 \"hải đăng\">");
        for (int i = 1; i <= 9; i++) {
            all.append("<!ENTITY l").append(i).append(" \"");
            all.append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
        }
        return all.append("<!ENTITY x \"&l9;\">").toString();
    }
}
