package org.haidang.server.identity.passkey;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.haidang.server.identity.store.Passkey;
import org.haidang.server.identity.store.PasskeyStore;
import org.haidang.server.identity.store.User;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** Passkeys as the library keeps them, in our table. */
final class Credentials implements UserCredentialRepository {
    private final PasskeyStore store;
    private final SecureRandom random;
    private final InstantSource clock;

    Credentials(PasskeyStore store, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public void delete(Bytes credentialId) {
        throw new UnsupportedOperationException("removed by their person, by our id");
    }

    /** Adds one, or notes the use of one that is there: the library calls both by this name. */
    @Override
    public void save(CredentialRecord record) {
        String credentialId = record.getCredentialId().toBase64UrlString();
        long nowUs = clock.millis() * 1_000;
        if (store.byCredential(credentialId).isPresent()) {
            store.used(
                    credentialId,
                    record.getSignatureCount(),
                    record.isUvInitialized(),
                    record.isBackupState(),
                    nowUs);
            return;
        }
        User user = store.userOf(record.getUserEntityUserId().toBase64UrlString()).orElseThrow();
        Bytes attestation = record.getAttestationObject();
        Bytes clientData = record.getAttestationClientDataJSON();
        store.add(
                new Passkey(
                        Ids.next(nowUs, random),
                        user.id(),
                        credentialId,
                        record.getLabel(),
                        new Bytes(record.getPublicKey().getBytes()).toBase64UrlString(),
                        record.getSignatureCount(),
                        record.isUvInitialized(),
                        record.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .sorted()
                                .collect(Collectors.joining(" ")),
                        record.isBackupEligible(),
                        record.isBackupState(),
                        attestation == null ? "" : attestation.toBase64UrlString(),
                        clientData == null ? "" : clientData.toBase64UrlString(),
                        nowUs,
                        0));
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return store.byCredential(credentialId.toBase64UrlString()).map(this::record).orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return store.userOf(handle.toBase64UrlString()).stream()
                .flatMap(user -> store.ofUser(user.id()).stream())
                .map(this::record)
                .toList();
    }

    private CredentialRecord record(Passkey key) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(key.credentialId()))
                .userEntityUserId(Bytes.fromBase64(store.handleOf(key.userId()).orElseThrow()))
                .publicKey(ImmutablePublicKeyCose.fromBase64(key.publicKey()))
                .signatureCount(key.signatureCount())
                .uvInitialized(key.uvInitialized())
                .transports(transports(key.transports()))
                .backupEligible(key.backupEligible())
                .backupState(key.backupState())
                .attestationObject(Bytes.fromBase64(key.attestation()))
                .attestationClientDataJSON(Bytes.fromBase64(key.clientData()))
                .label(key.name())
                .created(instant(key.createdUs()))
                .lastUsed(instant(key.usedUs() == 0 ? key.createdUs() : key.usedUs()))
                .build();
    }

    private static Set<AuthenticatorTransport> transports(String text) {
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split(" "))
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toSet());
    }

    private static Instant instant(long us) {
        return Instant.ofEpochMilli(us / 1_000);
    }
}
