package org.haidang.server.identity.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.haidang.server.secrets.Sealer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenIdSignInTest {
    /** It says of itself what it must, and then never gives a token. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void waitsForNoProviderThatNeverAnswers() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer provider =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        String discovery =
                ("{'issuer':'%1$s','authorization_endpoint':'%1$s/auth','token_endpoint':"
                                + "'%1$s/token','jwks_uri':'%1$s/keys','subject_types_supported':"
                                + "['public'],'response_types_supported':['code'],"
                                + "'id_token_signing_alg_values_supported':['RS256']}")
                        .formatted(issuer)
                        .replace('\'', '"');
        provider.createContext(
                "/.well-known/openid-configuration",
                exchange -> {
                    byte[] body = discovery.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        provider.createContext(
                "/token",
                exchange -> {
                    try {
                        var _ = over.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        provider.setExecutor(threads);
        provider.start();
        try {
            SecureRandom random = new SecureRandom();
            OpenIdSignIn signIn =
                    new OpenIdSignIn(
                            new OpenIdSignIn.Provider("P", issuer, "client", "secret"),
                            Sealer.forThisRun(random),
                            random,
                            Clock.systemUTC(),
                            Duration.ofMillis(300));
            OpenIdSignIn.Begun begun = signIn.begin("http://localhost/back");
            String state = begun.url().replaceAll(".*[?&]state=([^&]*).*", "$1");
            assertThat(signIn.finish("http://localhost/back", begun.kept(), state, "code"))
                    .isInstanceOf(OpenIdSignIn.Result.Refused.class);
        } finally {
            over.countDown();
            provider.stop(0);
            threads.shutdown();
        }
    }
}
