package org.haidang.uplink.site;

import io.grpc.Status;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What keeps a link from being there, as far as its remedy differs. */
public enum Trouble {
    NONE,
    /** The first try has not ended. */
    NOT_DIALLED,
    /** The centre's name has no address. */
    NAME_UNKNOWN,
    /** Nobody answers at the centre's address. */
    UNREACHABLE,
    /** Who answers is not our centre, or a certificate has ended. */
    UNTRUSTED,
    /** The centre has shut us out. */
    REVOKED,
    /** No protocol that both sides speak. */
    VERSION,
    /** The connection stands and nothing comes. */
    SILENT,
    OTHER;

    /** What a failed call means. */
    static Trouble of(Status status) {
        return switch (status.getCode()) {
            case UNAUTHENTICATED -> REVOKED;
            case FAILED_PRECONDITION -> VERSION;
            case DEADLINE_EXCEEDED -> SILENT;
            case UNAVAILABLE -> unavailable(status.getCause());
            default -> OTHER;
        };
    }

    private static Trouble unavailable(@Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException) {
                return NAME_UNKNOWN;
            }
            if (each instanceof SSLException) {
                return UNTRUSTED;
            }
        }
        return UNREACHABLE;
    }
}
