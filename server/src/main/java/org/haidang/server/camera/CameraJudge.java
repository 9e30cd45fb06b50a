package org.haidang.server.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.secrets.Sealer;
import org.jspecify.annotations.Nullable;

/** Makes a camera of what was entered, or says what is wrong with it. */
final class CameraJudge {
    static final Set<String> TRANSPORTS = Set.of("tcp", "udp", "auto");
    private static final double GIB = 1L << 30;

    private final Sealer sealer;

    CameraJudge(Sealer sealer) {
        this.sealer = sealer;
    }

    /**
     * @param before the camera to change, or an empty one with the new id
     * @throws InvalidCameraException naming every mistake
     */
    Camera judge(Camera before, CameraInput in) {
        List<Mistake> mistakes = new ArrayList<>();
        RtspUri.@Nullable WithCredentials main =
                in.url() == null ? null : address("url", in.url(), mistakes);
        RtspUri.@Nullable WithCredentials sub =
                in.subUrl() == null || in.subUrl().isBlank()
                        ? null
                        : address("subUrl", in.subUrl(), mistakes);
        if (in.url() == null && before.url().isEmpty()) {
            mistakes.add(Mistake.of("url", "field.required"));
        }
        String name = text("name", in.name(), before.name(), 100, mistakes);
        if (name.isEmpty()) {
            mistakes.add(Mistake.of("name", "field.required"));
        }
        Credentials written = main == null ? null : main.credentials();
        String username =
                in.username() == null && written != null
                        ? written.username()
                        : text("username", in.username(), before.username(), 200, mistakes);
        String password =
                in.password() == null && written != null ? written.password() : in.password();
        if (password != null && password.length() > 200) {
            mistakes.add(Mistake.of("password", "field.long", 200));
        }
        if (password == null
                && before.passwordSealed() != null
                && (elsewhere(before, main) || elsewhere(before, sub))) {
            mistakes.add(Mistake.of("password", "camera.password-again"));
        }
        String transport = in.transport() == null ? before.transport() : in.transport();
        if (!TRANSPORTS.contains(transport)) {
            mistakes.add(Mistake.of("transport", "camera.transport"));
        }
        Integer days =
                in.retentionDays() == null ? before.retentionDays() : in.retentionDays().value();
        if (days != null && (days < 1 || days > 3_650)) {
            mistakes.add(Mistake.of("retentionDays", "field.range", 1, 3_650));
        }
        Long bytes = before.retentionBytes();
        if (in.retentionGib() != null) {
            bytes = bytes(in.retentionGib().value(), mistakes);
        }
        String zone = text("zone", in.zone(), before.zone(), 100, mistakes);
        if (!mistakes.isEmpty()) {
            throw new InvalidCameraException(mistakes);
        }
        return new Camera(
                before.id(),
                in.facilityId() == null ? before.facilityId() : in.facilityId(),
                name,
                zone,
                main == null ? before.url() : main.uri().toString(),
                in.subUrl() == null ? before.subUrl() : sub == null ? "" : sub.uri().toString(),
                username,
                sealed(before, password),
                transport,
                in.recordMain() == null ? before.recordMain() : in.recordMain(),
                in.recordSub() == null ? before.recordSub() : in.recordSub(),
                days,
                bytes,
                in.enabled() == null ? before.enabled() : in.enabled());
    }

    /** A kept password goes where it was given for: else anybody could have it sent to himself. */
    private static boolean elsewhere(Camera before, RtspUri.@Nullable WithCredentials to) {
        return to != null && !same(before.url(), to.uri()) && !same(before.subUrl(), to.uri());
    }

    private static boolean same(String stored, RtspUri uri) {
        try {
            RtspUri before = RtspUri.of(stored);
            return before.host().equalsIgnoreCase(uri.host()) && before.port() == uri.port();
        } catch (MalformedInputException e) {
            return false;
        }
    }

    private @Nullable String sealed(Camera before, @Nullable String password) {
        if (password == null) {
            return before.passwordSealed();
        }
        return password.isEmpty() ? null : sealer.seal(password, before.id());
    }

    private static RtspUri.@Nullable WithCredentials address(
            String field, String text, List<Mistake> mistakes) {
        if (text.isBlank()) {
            mistakes.add(Mistake.of(field, "field.required"));
            return null;
        }
        try {
            RtspUri.WithCredentials parsed = RtspUri.parse(text);
            if (!parsed.uri().secure()) {
                return parsed;
            }
            mistakes.add(Mistake.of(field, "camera.rtsps"));
        } catch (MalformedInputException e) {
            mistakes.add(Mistake.of(field, "camera.url"));
        }
        return null;
    }

    private static String text(
            String field, @Nullable String given, String before, int max, List<Mistake> mistakes) {
        if (given == null) {
            return before;
        }
        String text = given.strip();
        if (text.length() > max) {
            mistakes.add(Mistake.of(field, "field.long", max));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            mistakes.add(Mistake.of(field, "field.control"));
        }
        return text;
    }

    private static @Nullable Long bytes(@Nullable Double gib, List<Mistake> mistakes) {
        if (gib == null) {
            return null;
        }
        if (!(gib >= 0.1 && gib <= 1_000_000)) {
            mistakes.add(Mistake.of("retentionGiB", "field.range", "0.1", 1_000_000));
            return null;
        }
        return (long) (gib * GIB);
    }
}
