package org.haidang.server.device;

import java.util.Locale;
import org.haidang.onvif.OnvifFailure;
import org.haidang.server.probe.Diagnosis.Owner;

/**
 * Why a device could not be asked, and whose work it is to mend that. The catalogue of words has
 * {@code device.WORD} and {@code device.WORD.action} for each.
 */
public enum DeviceFault {
    NAME_UNKNOWN(Owner.ENGINEER),
    ADDRESS_FORBIDDEN(Owner.ADMINISTRATOR),
    PORT_CLOSED(Owner.ENGINEER),
    NO_ANSWER(Owner.SITE),
    NOT_ONVIF(Owner.ENGINEER),
    /** It was reset or replaced, or somebody is in between. No login was sent. */
    CERTIFICATE_CHANGED(Owner.ENGINEER),
    /** Nobody has asked it by HTTPS yet. No login was sent. */
    CERTIFICATE_UNKNOWN(Owner.ENGINEER),
    /** It knows TLS 1.0 or 1.1 only. */
    ENCRYPTION_OUTDATED(Owner.ENGINEER),
    LOGIN_NEEDED(Owner.ENGINEER),
    LOGIN_REFUSED(Owner.ENGINEER),
    LOCKED(Owner.ENGINEER),
    REJECTED(Owner.ENGINEER),
    GARBLED(Owner.ENGINEER),
    /** The device answers, and none of its channels is the camera. */
    CHANNEL_UNKNOWN(Owner.ENGINEER);

    private final Owner owner;

    DeviceFault(Owner owner) {
        this.owner = owner;
    }

    public Owner owner() {
        return owner;
    }

    /** In keys and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of a {@link #word}; {@link #REJECTED} for those that we do not know. */
    public static DeviceFault byWord(String word) {
        for (DeviceFault each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        return REJECTED;
    }

    public static DeviceFault of(OnvifFailure failure) {
        return switch (failure) {
            case UNKNOWN_HOST -> NAME_UNKNOWN;
            case FORBIDDEN_ADDRESS -> ADDRESS_FORBIDDEN;
            case REFUSED -> PORT_CLOSED;
            case UNREACHABLE, TIMEOUT, CLOSED -> NO_ANSWER;
            case CERTIFICATE_CHANGED -> CERTIFICATE_CHANGED;
            case CERTIFICATE_UNKNOWN -> CERTIFICATE_UNKNOWN;
            case OUTDATED_TLS -> ENCRYPTION_OUTDATED;
            case NOT_ONVIF -> NOT_ONVIF;
            case LOGIN_NEEDED -> LOGIN_NEEDED;
            case LOGIN_REFUSED -> LOGIN_REFUSED;
            case LOCKED -> LOCKED;
            case UNSUPPORTED, FAULT -> REJECTED;
            case MALFORMED, TOO_LARGE -> GARBLED;
        };
    }
}
