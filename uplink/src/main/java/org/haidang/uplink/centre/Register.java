package org.haidang.uplink.centre;

import org.haidang.uplink.Refusal;

/** Which sites there are; kept on disk by whoever implements it. Called from the link's threads. */
public interface Register {
    /**
     * Uses up an invitation. After this returned the same token is refused for ever.
     *
     * @param tokenHash see {@link org.haidang.uplink.trust.Invitation#hash}
     * @param siteName as the site calls itself, at most 200 letters
     * @param from the site's address as seen here
     * @return the site's id here
     * @throws RefusedException when it is unknown, used, withdrawn or too old, with words for the
     *     person who brought it
     */
    String admit(String tokenHash, String siteName, String from) throws RefusedException;

    /**
     * A site has a new certificate; told before it is given out.
     *
     * @param serial hexadecimal
     * @param untilUs when it ends, microseconds since 1970 UTC
     */
    void certified(String siteId, String serial, long untilUs);

    /** Whether this certificate of this site still counts. */
    boolean trusted(String siteId, String serial);

    /** An invitation that cannot be used, or a site that may not speak. */
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Refusal why;
        private final String siteId;

        /**
         * @param siteId whose invitation it was; empty when nobody's
         */
        public RefusedException(Refusal why, String siteId, String message) {
            super(message);
            this.why = why;
            this.siteId = siteId;
        }

        public String siteId() {
            return siteId;
        }

        public Refusal why() {
            return why;
        }
    }
}
