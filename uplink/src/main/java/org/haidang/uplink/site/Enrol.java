package org.haidang.uplink.site;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.haidang.uplink.Refusal;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.InvitationException;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.EnrolAnswer;
import org.haidang.uplink.wire.EnrolRequest;
import org.haidang.uplink.wire.EnrolmentGrpc;
import org.haidang.uplink.wire.RenewRequest;

/** Turns an invitation into a membership, and an old membership into a new one. */
public final class Enrol {
    private static final int ANSWER_SECONDS = 20;

    private Enrol() {}

    /**
     * Asks the centre that the invitation names. The token is used up when this returns.
     *
     * @param siteName as the centre shall read it
     * @param route by which the centre is reached, now and later
     * @throws InvitationException when the centre refuses, with its words
     * @throws DialException when it cannot be reached or is another one
     * @throws IOException when what it answers is of no use
     */
    public static Membership with(
            Invitation invitation, String siteName, String software, Instant now, Route route)
            throws InvitationException, IOException {
        if (now.isAfter(invitation.expiresAt())) {
            throw new InvitationException(
                    Refusal.INVITATION_ENDED,
                    "The invitation ended on "
                            + invitation.expiresAt()
                            + ". Ask the centre for a new one.");
        }
        Membership.Request request = Membership.Request.make();
        ManagedChannel channel =
                Dialler.invited(invitation.address(), invitation.authority(), route);
        try {
            EnrolAnswer answer =
                    EnrolmentGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                            .enrol(
                                    EnrolRequest.newBuilder()
                                            .setToken(ByteString.copyFrom(invitation.token()))
                                            .setCsr(ByteString.copyFrom(request.csr()))
                                            .setSiteName(siteName)
                                            .setSoftware(software)
                                            .build());
            return member(answer, siteName, invitation.address(), request, invitation.authority());
        } catch (StatusRuntimeException e) {
            throw refused(e, invitation.address(), route);
        } finally {
            channel.shutdownNow();
        }
    }

    /** A new certificate for the same site; the old one stays good until it ends. */
    static Membership again(Membership old, String address, ManagedChannel channel)
            throws IOException {
        Membership.Request request = Membership.Request.make();
        try {
            EnrolAnswer answer =
                    EnrolmentGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                            .renew(
                                    RenewRequest.newBuilder()
                                            .setCsr(ByteString.copyFrom(request.csr()))
                                            .build());
            return member(answer, old.siteName(), address, request, old.authorityFingerprint());
        } catch (StatusRuntimeException e) {
            throw new IOException("the centre does not renew: " + e.getStatus(), e);
        }
    }

    private static Membership member(
            EnrolAnswer answer,
            String siteName,
            String address,
            Membership.Request request,
            byte[] fingerprint)
            throws IOException {
        return Membership.of(
                answer.getSiteId(),
                siteName,
                answer.getCentreName(),
                address,
                request,
                answer.getCertificate().toByteArray(),
                answer.getAuthority().toByteArray(),
                fingerprint);
    }

    private static InvitationException refused(
            StatusRuntimeException e, String address, Route route) throws DialException {
        String said = e.getStatus().getDescription();
        return switch (e.getStatus().getCode()) {
            case PERMISSION_DENIED, FAILED_PRECONDITION, INVALID_ARGUMENT ->
                    new InvitationException(
                            Refusal.of(e.getTrailers(), Refusal.MEANINGLESS),
                            said == null ? "The centre refuses the invitation." : said);
            default -> {
                String proxy = route.proxyAddress();
                throw new DialException(
                        address,
                        "The centre at "
                                + address
                                + (proxy == null ? "" : " by way of the proxy " + proxy)
                                + " cannot be reached or is not the one of the invitation: ",
                        Failure.of(e.getStatus(), route),
                        e);
            }
        };
    }
}
