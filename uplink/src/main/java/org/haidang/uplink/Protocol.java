package org.haidang.uplink;

/** What both ends of a link take for granted. */
public final class Protocol {
    public static final int NEWEST = 5;
    public static final int OLDEST = 1;

    /** What this program speaks. */
    public static final Versions SPOKEN = new Versions(OLDEST, NEWEST);

    /** From this version on a site may send last pictures, and its centre takes them. */
    public static final int STILLS_SINCE = 2;

    /** From this version on a centre may instruct, and its sites answer. */
    public static final int INSTRUCTIONS_SINCE = 3;

    /** From this version on a centre may turn cameras, and its sites say who turns them. */
    public static final int TURNS_SINCE = 4;

    /** From this version on sites say what is recorded of cameras, and a centre may set it. */
    public static final int SETTINGS_SINCE = 5;

    /** Words of one kind that wait for an answer of one site. */
    public static final int CALLS_UNDER_WAY = 32;

    /** Seconds that a centre waits for the answer to a turn or to settings. */
    public static final int ANSWER_SECONDS = 5;

    /** A last picture that is larger is neither sent nor taken. */
    public static final int MAX_STILL_BYTES = 64 << 10;

    /** Seconds that a lease lives without renewal. */
    public static final int LEASE_SECONDS = 15;

    public static final int RENEW_SECONDS = 5;

    private Protocol() {}
}
