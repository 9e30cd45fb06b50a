package org.haidang.server.identity.store;

/**
 * A passkey of a person; bytes are base64url.
 *
 * @param id ours, to name it by
 * @param credentialId the authenticator's
 * @param publicKey COSE key
 * @param transports by which a browser reaches it, separated by spaces
 * @param usedUs 0 for never
 */
public record Passkey(
        String id,
        String userId,
        String credentialId,
        String name,
        String publicKey,
        long signatureCount,
        boolean uvInitialized,
        String transports,
        boolean backupEligible,
        boolean backupState,
        String attestation,
        String clientData,
        long createdUs,
        long usedUs) {}
