package org.haidang.uplink.centre;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.haidang.uplink.Refusal;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.EnrolmentGrpc;

/**
 * Who speaks: read from the certificate of the connection before any service hears a word, and
 * nowhere else. Only enrolment may be asked without one.
 */
final class Peer implements ServerInterceptor {
    private static final Context.Key<String> SITE = Context.key("site");
    private static final Context.Key<String> SERIAL = Context.key("serial");
    private static final Context.Key<String> FROM = Context.key("from");

    private final Register register;
    private final SiteListener listener;

    Peer(Register register, SiteListener listener) {
        this.register = register;
        this.listener = listener;
    }

    static String site() {
        return SITE.get();
    }

    /** Of the certificate that it came with. */
    static String serial() {
        return SERIAL.get();
    }

    /** The address it dials from; may be that of a proxy. */
    static String from() {
        return FROM.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        String from = String.valueOf(address);
        Context context = Context.current().withValue(FROM, from);
        if (call.getMethodDescriptor().equals(EnrolmentGrpc.getEnrolMethod())) {
            return Contexts.interceptCall(context, call, headers, next);
        }
        X509Certificate certificate =
                certificate(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
        if (certificate == null) {
            return refuse(
                    call,
                    "",
                    from,
                    Refusal.NO_CERTIFICATE,
                    "enrol first: this needs the certificate of a site");
        }
        String site = commonName(certificate);
        String serial = Membership.serial(certificate);
        if (!register.trusted(site, serial)) {
            return refuse(
                    call,
                    site,
                    from,
                    Refusal.REVOKED,
                    "the centre has revoked this site's certificate, or has never given it");
        }
        return Contexts.interceptCall(
                context.withValue(SITE, site).withValue(SERIAL, serial), call, headers, next);
    }

    private <Q, A> ServerCall.Listener<Q> refuse(
            ServerCall<Q, A> call, String site, String from, Refusal refusal, String why) {
        listener.refused(site, from, refusal, why);
        call.close(Status.UNAUTHENTICATED.withDescription(why), refusal.trailer());
        return new ServerCall.Listener<>() {};
    }

    private static @org.jspecify.annotations.Nullable X509Certificate certificate(
            @org.jspecify.annotations.Nullable SSLSession session) {
        if (session == null) {
            return null;
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate x509 ? x509 : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    private static String commonName(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        return name.startsWith("CN=") ? name.substring(3) : "";
    }
}
