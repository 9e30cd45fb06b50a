package org.haidang.media.stream;

import org.jspecify.annotations.Nullable;

/**
 * The newest fragments of a stream, found by number, with running totals that answer "how many
 * bytes, how many groups since that number" in one step. Grows by doubling; how much it holds is
 * the caller's policy. Guarded by the stream's lock.
 */
final class FragmentRing {

    private @Nullable Fragment[] slots = new @Nullable Fragment[64];
    private long[] bytesBefore = new long[64];
    private long[] groupsBefore = new long[64];
    private long[] publishedNs = new long[64];
    private long first = 1;
    private long end = 1;
    private long totalBytes;
    private long totalGroups;

    /** Number of the oldest held. */
    long first() {
        return first;
    }

    /** Number that the next one will have. */
    long end() {
        return end;
    }

    int count() {
        return (int) (end - first);
    }

    /** Bytes held now. */
    long bytes() {
        return bytesFrom(first);
    }

    /** Takes the fragment of number {@link #end()}. */
    void add(Fragment fragment, long nowNs) {
        if (fragment.number() != end) {
            throw new IllegalArgumentException("number " + fragment.number() + " after " + end);
        }
        if (end - first == slots.length) {
            grow();
        }
        int slot = slot(end);
        slots[slot] = fragment;
        bytesBefore[slot] = totalBytes;
        groupsBefore[slot] = totalGroups;
        publishedNs[slot] = nowNs;
        totalBytes += fragment.size();
        totalGroups += fragment.startsGroup() ? 1 : 0;
        end++;
    }

    Fragment get(long number) {
        Fragment fragment = number < first || number >= end ? null : slots[slot(number)];
        if (fragment == null) {
            throw new IllegalArgumentException(number + " is not in " + first + ".." + end);
        }
        return fragment;
    }

    /** Bytes from that fragment, which is held or is the next, to the newest. */
    long bytesFrom(long number) {
        return number == end ? 0 : totalBytes - bytesBefore[slot(number)];
    }

    /** Groups that started before that fragment, which is held or is the next. */
    long groupsBefore(long number) {
        return number == end ? totalGroups : groupsBefore[slot(number)];
    }

    /** When that fragment, which is held, was added. */
    long publishedNs(long number) {
        return publishedNs[slot(number)];
    }

    void dropFirst() {
        slots[slot(first)] = null;
        first++;
    }

    private int slot(long number) {
        return (int) number & slots.length - 1;
    }

    private void grow() {
        int size = 2 * slots.length;
        @Nullable Fragment[] newSlots = new @Nullable Fragment[size];
        long[] newBytes = new long[size];
        long[] newGroups = new long[size];
        long[] newPublished = new long[size];
        for (long number = first; number < end; number++) {
            int from = slot(number);
            int to = (int) number & size - 1;
            newSlots[to] = slots[from];
            newBytes[to] = bytesBefore[from];
            newGroups[to] = groupsBefore[from];
            newPublished[to] = publishedNs[from];
        }
        slots = newSlots;
        bytesBefore = newBytes;
        groupsBefore = newGroups;
        publishedNs = newPublished;
    }
}
