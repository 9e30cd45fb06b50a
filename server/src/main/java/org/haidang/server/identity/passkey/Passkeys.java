package org.haidang.server.identity.passkey;

import com.webauthn4j.util.exception.WebAuthnException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haidang.server.identity.Challenges;
import org.haidang.server.identity.store.Passkey;
import org.haidang.server.identity.store.PasskeyStore;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.UserStore;
import org.haidang.server.secrets.Token;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers passkeys and lets people in by them. The authenticator must ask for its owner's finger,
 * face or number each time (user verification), so that a passkey is possession and person in one.
 * Thread-safe.
 */
public final class Passkeys {
    public static final int MAX_PER_USER = 20;
    private static final System.Logger LOG = System.getLogger(Passkeys.class.getName());
    private static final String NAME = "Hải Đăng";
    private static final int MAX_SITES = 16;

    /** WebAuthn Level 3, 5.8.3: ids are at most 1,023 bytes. */
    private static final int MAX_ID_BYTES = 1_023;

    private static final int MAX_PART_BYTES = 16 * 1_024;

    /**
     * A question to a browser.
     *
     * @param key by which the answer finds it; a secret of that browser
     * @param options JSON for {@code PublicKeyCredential.parse...OptionsFromJSON}
     */
    public record Question(String key, String options) {
        @Override
        public String toString() {
            return "Question[]";
        }
    }

    private record Creation(Site site, PublicKeyCredentialCreationOptions options) {}

    private record Request(Site site, PublicKeyCredentialRequestOptions options) {}

    private final PasskeyStore store;
    private final UserEntities entities;
    private final Credentials credentials;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Challenges<Creation> creations = new Challenges<>();
    private final Challenges<Request> requests = new Challenges<>();
    private final Map<Site, Webauthn4JRelyingPartyOperations> parties = new HashMap<>();
    private @Nullable JsonMapper mapper;

    public Passkeys(PasskeyStore store, UserStore users, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.entities = new UserEntities(store, users);
        this.credentials = new Credentials(store, random, clock);
        this.random = random;
        this.clock = clock;
    }

    // ---- a person's own

    public List<Passkey> list(String userId) {
        return store.ofUser(userId);
    }

    /** Removes one of a person's; false when there is none of that id. */
    public boolean remove(String userId, String id) {
        return store.remove(userId, id);
    }

    /**
     * Asks a browser to make one.
     *
     * @param key of the session that asks; only it may answer
     */
    public String creationOptions(User user, Site site, String key, String network) {
        if (store.handleOf(user.id()).isEmpty()) {
            store.addHandle(Bytes.random().toBase64UrlString(), user.id());
        }
        Authentication who =
                UsernamePasswordAuthenticationToken.authenticated(user.id(), null, List.of());
        PublicKeyCredentialCreationOptions options =
                party(site)
                        .createPublicKeyCredentialCreationOptions(
                                new ImmutablePublicKeyCredentialCreationOptionsRequest(who));
        creations.put(key, new Creation(site, options), network, nowUs());
        return json().writeValueAsString(options);
    }

    /**
     * Takes what the browser made.
     *
     * @param credential what {@code toJSON()} of it gave
     * @return empty when it does not answer what was asked, or the person has {@link #MAX_PER_USER}
     */
    public Optional<Passkey> register(User user, String key, String name, String credential) {
        Optional<Creation> asked = creations.take(key, nowUs());
        if (asked.isEmpty() || store.ofUser(user.id()).size() >= MAX_PER_USER) {
            return Optional.empty();
        }
        // The session is the person's, but the question must have been the person's, too.
        String handle = asked.get().options().getUser().getId().toBase64UrlString();
        if (!store.handleOf(user.id()).equals(Optional.of(handle))) {
            return Optional.empty();
        }
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> made =
                    json().readValue(credential, new TypeReference<>() {});
            if (!complete(made)
                    || !fits(made.getResponse().getAttestationObject())
                    || !fits(made.getResponse().getClientDataJSON())) {
                return Optional.empty();
            }
            party(asked.get().site())
                    .registerCredential(
                            new ImmutableRelyingPartyRegistrationRequest(
                                    asked.get().options(), new RelyingPartyPublicKey(made, name)));
            return store.byCredential(made.getRawId().toBase64UrlString());
        } catch (WebAuthnException
                | JacksonException
                | IllegalArgumentException
                | DuplicateKeyException e) {
            LOG.log(Level.INFO, "a passkey was not taken: " + e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    // ---- logging in

    /** Asks a browser for any passkey of ours; who it is, the answer says. */
    public Question requestOptions(Site site, String network) {
        PublicKeyCredentialRequestOptions options =
                party(site)
                        .createCredentialRequestOptions(
                                new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
        String key = Token.random(random);
        requests.put(key, new Request(site, options), network, nowUs());
        return new Question(key, json().writeValueAsString(options));
    }

    /**
     * Judges the answer.
     *
     * @return whose passkey it is; empty when it does not answer what this browser was asked
     */
    public Optional<User> authenticate(String key, String credential) {
        Optional<Request> asked = requests.take(key, nowUs());
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> given =
                    json().readValue(credential, new TypeReference<>() {});
            if (!complete(given)
                    || !fits(given.getResponse().getAuthenticatorData())
                    || !fits(given.getResponse().getClientDataJSON())
                    || !fits(given.getResponse().getSignature())) {
                return Optional.empty();
            }
            PublicKeyCredentialUserEntity who =
                    party(asked.get().site())
                            .authenticate(
                                    new RelyingPartyAuthenticationRequest(
                                            asked.get().options(), given));
            return store.userOf(who.getId().toBase64UrlString()).filter(User::enabled);
        } catch (WebAuthnException | JacksonException | IllegalArgumentException e) {
            LOG.log(Level.INFO, "a passkey was not accepted: " + e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Parts that a stranger left out are null, whatever the library's annotations say. */
    private static boolean complete(@Nullable PublicKeyCredential<?> credential) {
        @Nullable Bytes id = credential == null ? null : credential.getRawId();
        return credential != null
                && id != null
                && id.getBytes().length <= MAX_ID_BYTES
                && credential.getResponse() != null;
    }

    private static boolean fits(@Nullable Bytes part) {
        return part != null && part.getBytes().length <= MAX_PART_BYTES;
    }

    private synchronized Webauthn4JRelyingPartyOperations party(Site site) {
        Webauthn4JRelyingPartyOperations known = parties.get(site);
        if (known != null) {
            return known;
        }
        if (parties.size() >= MAX_SITES) {
            parties.clear();
        }
        Webauthn4JRelyingPartyOperations party =
                new Webauthn4JRelyingPartyOperations(
                        entities,
                        credentials,
                        PublicKeyCredentialRpEntity.builder().id(site.host()).name(NAME).build(),
                        Set.of(site.origin()));
        Duration timeout = Duration.ofNanos(Challenges.LIFE_US * 1_000);
        party.setCustomizeCreationOptions(options ->
                options.timeout(timeout)
                        .authenticatorSelection(
                                AuthenticatorSelectionCriteria.builder()
                                        .residentKey(ResidentKeyRequirement.REQUIRED)
                                        .userVerification(UserVerificationRequirement.REQUIRED)
                                        .build()));
        party.setCustomizeRequestOptions(options ->
                options.timeout(timeout).userVerification(UserVerificationRequirement.REQUIRED));
        parties.put(site, party);
        return party;
    }

    /** Made when first needed: most starts of the program see no passkey. */
    private synchronized JsonMapper json() {
        JsonMapper made = mapper;
        if (made == null) {
            made =
                    JsonMapper.builder()
                            .addModule(new WebauthnJacksonModule())
                            .changeDefaultPropertyInclusion(i ->
                                    i.withValueInclusion(
                                            com.fasterxml.jackson.annotation.JsonInclude.Include
                                                    .NON_NULL))
                            .build();
            mapper = made;
        }
        return made;
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
