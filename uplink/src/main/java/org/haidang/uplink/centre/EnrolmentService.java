package org.haidang.uplink.centre;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.EnrolAnswer;
import org.haidang.uplink.wire.EnrolRequest;
import org.haidang.uplink.wire.EnrolmentGrpc;
import org.haidang.uplink.wire.RenewRequest;

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
            refuse(answer, Status.INVALID_ARGUMENT, "the request makes no sense");
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
            refuse(answer, Status.PERMISSION_DENIED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            refuse(answer, Status.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void renew(RenewRequest asked, StreamObserver<EnrolAnswer> answer) {
        try {
            give(Peer.site(), asked.getCsr(), answer);
        } catch (IOException e) {
            refuse(answer, Status.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
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

    private void refuse(StreamObserver<EnrolAnswer> answer, Status status, String why) {
        listener.refused("", Peer.from(), why);
        answer.onError(status.withDescription(why).asRuntimeException());
    }

    private static ByteString der(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
