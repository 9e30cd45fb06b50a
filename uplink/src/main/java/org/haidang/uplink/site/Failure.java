package org.haidang.uplink.site;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException;
import io.grpc.netty.shaded.io.netty.handler.proxy.ProxyConnectException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A call or a dial that failed.
 *
 * @param why the same for an engineer, one English line without secrets
 */
record Failure(Trouble trouble, String why) {
    private static final int MAX_WHY = 500;

    /** Netty tells the proxy's answer in its message alone. */
    private static final Pattern ANSWER = Pattern.compile("status: (\\d{3})\\b");

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    /** What a failed call means on the way that it took. */
    static Failure of(Status status, Route route) {
        Throwable cause = status.getCause();
        Trouble trouble =
                switch (status.getCode()) {
                    case UNAUTHENTICATED -> Trouble.REVOKED;
                    case FAILED_PRECONDITION -> Trouble.VERSION;
                    case DEADLINE_EXCEEDED -> Trouble.SILENT;
                    case UNAVAILABLE -> route.proxy() == null ? straight(cause) : proxied(cause);
                    default -> Trouble.OTHER;
                };
        return new Failure(trouble, why(status));
    }

    /** Nothing was heard in time; who is silent shows in how far the connection has come. */
    static Failure silent(ManagedChannel channel, Route route, String why) {
        boolean stands = channel.getState(false) == ConnectivityState.READY;
        return new Failure(
                stands || route.proxy() == null ? Trouble.SILENT : Trouble.PROXY_NO_ANSWER, why);
    }

    private static Trouble straight(@Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException) {
                return Trouble.NAME_UNKNOWN;
            }
            if (each instanceof SSLException) {
                return Trouble.UNTRUSTED;
            }
        }
        return Trouble.UNREACHABLE;
    }

    /** Names and TCP are the proxy's here; the centre's name is the proxy's to find. */
    private static Trouble proxied(@Nullable Throwable cause) {
        if (cause == null) {
            // The centre said so itself, as when it ends.
            return Trouble.UNREACHABLE;
        }
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException) {
                return Trouble.PROXY_NAME_UNKNOWN;
            }
            if (each instanceof ProxyConnectException answer) {
                return answered(answer);
            }
            if (each instanceof SSLException tls) {
                return encrypted(tls);
            }
            if (each instanceof ClosedChannelException) {
                // The proxy had said yes; else it were its own exception.
                return Trouble.PROXY_INTERCEPTS;
            }
            if (each instanceof ConnectException || each instanceof NoRouteToHostException) {
                return Trouble.PROXY_UNREACHABLE;
            }
        }
        return Trouble.PROXY_NO_ANSWER;
    }

    /** RFC 9110 section 15. */
    private static Trouble answered(ProxyConnectException failure) {
        Matcher answer = ANSWER.matcher(String.valueOf(failure.getMessage()));
        if (!answer.find()) {
            return Trouble.PROXY_NO_ANSWER;
        }
        int code = Integer.parseInt(answer.group(1));
        if (code == PROXY_AUTHENTICATION_REQUIRED) {
            return Trouble.PROXY_LOGIN;
        }
        return switch (code / 100) {
            case 4 -> Trouble.PROXY_REFUSES;
            case 5 -> Trouble.PROXY_CANNOT_REACH;
            default -> Trouble.PROXY_NO_ANSWER;
        };
    }

    /** A certificate's end, or a centre that does not take ours, is not the proxy's doing. */
    private static Trouble encrypted(SSLException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateExpiredException
                    || each instanceof CertificateNotYetValidException) {
                return Trouble.UNTRUSTED;
            }
        }
        // As Java writes it, "Received fatal alert: bad_certificate", and as OpenSSL does,
        // "...:SSLV3_ALERT_BAD_CERTIFICATE".
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("alert")
                        && (said.contains("certificate") || said.contains("unknown_ca"))
                ? Trouble.UNTRUSTED
                : Trouble.PROXY_INTERCEPTS;
    }

    // ------------------------------------------------------------------ for an engineer

    private static String why(Status status) {
        Throwable cause = status.getCause();
        String said = status.getDescription();
        String why =
                cause != null
                        ? deepest(cause) + logins(cause)
                        : said == null ? status.getCode().name() : said;
        String line = why.lines().findFirst().orElse("");
        return line.length() <= MAX_WHY ? line : line.substring(0, MAX_WHY);
    }

    /** Of all that is wrapped, what says most: a judged certificate, else the first cause. */
    private static String deepest(Throwable failure) {
        Throwable each = failure;
        while (each.getCause() != null && !(each instanceof CertificateException)) {
            each = each.getCause();
        }
        if (each instanceof ClosedChannelException) {
            return "the connection was closed before TLS stood";
        }
        String message = each.getMessage();
        return message == null ? each.getClass().getSimpleName() : message;
    }

    /** Which ways to log in a proxy names; ours is Basic. */
    private static String logins(Throwable failure) {
        return Optional.of(failure)
                .filter(HttpProxyConnectException.class::isInstance)
                .map(one -> ((HttpProxyConnectException) one).headers())
                .map(headers -> headers.getAll("Proxy-Authenticate"))
                .filter(ways -> !ways.isEmpty())
                .map(Failure::named)
                .orElse("");
    }

    private static String named(List<String> ways) {
        return " (it takes "
                + String.join(
                        ", ", ways.stream().map(way -> way.strip().split("[ ,]", 2)[0]).toList())
                + "; we can do Basic)";
    }
}
