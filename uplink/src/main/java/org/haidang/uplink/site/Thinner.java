package org.haidang.uplink.site;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.haidang.media.source.Shortage;

/**
 * Decides what gives way on a line that is too short for all that is watched. Whole groups of
 * pictures are lost at the hub in any case; when that goes on, a main stream is replaced by the sub
 * stream, of those that are looked at least closely the newest first, half as many at once as lose;
 * when there is none left, what is looked at less closely than others is ended, one at a time.
 * Among equals nothing is ended: all lose, and say so. When nothing was lost for a while, they come
 * back one after the other, each the later the more often it had to go.
 *
 * <p>One thread; to be asked about once a second.
 */
final class Thinner {
    /** Losses at two looks within this are no hiccup. */
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(6);

    /** After a step the line has to drain before the next is judged. */
    private static final long SETTLE_NS = TimeUnit.SECONDS.toNanos(4);

    private static final long CALM_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(5);

    /** Of the budget, so that the picture that comes back does not go again at once. */
    private static final double HEADROOM = 0.9;

    /** So much of the budget in use means that it is the budget, not the line. */
    private static final double IN_USE = 0.8;

    private final Deque<Long> lossesNs = new ArrayDeque<>();
    private long lastLookNs;
    private long lastStepNs;
    private long lastLossNs;
    private long endedNs;
    private double bitsPerSecond;
    private boolean began;

    /** A stream on its way; lives as long as its lease. */
    abstract static class Load {
        private long asWantedBits;
        private double bits;
        private long waitNs = CALM_NS;
        private long thinnedNs;
        private long restoredNs;
        private long lostNs;
        private boolean lost;
        private boolean nothingSmaller;

        private boolean lately(long nowNs) {
            return lost && nowNs - lostNs <= WINDOW_NS;
        }

        /** What it says it has is not to be had: it is not thinned any more. */
        final void nothingSmaller() {
            nothingSmaller = true;
        }

        /** How closely it is looked at, see the contract. */
        abstract int attention();

        /** Grows with each lease. */
        abstract long age();

        /** Whether there is something smaller to send. */
        abstract boolean canThin();

        abstract boolean thinned();

        /** Bytes sent since the last call. */
        abstract long takeBytes();

        /** Groups lost since the last call. */
        abstract long takeLostGroups();
    }

    enum Kind {
        THIN,
        RESTORE,
        END
    }

    /**
     * What is to be done.
     *
     * @param why what is short
     */
    record Step(Kind kind, Load load, Shortage.Why why) {}

    /**
     * Looks at what was sent and lost since the last time.
     *
     * @param budgetBits bits per second; 0 for none
     * @return steps to take now; mostly none
     */
    List<Step> look(Collection<? extends Load> sent, long budgetBits, long nowNs) {
        List<Load> loads = List.copyOf(sent);
        boolean lost = count(loads, nowNs);
        if (loads.isEmpty()) {
            lossesNs.clear();
            return List.of();
        }
        if (lost) {
            lossesNs.add(nowNs);
            lastLossNs = nowNs;
        }
        while (!lossesNs.isEmpty() && nowNs - lossesNs.peekFirst() > WINDOW_NS) {
            lossesNs.removeFirst();
        }
        if (began && nowNs - lastStepNs < SETTLE_NS) {
            forget(loads);
            return List.of();
        }
        List<Step> steps =
                lossesNs.size() >= 2
                        ? giveWay(loads, why(budgetBits), nowNs)
                        : restore(loads, budgetBits, nowNs);
        if (!steps.isEmpty()) {
            began = true;
            lastStepNs = nowNs;
            forget(loads);
        }
        return steps;
    }

    /** What was lost before a step says nothing about what comes after it. */
    private void forget(List<Load> loads) {
        lossesNs.clear();
        loads.forEach(load -> load.lost = false);
    }

    private boolean count(List<Load> loads, long nowNs) {
        double seconds = (nowNs - lastLookNs) / 1e9;
        boolean measured = lastLookNs != 0 && seconds > 0;
        lastLookNs = nowNs;
        boolean lost = false;
        double all = 0;
        for (Load load : loads) {
            long bytes = load.takeBytes();
            if (load.takeLostGroups() > 0) {
                lost = true;
                load.lost = true;
                load.lostNs = nowNs;
            }
            if (measured) {
                double now = bytes * 8 / seconds;
                load.bits = load.bits == 0 ? now : (load.bits + now) / 2;
                all += load.bits;
            }
        }
        bitsPerSecond = all;
        return lost;
    }

    /** What all of it takes of the line. */
    double bitsPerSecond() {
        return bitsPerSecond;
    }

    private Shortage.Why why(long budgetBits) {
        return budgetBits > 0 && bitsPerSecond >= IN_USE * budgetBits
                ? Shortage.Why.BUDGET
                : Shortage.Why.LINE;
    }

    private List<Step> giveWay(List<Load> loads, Shortage.Why why, long nowNs) {
        Comparator<Load> leastClosely =
                Comparator.comparingInt(Load::attention)
                        .thenComparing(Comparator.comparingLong(Load::age).reversed());
        // Where all lose, the line is far too short: one after the other would take a minute.
        long losing = loads.stream().filter(load -> load.lately(nowNs)).count();
        List<Load> thin =
                loads.stream()
                        .filter(load -> !load.thinned() && load.canThin() && !load.nothingSmaller)
                        .sorted(leastClosely)
                        .limit(Math.ceilDiv(losing, 2))
                        .toList();
        if (!thin.isEmpty()) {
            return thin.stream().map(load -> thin(load, why, nowNs)).toList();
        }
        int most = loads.stream().mapToInt(Load::attention).max().orElse(0);
        Optional<Load> least =
                loads.stream().filter(load -> load.attention() < most).min(leastClosely);
        least.ifPresent(load -> endedNs = nowNs);
        return least.stream().map(load -> new Step(Kind.END, load, why)).toList();
    }

    private static Step thin(Load load, Shortage.Why why, long nowNs) {
        load.asWantedBits = (long) load.bits;
        load.thinnedNs = nowNs;
        // It came back too early.
        boolean soon = load.restoredNs != 0 && nowNs - load.restoredNs < 4 * CALM_NS;
        load.waitNs = soon ? Math.min(LONGEST_NS, load.waitNs * 2) : CALM_NS;
        return new Step(Kind.THIN, load, why);
    }

    private List<Step> restore(List<Load> loads, long budgetBits, long nowNs) {
        if (nowNs - lastLossNs < CALM_NS) {
            return List.of();
        }
        Optional<Load> back =
                loads.stream()
                        .filter(Load::thinned)
                        .filter(load -> nowNs - load.thinnedNs >= load.waitNs)
                        .filter(load ->
                                budgetBits <= 0
                                        || bitsPerSecond - load.bits + load.asWantedBits
                                                <= HEADROOM * budgetBits)
                        .max(
                                Comparator.comparingInt(Load::attention)
                                        .thenComparing(
                                                Comparator.comparingLong(Load::age).reversed()));
        back.ifPresent(load -> load.restoredNs = nowNs);
        return back.stream()
                .map(load -> new Step(Kind.RESTORE, load, Shortage.Why.NOTHING))
                .toList();
    }

    /**
     * Whether something that is looked at so closely may begin: not while what gave way to others
     * would only come back to give way again.
     *
     * @param attentions of what is sent now
     */
    boolean admits(int attention, Collection<Integer> attentions, long nowNs) {
        return endedNs == 0
                || nowNs - endedNs > CALM_NS
                || attentions.stream().noneMatch(other -> other > attention);
    }
}
