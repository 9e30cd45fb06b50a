package org.haidang.server.identity.openid;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.haidang.server.secrets.SealException;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.secrets.Token;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.client.RestClient;

/**
 * The authorization code flow of OpenID Connect Core 1.0 with state, nonce and PKCE (RFC 7636).
 * What must be remembered in between lies sealed with the browser, for ten minutes. Thread-safe;
 * answers wait for the provider.
 */
public final class OpenIdSignIn {
    /** The one provider's id in addresses. */
    public static final String ID = "openid";

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String OWNER = "openid";

    /**
     * The provider.
     *
     * @param name as people call it
     * @param issuer its address
     */
    public record Provider(String name, String issuer, String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Provider[" + issuer + "]";
        }
    }

    /**
     * Where the browser goes, and what it keeps meanwhile.
     *
     * @param url at the provider
     * @param kept for the cookie
     */
    public record Begun(String url, String kept) {
        @Override
        public String toString() {
            return "Begun[]";
        }
    }

    /** How it ended. */
    public sealed interface Result {
        /** The provider vouches for this address. */
        record Vouched(String email) implements Result {}

        /** The answer belongs to nothing that was begun here, or is not good. */
        record Refused(String why) implements Result {}
    }

    private final Provider provider;
    private final Sealer sealer;
    private final SecureRandom random;
    private final InstantSource clock;
    private final RestClientAuthorizationCodeTokenResponseClient tokens;
    private final OidcIdTokenDecoderFactory decoders = new OidcIdTokenDecoderFactory();
    private volatile ClientRegistration.@Nullable Builder discovered;

    public OpenIdSignIn(
            Provider provider, Sealer sealer, SecureRandom random, InstantSource clock) {
        this(provider, sealer, random, clock, PATIENCE);
    }

    /**
     * @param patience how long the provider may take to exchange a code
     */
    OpenIdSignIn(
            Provider provider,
            Sealer sealer,
            SecureRandom random,
            InstantSource clock,
            Duration patience) {
        this.provider = provider;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
        this.tokens = tokens(patience);
    }

    /** As the library makes it, but a provider that never answers holds nobody for ever. */
    private static RestClientAuthorizationCodeTokenResponseClient tokens(Duration patience) {
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(patience).build());
        requests.setReadTimeout(patience);
        RestClientAuthorizationCodeTokenResponseClient client =
                new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(
                RestClient.builder()
                        .requestFactory(requests)
                        .configureMessageConverters(converters ->
                                converters
                                        .addCustomConverter(new FormHttpMessageConverter())
                                        .addCustomConverter(
                                                new OAuth2AccessTokenResponseHttpMessageConverter()))
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        return client;
    }

    public String name() {
        return provider.name();
    }

    /** Reads once what the provider says of itself; asked again while it does not answer. */
    private synchronized ClientRegistration registration(String redirectUri) {
        ClientRegistration.Builder known = discovered;
        if (known == null) {
            known =
                    ClientRegistrations.fromIssuerLocation(provider.issuer())
                            .registrationId(ID)
                            .clientId(provider.clientId())
                            .clientSecret(provider.clientSecret())
                            .scope("openid", "email");
            discovered = known;
        }
        return known.redirectUri(redirectUri).build();
    }

    /**
     * Begins.
     *
     * @param redirectUri where the provider sends the browser back
     * @throws RuntimeException if the provider does not answer
     */
    public Begun begin(String redirectUri) {
        String state = Token.random(random);
        String nonce = Token.random(random);
        String verifier = Token.random(random);
        OAuth2AuthorizationRequest request =
                request(registration(redirectUri), state, verifier)
                        .additionalParameters(
                                Map.of(
                                        OidcParameterNames.NONCE,
                                        nonce,
                                        PkceParameterNames.CODE_CHALLENGE,
                                        challenge(verifier),
                                        PkceParameterNames.CODE_CHALLENGE_METHOD,
                                        "S256"))
                        .build();
        long untilMs = clock.millis() + LIFE.toMillis();
        String kept = String.join(" ", state, nonce, verifier, Long.toString(untilMs));
        return new Begun(request.getAuthorizationRequestUri(), sealer.seal(kept, OWNER));
    }

    private static OAuth2AuthorizationRequest.Builder request(
            ClientRegistration registration, String state, String verifier) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(
                                registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state(state)
                .attributes(Map.of(PkceParameterNames.CODE_VERIFIER, verifier));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Ends what was begun.
     *
     * @param kept of the cookie
     */
    public Result finish(String redirectUri, String kept, String state, String code) {
        String[] parts;
        try {
            parts = sealer.open(kept, OWNER).split(" ");
        } catch (SealException e) {
            return new Result.Refused("not begun here");
        }
        if (parts.length != 4
                || Long.parseLong(parts[3]) < clock.millis()
                || !same(parts[0], state)) {
            return new Result.Refused("state");
        }
        try {
            return vouched(registration(redirectUri), parts[0], parts[1], parts[2], code);
        } catch (OAuth2AuthorizationException | JwtException e) {
            return new Result.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Result vouched(
            ClientRegistration registration,
            String state,
            String nonce,
            String verifier,
            String code) {
        OAuth2AuthorizationResponse answer =
                OAuth2AuthorizationResponse.success(code)
                        .redirectUri(Objects.requireNonNull(registration.getRedirectUri()))
                        .state(state)
                        .build();
        Object idToken =
                tokens.getTokenResponse(
                                new OAuth2AuthorizationCodeGrantRequest(
                                        registration,
                                        new OAuth2AuthorizationExchange(
                                                request(registration, state, verifier).build(),
                                                answer)))
                        .getAdditionalParameters()
                        .get(OidcParameterNames.ID_TOKEN);
        if (!(idToken instanceof String text)) {
            return new Result.Refused("no id token");
        }
        // Issuer, audience, times and signature are the decoder's.
        Jwt claims = decoders.createDecoder(registration).decode(text);
        String email = claims.getClaimAsString("email");
        if (!same(nonce, String.valueOf(claims.getClaimAsString(OidcParameterNames.NONCE)))) {
            return new Result.Refused("nonce");
        }
        if (email == null
                || email.isBlank()
                || !Boolean.TRUE.equals(claims.getClaimAsBoolean("email_verified"))) {
            return new Result.Refused("no verified e-mail address");
        }
        return new Result.Vouched(email);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
