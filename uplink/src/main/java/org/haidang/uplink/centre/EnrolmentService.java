package org.haidang.uplink.centre;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.haidang.uplink.Refusal;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.EnrolAnswer;
import org.haidang.uplink.wire.EnrolRequest;
import org.haidang.uplink.wire.EnrolmentGrpc;
import org.haidang.uplink.wire.RenewRequest;
import org.jspecify.annotations.Nullable;

/** Gives certificates: the first for an invitation, each later one for the present one. */
final class EnrolmentService extends EnrolmentGrpc.EnrolmentImplBase {
    static final int MAX_NAME = 200;
    private static final System.Logger LOG = System.getLogger(EnrolmentService.class.getName());

    private final String centreName;
    private final Authority authority;
    private final Register register;
    private final SiteListener listener;

    EnrolmentService(
            String centreName, Authority authority, Register register, SiteListener listener) {
        this.centreName = centreName;
        this.authority = authority;
        this.register = register;
        this.listener = listener;
    }

    @Override
    public void enrol(EnrolRequest asked, StreamObserver<EnrolAnswer> answer) {
        if (asked.getToken().size() != Invitation.SECRET_BYTES
                || asked.getSiteName().length() > MAX_NAME) {
            meaningless(answer, "the request makes no sense");
            return;
        }
        try {
            // Judged before the token is spent: a request that cannot be signed costs nothing.
            authority.forSite(asked.getCsr().toByteArray(), "nobody");
            String site =
                    register.admit(
                            Invitation.hash(asked.getToken().toByteArray()),
                            asked.getSiteName(),
                            Peer.from());
            give(site, asked.getCsr(), answer);
        } catch (Register.RefusedException e) {
            listener.refused(e.siteId(), Peer.from(), e.why(), String.valueOf(e.getMessage()));
            answer.onError(refusal(Status.PERMISSION_DENIED, e.why(), e.getMessage()));
        } catch (IOException e) {
            meaningless(answer, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void renew(RenewRequest asked, StreamObserver<EnrolAnswer> answer) {
        try {
            give(Peer.site(), asked.getCsr(), answer);
        } catch (IOException e) {
            meaningless(answer, String.valueOf(e.getMessage()));
        }
    }

    private void give(String site, ByteString csr, StreamObserver<EnrolAnswer> answer)
            throws IOException {
        X509Certificate made = authority.forSite(csr.toByteArray(), site);
        register.certified(site, Membership.serial(made), made.getNotAfter().getTime() * 1_000L);
        answer.onNext(
                EnrolAnswer.newBuilder()
                        .setSiteId(site)
                        .setCertificate(der(made))
                        .setAuthority(der(authority.certificate()))
                        .setCentreName(centreName)
                        .build());
        answer.onCompleted();
        LOG.log(Level.INFO, "site {0} has a certificate until {1}", site, made.getNotAfter());
    }

    private void meaningless(StreamObserver<EnrolAnswer> answer, String why) {
        listener.refused("", Peer.from(), Refusal.MEANINGLESS, why);
        answer.onError(refusal(Status.INVALID_ARGUMENT, Refusal.MEANINGLESS, why));
    }

    private static StatusRuntimeException refusal(
            Status status, Refusal why, @Nullable String words) {
        return status.withDescription(words).asRuntimeException(why.trailer());
    }

    private static ByteString der(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
