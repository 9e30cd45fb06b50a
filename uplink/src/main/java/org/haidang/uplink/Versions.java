package org.haidang.uplink;

/**
 * The versions of the contract that a program speaks, both ends and all between.
 *
 * @param oldest from 1
 * @param newest not below the oldest
 */
public record Versions(int oldest, int newest) {
    public Versions {
        if (oldest < 1 || newest < oldest) {
            throw new IllegalArgumentException("versions " + oldest + " to " + newest);
        }
    }

    /**
     * The version to speak with somebody: the newest that both know.
     *
     * @param theirOldest as they say, whatever that is
     * @param theirNewest likewise
     * @return 0 when there is none
     */
    public int common(int theirOldest, int theirNewest) {
        int version = Math.min(newest, theirNewest);
        return version >= Math.max(oldest, theirOldest) ? version : 0;
    }

    @Override
    public String toString() {
        return oldest + " to " + newest;
    }
}
