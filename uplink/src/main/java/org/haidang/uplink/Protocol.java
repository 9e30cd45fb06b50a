package org.haidang.uplink;

/** Versions of the contract. The newest both sides speak is spoken. */
public final class Protocol {
    public static final int NEWEST = 1;
    public static final int OLDEST = 1;

    /** Seconds that a lease lives without renewal. */
    public static final int LEASE_SECONDS = 15;

    public static final int RENEW_SECONDS = 5;

    private Protocol() {}

    /**
     * The version to speak with somebody.
     *
     * @return 0 when there is none
     */
    public static int common(int oldest, int newest) {
        int version = Math.min(NEWEST, newest);
        return version >= Math.max(OLDEST, oldest) ? version : 0;
    }
}
