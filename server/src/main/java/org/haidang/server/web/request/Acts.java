package org.haidang.server.web.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haidang.onvif.net.Fingerprint;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.identity.Visitor;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Puts into the audit log what people do, before they do it. Every method throws when the row
 * cannot be written, and then the act must not happen.
 */
public final class Acts {
    private final Services services;

    public Acts(Services services) {
        this.services = services;
    }

    // ---- who

    public static Actor actor(Caller caller) {
        Caller.Wall wall = caller.wall();
        String person = caller.user().displayName();
        return new Actor(
                caller.user().id(),
                wall == null ? person : person + " (" + wall.name() + ")",
                caller.user().organisationId(),
                caller.address(),
                caller.sessionHash());
    }

    private static Actor actor(User user, String address, @Nullable String sessionHash) {
        return new Actor(
                user.id(), user.displayName(), user.organisationId(), address, sessionHash);
    }

    // ---- about what

    public Subject subject(Camera camera) {
        return facility(camera.facilityId()).camera(camera.id(), camera.name());
    }

    private Subject facility(String id) {
        return Subject.facility(id, services.registry().facilityName(id));
    }

    // ---- coming and going

    public void login(User user, Visitor visitor, String sessionHash, String how) {
        append(
                Entry.of(actor(user, visitor.address(), sessionHash), AuditKind.LOGIN)
                        .with("how", how));
    }

    public void loginFailed(String typedName, Visitor visitor, String how) {
        append(
                Entry.of(Actor.unknown(typedName, visitor.address()), AuditKind.LOGIN_FAILED)
                        .with("how", how));
    }

    public void invitationTaken(User user, Visitor visitor) {
        append(Entry.of(actor(user, visitor.address(), null), AuditKind.INVITATION_TAKEN));
    }

    // ---- oneself and others

    /**
     * What has neither a camera nor a facility.
     *
     * @param name what it was about
     */
    public void of(Caller caller, AuditKind kind, @Nullable String name) {
        append(Entry.of(actor(caller), kind).with("name", name));
    }

    public void user(Caller caller, AuditKind kind, User before, @Nullable User after) {
        append(
                Entry.of(actor(caller), kind)
                        .with("name", before.displayName())
                        .with("user", before.id())
                        .with("before", fields(before))
                        .with("after", after == null ? null : fields(after)));
    }

    public void invited(Caller caller, String name, String email, List<String> roles) {
        append(
                Entry.of(actor(caller), AuditKind.USER_INVITED)
                        .with("name", name)
                        .with("email", email)
                        .with("roles", roles));
    }

    public void grant(
            Caller caller,
            AuditKind kind,
            User user,
            String roleId,
            Scope scope,
            @Nullable Long untilUs) {
        append(
                Entry.of(actor(caller), kind)
                        .with("name", user.displayName())
                        .with("user", user.id())
                        .with("role", roleId)
                        .with("scope", fields(scope))
                        .with("until", untilUs == null ? null : Moments.text(untilUs)));
    }

    public void breakGlass(Caller caller, Scope scope, String reason) {
        append(
                Entry.of(actor(caller), AuditKind.BREAK_GLASS)
                        .with("name", reason)
                        .with("scope", fields(scope)));
    }

    /** Any other thing with a state before and after. */
    public void changed(
            Caller caller,
            AuditKind kind,
            String name,
            @Nullable Object before,
            @Nullable Object after) {
        append(
                Entry.of(actor(caller), kind)
                        .with("name", name)
                        .with("before", before == null ? null : before.toString())
                        .with("after", after == null ? null : after.toString()));
    }

    /**
     * What happened at a facility.
     *
     * @param name what it was about beside the facility; null for the facility itself
     */
    public void at(
            Caller caller,
            AuditKind kind,
            String facilityId,
            @Nullable String name,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {
        append(
                Entry.of(actor(caller), kind)
                        .about(facility(facilityId))
                        .with("name", name)
                        .with("before", before)
                        .with("after", after));
    }

    /** Somebody asks a facility's contact to do something. */
    public void reminded(Caller caller, String facilityId, String words) {
        append(
                Entry.of(actor(caller), AuditKind.REMINDER_SENT)
                        .about(facility(facilityId))
                        .with("name", services.registry().facilityName(facilityId))
                        .with("words", words));
    }

    // ---- cameras and facilities

    public void camera(
            Caller caller, AuditKind kind, @Nullable Camera before, @Nullable Camera after) {
        Camera about = after == null ? before : after;
        if (about == null) {
            throw new IllegalArgumentException("neither before nor after");
        }
        append(
                Entry.of(actor(caller), kind)
                        .about(subject(about))
                        .with("before", before == null ? null : fields(before))
                        .with("after", after == null ? null : fields(after)));
    }

    public void facility(
            Caller caller, AuditKind kind, @Nullable Facility before, @Nullable Facility after) {
        Facility about = after == null ? before : after;
        if (about == null) {
            throw new IllegalArgumentException("neither before nor after");
        }
        append(
                Entry.of(actor(caller), kind)
                        .about(Subject.facility(about.id(), about.name()))
                        .with("before", before == null ? null : fields(before))
                        .with("after", after == null ? null : fields(after)));
    }

    public void imported(Caller caller, int rows) {
        append(
                Entry.of(actor(caller), AuditKind.IMPORT)
                        .with("name", Integer.toString(rows))
                        .with("rows", rows));
    }

    // ---- pictures

    public void export(Caller caller, Camera camera, String stream, long fromUs, long toUs) {
        append(
                Entry.of(actor(caller), AuditKind.EXPORT)
                        .about(subject(camera))
                        .between(fromUs, toUs)
                        .with("stream", stream));
    }

    public void shown(
            Caller caller, AuditKind kind, Camera camera, String stream, long fromUs, long toUs) {
        services.viewings().touch(actor(caller), kind, subject(camera), stream, fromUs, toUs);
    }

    /** A picture that a test of an address brought. */
    public void testPicture(Caller caller, String address) {
        append(Entry.of(actor(caller), AuditKind.STILL).with("name", address).with("test", true));
    }

    // ---- the network around

    /**
     * @param ranges as they were written
     */
    public void devicesSearched(Caller caller, String ranges, boolean multicast) {
        append(
                Entry.of(actor(caller), AuditKind.DEVICES_SEARCHED)
                        .with("name", ranges)
                        .with("multicast", multicast));
    }

    /**
     * @param device host and port
     */
    public void deviceExamined(Caller caller, String device) {
        append(Entry.of(actor(caller), AuditKind.DEVICE_EXAMINED).with("name", device));
    }

    /**
     * A device is known by another key from now on.
     *
     * @param device host and port
     * @param camera one that is asked there; null when none is
     * @param before null when none was known
     */
    public void certificateAccepted(
            Caller caller,
            String device,
            @Nullable Camera camera,
            @Nullable Fingerprint before,
            Fingerprint after) {
        Entry entry =
                Entry.of(actor(caller), AuditKind.DEVICE_CERTIFICATE_ACCEPTED)
                        .with("name", device)
                        .with("before", before == null ? null : fields(before))
                        .with("after", fields(after));
        append(camera == null ? entry : entry.about(subject(camera)));
    }

    /** What is known of a camera as a device. */
    public void device(
            Caller caller,
            Camera camera,
            @Nullable CameraDevice before,
            @Nullable CameraDevice after) {
        append(
                Entry.of(actor(caller), AuditKind.CAMERA_CHANGED)
                        .about(subject(camera))
                        .with("before", before == null ? null : fields(before))
                        .with("after", after == null ? null : fields(after)));
    }

    private void append(Entry entry) {
        services.audit().append(entry);
    }

    // ---- states; never a secret

    private static Map<String, Object> fields(User user) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("displayName", user.displayName());
        fields.put("email", user.email());
        put(fields, "organisationId", user.organisationId());
        fields.put("enabled", user.enabled());
        return fields;
    }

    private static Map<String, Object> fields(Scope scope) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "organisationId", scope.organisationId());
        put(fields, "areaCode", scope.areaCode());
        fields.put("facilityIds", scope.facilityIds().stream().sorted().toList());
        fields.put("zones", scope.zones().stream().sorted().toList());
        return fields;
    }

    private static Map<String, Object> fields(Facility facility) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", facility.name());
        fields.put("address", facility.address());
        put(fields, "organisationId", facility.organisationId());
        put(fields, "areaCode", facility.areaCode());
        return fields;
    }

    private static Map<String, Object> fields(Camera camera) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("facilityId", camera.facilityId());
        fields.put("name", camera.name());
        fields.put("zone", camera.zone());
        fields.put("url", camera.url());
        fields.put("subUrl", camera.subUrl());
        fields.put("username", camera.username());
        fields.put("hasPassword", camera.passwordSealed() != null);
        fields.put("transport", camera.transport());
        fields.put("recordMain", camera.recordMain());
        fields.put("recordSub", camera.recordSub());
        put(fields, "retentionDays", camera.retentionDays());
        put(fields, "retentionBytes", camera.retentionBytes());
        fields.put("enabled", camera.enabled());
        return fields;
    }

    /** Whether a camera's device is asked for its events, from now on. */
    public void eventsAsked(Caller caller, Camera camera, boolean asked) {
        append(
                Entry.of(actor(caller), AuditKind.CAMERA_CHANGED)
                        .about(subject(camera))
                        .with("before", Map.of("events", !asked))
                        .with("after", Map.of("events", asked)));
    }

    private static Map<String, Object> fields(Fingerprint key) {
        return Map.of("certificate", key.sha256());
    }

    private static Map<String, Object> fields(CameraDevice device) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service", device.service().toString());
        fields.put("profile", device.profile());
        fields.put("ptz", device.ptz());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
