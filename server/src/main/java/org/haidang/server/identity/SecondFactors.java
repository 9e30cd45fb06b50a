package org.haidang.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.haidang.server.identity.store.SecondFactorStore;
import org.haidang.server.identity.store.User;
import org.haidang.server.secrets.Sealer;
import org.jspecify.annotations.Nullable;

/**
 * Codes of a telephone and codes on paper. Whoever calls has asked for the password, or counts the
 * attempts. Thread-safe.
 */
public final class SecondFactors {
    private static final long PENDING_US = Duration.ofMinutes(15).toMillis() * 1_000;
    private static final int MAX_TYPED = 32;

    /**
     * A secret that waits for its first code.
     *
     * @param secret base32, to type
     * @param uri for a telephone to scan
     */
    public record Begun(String secret, String uri) {
        @Override
        public String toString() {
            return "Begun[]";
        }
    }

    /** What a person has set up. */
    public record State(boolean totp, int recoveryCodesLeft) {}

    private final SecondFactorStore store;
    private final Sealer sealer;
    private final SecureRandom random;
    private final InstantSource clock;

    public SecondFactors(
            SecondFactorStore store, Sealer sealer, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
    }

    /** Whether the password alone is not enough for this person. */
    public boolean any(String userId) {
        return store.any(userId);
    }

    public State state(String userId) {
        return new State(
                store.totp(userId).map(SecondFactorStore.Totp::sealed).isPresent(),
                store.codesLeft(userId));
    }

    /**
     * Sets up a secret that the person holds already, without asking for a code: for automation and
     * for the demo.
     *
     * @throws IllegalArgumentException if the text is no secret
     */
    public void adopt(User user, String base32) {
        String sealed = seal(Totp.secret(base32), user.id());
        store.begin(user.id(), sealed, nowUs());
        store.confirm(user.id(), sealed, 0, List.of());
    }

    /** A new secret in Base32, kept nowhere. */
    public String newSecret() {
        return Totp.base32(Totp.newSecret(random));
    }

    /** Makes a secret; it counts once a code of it was seen. */
    public Begun begin(User user) {
        byte[] secret = Totp.newSecret(random);
        store.begin(user.id(), seal(secret, user.id()), nowUs());
        return new Begun(Totp.base32(secret), Totp.uri(user.username(), secret));
    }

    /**
     * Takes the secret into use and gives the recovery codes, or nothing when the code is wrong.
     */
    public Optional<List<String>> confirm(String userId, String code) {
        Optional<SecondFactorStore.Totp> row = store.totp(userId);
        String pending = row.map(SecondFactorStore.Totp::pendingSealed).orElse(null);
        if (pending == null || nowUs() - row.get().pendingUs() > PENDING_US) {
            return Optional.empty();
        }
        OptionalLong step = Totp.step(open(pending, userId), digits(code), nowUs(), 0);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        List<String> codes = RecoveryCodes.make(random);
        return store.confirm(userId, pending, step.getAsLong(), marks(userId, codes))
                ? Optional.of(codes)
                : Optional.empty();
    }

    public void removeTotp(String userId) {
        store.removeTotp(userId);
    }

    /** New codes on paper; the old ones stop working. */
    public List<String> newRecoveryCodes(String userId) {
        List<String> codes = RecoveryCodes.make(random);
        store.replaceCodes(userId, marks(userId, codes));
        return codes;
    }

    /** Spends a code of either kind; false when it is wrong or was spent. */
    public boolean spend(String userId, String typed) {
        if (typed.length() > MAX_TYPED) {
            return false;
        }
        Optional<String> paper = RecoveryCodes.read(typed);
        if (paper.isPresent()) {
            return store.spendCode(userId, mark(userId, paper.get()));
        }
        Optional<SecondFactorStore.Totp> row = store.totp(userId);
        @Nullable String sealed = row.map(SecondFactorStore.Totp::sealed).orElse(null);
        if (sealed == null) {
            return false;
        }
        OptionalLong step =
                Totp.step(open(sealed, userId), digits(typed), nowUs(), row.get().lastStep());
        return step.isPresent() && store.spend(userId, step.getAsLong());
    }

    /** Takes everything from a person who has lost it: codes, paper, passkeys. */
    public void clear(String userId) {
        store.clear(userId);
    }

    /** People type 123 456, because telephones show it so. */
    private static String digits(String typed) {
        return typed.replaceAll("\\s", "");
    }

    private String seal(byte[] secret, String userId) {
        return sealer.seal(Base64.getEncoder().encodeToString(secret), "totp " + userId);
    }

    private byte[] open(String sealed, String userId) {
        return Base64.getDecoder().decode(sealer.open(sealed, "totp " + userId));
    }

    private List<String> marks(String userId, List<String> codes) {
        return codes.stream().map(code -> mark(userId, code)).toList();
    }

    private String mark(String userId, String code) {
        return sealer.mark(code, "recovery " + userId);
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
