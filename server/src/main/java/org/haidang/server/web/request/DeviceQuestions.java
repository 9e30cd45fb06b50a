package org.haidang.server.web.request;

import java.net.URI;
import java.util.concurrent.Semaphore;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.OnvifException;
import org.haidang.onvif.OnvifFailure;
import org.haidang.onvif.net.Fingerprint;
import org.haidang.programme.connection.DefaultLogins;
import org.haidang.server.device.DeviceFault;
import org.haidang.server.device.Examined;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Questions of people to devices: few at once, in the audit log, with the login they gave or the
 * one that is stored.
 */
public final class DeviceQuestions {
    private static final int AT_ONCE = 5;

    /**
     * Whom to ask.
     *
     * @param device as {@link DeviceAddress} reads it
     */
    public record Body(
            @Nullable String device, @Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "Body[" + device + "]";
        }
    }

    /** What came of it. */
    public sealed interface Answer {}

    /**
     * @param defaultPassword the login that was given is one that makers ship
     */
    public record Told(Examined examined, boolean defaultPassword) implements Answer {}

    /**
     * What is wrong, what to do and whose work it is, in words.
     *
     * @param certificate when it is another one than before; else null
     */
    public record Fault(
            String word,
            String message,
            String action,
            String owner,
            @Nullable OtherCertificate certificate)
            implements Answer {}

    /**
     * A device shows another key than it is known by.
     *
     * @param device its service, to be accepted there
     * @param known SHA-256 of the key that it is known by
     * @param shown SHA-256 of the one that it shows now
     */
    public record OtherCertificate(String device, String known, String shown) {}

    private final Services services;
    private final Acts acts;
    private final Semaphore running = new Semaphore(AT_ONCE);

    public DeviceQuestions(Services services, Acts acts) {
        this.services = services;
        this.acts = acts;
    }

    /**
     * Asks one device what it is and has.
     *
     * @throws ProblemException when the address is none, or too many ask
     */
    public Answer ask(Body body, Caller caller, Language language) {
        URI service = DeviceAddress.service(body.device());
        String username = body.username() == null ? "" : body.username().strip();
        String password = body.password() == null ? "" : body.password();
        Credentials login = username.isEmpty() ? null : new Credentials(username, password);
        return ask(service, login, caller, language);
    }

    /**
     * The same with an address that was read and a login that is stored.
     *
     * @param login null to ask only what it tells anybody
     * @throws ProblemException when too many ask
     */
    public Answer ask(URI service, @Nullable Credentials login, Caller caller, Language language) {
        if (!running.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            acts.deviceExamined(caller, service.getRawAuthority());
            return new Told(
                    services.devices().examine(service, login),
                    login != null && DefaultLogins.isDefault(login.password()));
        } catch (OnvifException e) {
            return fault(DeviceFault.of(e.failure()), certificate(service, e), language);
        } finally {
            running.release();
        }
    }

    private @Nullable OtherCertificate certificate(URI service, OnvifException e) {
        Fingerprint shown = e.shown();
        Fingerprint known = services.deviceTrust().of(service).orElse(null);
        return e.failure() != OnvifFailure.CERTIFICATE_CHANGED || shown == null || known == null
                ? null
                : new OtherCertificate(service.toString(), known.sha256(), shown.sha256());
    }

    /** A fault in words. */
    public static Fault fault(DeviceFault fault, Language language) {
        return fault(fault, null, language);
    }

    private static Fault fault(
            DeviceFault fault, @Nullable OtherCertificate certificate, Language language) {
        String key = "device." + fault.word();
        return new Fault(
                fault.word(),
                Words.of(language, key),
                Words.of(language, key + ".action"),
                Words.of(language, "doctor.owner." + fault.owner().word()),
                certificate);
    }
}
