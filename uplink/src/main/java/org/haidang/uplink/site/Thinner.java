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
 * stream, of those that are looked at least closely the newest first; when there is none left, what
 * is looked at less closely than others is ended. Among equals nothing is ended: all lose, and say
 * so. When nothing was lost for a while, they come back one after the other, each the later the
 * more often it had to go.
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
     */
    Optional<Step> look(Collection<? extends Load> sent, long budgetBits, long nowNs) {
        List<Load> loads = List.copyOf(sent);
        boolean lost = count(loads, nowNs);
        if (loads.isEmpty()) {
            lossesNs.clear();
            return Optional.empty();
        }
        if (lost) {
            lossesNs.add(nowNs);
            lastLossNs = nowNs;
        }
        while (!lossesNs.isEmpty() && nowNs - lossesNs.peekFirst() > WINDOW_NS) {
            lossesNs.removeFirst();
        }
        if (began && nowNs - lastStepNs < SETTLE_NS) {
            lossesNs.clear();
            return Optional.empty();
        }
        Optional<Step> step =
                lossesNs.size() >= 2
                        ? giveWay(loads, why(budgetBits), nowNs)
                        : restore(loads, budgetBits, nowNs);
        if (step.isPresent()) {
            began = true;
            lastStepNs = nowNs;
            lossesNs.clear();
        }
        return step;
    }

    private boolean count(List<Load> loads, long nowNs) {
        double seconds = (nowNs - lastLookNs) / 1e9;
        boolean measured = lastLookNs != 0 && seconds > 0;
        lastLookNs = nowNs;
        boolean lost = false;
        double all = 0;
        for (Load load : loads) {
            long bytes = load.takeBytes();
            lost |= load.takeLostGroups() > 0;
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

    private Optional<Step> giveWay(List<Load> loads, Shortage.Why why, long nowNs) {
        Comparator<Load> leastClosely =
                Comparator.comparingInt(Load::attention)
                        .thenComparing(Comparator.comparingLong(Load::age).reversed());
        Optional<Load> thin =
                loads.stream().filter(load -> !load.thinned() && load.canThin()).min(leastClosely);
        if (thin.isPresent()) {
            Load load = thin.get();
            load.asWantedBits = (long) load.bits;
            load.thinnedNs = nowNs;
            // It came back too early.
            boolean soon = load.restoredNs != 0 && nowNs - load.restoredNs < 4 * CALM_NS;
            load.waitNs = soon ? Math.min(LONGEST_NS, load.waitNs * 2) : CALM_NS;
            return Optional.of(new Step(Kind.THIN, load, why));
        }
        int most = loads.stream().mapToInt(Load::attention).max().orElse(0);
        Optional<Load> least =
                loads.stream().filter(load -> load.attention() < most).min(leastClosely);
        least.ifPresent(load -> endedNs = nowNs);
        return least.map(load -> new Step(Kind.END, load, why));
    }

    private Optional<Step> restore(List<Load> loads, long budgetBits, long nowNs) {
        if (nowNs - lastLossNs < CALM_NS) {
            return Optional.empty();
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
        return back.map(load -> new Step(Kind.RESTORE, load, Shortage.Why.NOTHING));
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
