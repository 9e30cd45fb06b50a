package org.haidang.uplink;

import io.grpc.Metadata;
import java.util.stream.Stream;

/** Why a centre turns somebody away, or why an invitation is of no use. */
public enum Refusal {
    /** The centre has never given it: made up, or of another centre's past. */
    INVITATION_UNKNOWN(true),
    /** Somebody brought it before. */
    INVITATION_USED(true),
    /** It is too old, or was withdrawn. */
    INVITATION_ENDED(true),
    /** The text is no invitation, or not all of one. */
    UNREADABLE(false),
    /** The request cannot be what a site of ours asks. */
    MEANINGLESS(false),
    /** It wants to speak as a site and shows no certificate. */
    NO_CERTIFICATE(false),
    /** Its certificate is a site's that was shut out, or was never given. */
    REVOKED(true),
    /** No protocol that both sides speak. */
    VERSION(false);

    private static final Metadata.Key<String> TRAILER =
            Metadata.Key.of("haidang-refusal", Metadata.ASCII_STRING_MARSHALLER);

    private final boolean alarming;

    Refusal(boolean alarming) {
        this.alarming = alarming;
    }

    /** A person of the centre should know at once: it may be a theft. */
    public boolean alarming() {
        return alarming;
    }

    /** To be sent beside the words of a failed call. */
    public Metadata trailer() {
        Metadata trailer = new Metadata();
        trailer.put(TRAILER, name());
        return trailer;
    }

    /**
     * Reads what {@link #trailer} wrote.
     *
     * @param otherwise what an older or newer centre meant that says nothing we know
     */
    public static Refusal of(
            @org.jspecify.annotations.Nullable Metadata trailer, Refusal otherwise) {
        String said = trailer == null ? null : trailer.get(TRAILER);
        return Stream.of(values())
                .filter(each -> each.name().equals(said))
                .findFirst()
                .orElse(otherwise);
    }
}
