package org.haidang.uplink;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.StreamObserver;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.InvitedTrust;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.AnswerDown;
import org.haidang.uplink.wire.AnswerUp;
import org.haidang.uplink.wire.Configured;
import org.haidang.uplink.wire.FromCentre;
import org.haidang.uplink.wire.FromSite;
import org.haidang.uplink.wire.Hello;
import org.haidang.uplink.wire.LinkGrpc;
import org.haidang.uplink.wire.MediaDown;
import org.haidang.uplink.wire.MediaGrpc;
import org.haidang.uplink.wire.MediaUp;
import org.haidang.uplink.wire.ProbeRequest;
import org.haidang.uplink.wire.Still;

/** Speaks the contract by hand, as our own client would not. */
final class Intruder {
    private Intruder() {}

    private static SslContextBuilder tls(Membership member) {
        return SslContextBuilder.forClient()
                .trustManager(member.authority())
                .keyManager(member.key(), member.chain().toArray(X509Certificate[]::new));
    }

    /** Answers an ask; returns what the centre says to it. */
    static String answer(Membership member, long ask) throws Exception {
        return refusal(
                member.address(),
                tls(member),
                (Answer<AnswerDown> answer) ->
                        channel -> {
                            StreamObserver<AnswerUp> up = MediaGrpc.newStub(channel).answer(answer);
                            up.onNext(AnswerUp.newBuilder().setAskId(ask).build());
                        });
    }

    /** Greets as a program from before asks did; closed by the caller. */
    static AutoCloseable greetAsOld(Membership member) throws Exception {
        ManagedChannel channel = dial(member.address(), tls(member));
        LinkGrpc.newStub(channel)
                .control(new Answer<FromCentre>())
                .onNext(
                        FromSite.newBuilder()
                                .setHello(Hello.newBuilder().setProtocol(1).setOldestProtocol(1))
                                .build());
        return channel::shutdownNow;
    }

    /** A conversation of control that was greeted. */
    static final class Spoken implements AutoCloseable {
        private final ManagedChannel channel;
        private final AtomicInteger taken = new AtomicInteger();
        private final StreamObserver<FromSite> up;

        private Spoken(ManagedChannel channel) {
            this.channel = channel;
            this.up =
                    LinkGrpc.newStub(channel)
                            .control(
                                    new StreamObserver<>() {
                                        @Override
                                        public void onNext(FromCentre word) {
                                            if (word.hasStillTaken()) {
                                                taken.incrementAndGet();
                                            }
                                        }

                                        @Override
                                        public void onError(Throwable failure) {}

                                        @Override
                                        public void onCompleted() {}
                                    });
        }

        void say(Still still) {
            up.onNext(FromSite.newBuilder().setStill(still).build());
        }

        void say(Configured configured) {
            up.onNext(FromSite.newBuilder().setConfigured(configured).build());
        }

        /** How many stills the centre said are through. */
        int taken() {
            return taken.get();
        }

        @Override
        public void close() {
            channel.shutdownNow();
        }
    }

    /** Greets with one version alone; to be closed. */
    static Spoken greet(Membership member, int version) throws Exception {
        Spoken spoken = new Spoken(dial(member.address(), tls(member)));
        spoken.up.onNext(
                FromSite.newBuilder()
                        .setHello(
                                Hello.newBuilder().setProtocol(version).setOldestProtocol(version))
                        .build());
        return spoken;
    }

    /**
     * A site that encrypts by Java's own means, and comes back with what TLS remembers of the last
     * time (RFC 8446 section 2.2).
     */
    static final class Returning {
        private final Membership member;
        private final SslContext tls;

        Returning(Membership member) throws Exception {
            this.member = member;
            this.tls = GrpcSslContexts.configure(tls(member), SslProvider.JDK).build();
        }

        /** Asks something over a new connection; what the centre says to it, or {@code OK}. */
        String probe() {
            ManagedChannel channel = dial(member.address(), tls);
            try {
                var _ =
                        LinkGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(30, TimeUnit.SECONDS)
                                .probe(ProbeRequest.getDefaultInstance());
                return "OK";
            } catch (StatusRuntimeException e) {
                return e.getStatus().getCode() + ": " + e.getStatus().getDescription();
            } finally {
                channel.shutdownNow();
            }
        }

        int remembered() {
            return Collections.list(tls.sessionContext().getIds()).size();
        }
    }

    /** Pushes for a lease; returns what the centre says to it. */
    static String push(Membership member, long lease) throws Exception {
        return refusal(
                member.address(),
                tls(member),
                (Answer<MediaDown> answer) ->
                        channel -> {
                            StreamObserver<MediaUp> up = MediaGrpc.newStub(channel).push(answer);
                            up.onNext(MediaUp.newBuilder().setLeaseId(lease).build());
                        });
    }

    static String controlWithoutCertificate(Invitation invitation) throws Exception {
        SslContextBuilder tls =
                SslContextBuilder.forClient()
                        .trustManager(new InvitedTrust(invitation.authority()));
        return refusal(
                invitation.address(),
                tls,
                (Answer<FromCentre> answer) ->
                        channel -> {
                            StreamObserver<FromSite> up = LinkGrpc.newStub(channel).control(answer);
                            up.onNext(
                                    FromSite.newBuilder()
                                            .setHello(Hello.newBuilder().setProtocol(1))
                                            .build());
                        });
    }

    private interface Call {
        void on(ManagedChannel channel);
    }

    private static final class Answer<T> implements StreamObserver<T> {
        final CompletableFuture<String> said = new CompletableFuture<>();

        @Override
        public void onNext(T word) {}

        @Override
        public void onError(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            said.complete(status.getCode() + ": " + status.getDescription());
        }

        @Override
        public void onCompleted() {
            said.complete("OK");
        }
    }

    private static <T> String refusal(
            String address, SslContextBuilder tls, Function<Answer<T>, Call> call)
            throws Exception {
        ManagedChannel channel = dial(address, tls);
        try {
            Answer<T> answer = new Answer<>();
            call.apply(answer).on(channel);
            return answer.said.get(30, TimeUnit.SECONDS);
        } finally {
            channel.shutdownNow();
        }
    }

    private static ManagedChannel dial(String address, SslContextBuilder tls) throws Exception {
        return dial(address, GrpcSslContexts.configure(tls, SslProvider.JDK).build());
    }

    private static ManagedChannel dial(String address, SslContext tls) {
        return NettyChannelBuilder.forTarget("dns:///" + address)
                .overrideAuthority(Authority.CENTRE_NAME)
                .sslContext(tls)
                .build();
    }
}
