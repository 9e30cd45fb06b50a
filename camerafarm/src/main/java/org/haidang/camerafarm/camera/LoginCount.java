package org.haidang.camerafarm.camera;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts who tried to log in to one device, so that a test can prove that nobody guessed. Passwords
 * are never kept. Safe for use from several threads.
 */
public final class LoginCount {

    /** More names than this are counted but not kept. */
    private static final int MAX_NAMES = 16;

    private static final int MAX_NAME_LENGTH = 64;

    private final Set<String> names = new LinkedHashSet<>();
    private long tried;
    private long refused;

    /**
     * What was counted.
     *
     * @param tried requests that carried a login, right or wrong
     * @param refused those that were refused for it; a nonce that is too old refuses nobody
     * @param usernames the names given, at most 16, each cut to 64 characters
     */
    public record Figures(long tried, long refused, List<String> usernames) {}

    /** A request carried a login. */
    public synchronized void tried(String username, boolean wasRefused) {
        tried++;
        refused += wasRefused ? 1 : 0;
        if (names.size() < MAX_NAMES) {
            names.add(
                    username.length() <= MAX_NAME_LENGTH
                            ? username
                            : username.substring(0, MAX_NAME_LENGTH));
        }
    }

    /** Begins anew. */
    public synchronized void clear() {
        names.clear();
        tried = 0;
        refused = 0;
    }

    public synchronized Figures figures() {
        return new Figures(tried, refused, new ArrayList<>(names));
    }
}
