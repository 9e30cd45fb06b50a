package org.haidang.server.identity.store;

import java.util.Set;

/**
 * A key for a program, without the key.
 *
 * @param actions what it may do, as far as its person may
 * @param usedUs 0 for never; to five minutes
 */
public record ApiToken(
        String id,
        String userId,
        String tokenHash,
        String name,
        Set<String> actions,
        long createdUs,
        long expiresUs,
        long usedUs) {
    @Override
    public String toString() {
        return "ApiToken[" + id + "]";
    }
}
