package org.haidang.archive.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Disjoint, sorted, half-open intervals of microseconds, and the few operations on them. */
public final class Intervals {
    /** One of them; {@code fromUs < toUs}. */
    public record Interval(long fromUs, long toUs) {
        long lengthUs() {
            return toUs - fromUs;
        }
    }

    private final List<Interval> sorted;

    private Intervals(List<Interval> sorted) {
        this.sorted = sorted;
    }

    /** The union; empty intervals are left out. */
    public static Intervals of(List<Interval> any) {
        List<Interval> in = new ArrayList<>(any);
        in.removeIf(i -> i.fromUs() >= i.toUs());
        in.sort(Comparator.comparingLong(Interval::fromUs));
        List<Interval> out = new ArrayList<>();
        for (Interval next : in) {
            Interval last = out.isEmpty() ? null : out.getLast();
            if (last != null && next.fromUs() <= last.toUs()) {
                out.set(
                        out.size() - 1,
                        new Interval(last.fromUs(), Math.max(last.toUs(), next.toUs())));
            } else {
                out.add(next);
            }
        }
        return new Intervals(out);
    }

    public List<Interval> list() {
        return List.copyOf(sorted);
    }

    public long lengthUs() {
        return sorted.stream().mapToLong(Interval::lengthUs).sum();
    }

    /** What lies in both. */
    public Intervals and(Intervals other) {
        List<Interval> out = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < sorted.size() && j < other.sorted.size()) {
            Interval a = sorted.get(i);
            Interval b = other.sorted.get(j);
            long from = Math.max(a.fromUs(), b.fromUs());
            long to = Math.min(a.toUs(), b.toUs());
            if (from < to) {
                out.add(new Interval(from, to));
            }
            if (a.toUs() < b.toUs()) {
                i++;
            } else {
                j++;
            }
        }
        return new Intervals(out);
    }

    /** What lies in this and not in the other. */
    public Intervals minus(Intervals other) {
        List<Interval> out = new ArrayList<>();
        int j = 0;
        for (Interval a : sorted) {
            long from = a.fromUs();
            while (j < other.sorted.size() && other.sorted.get(j).toUs() <= from) {
                j++;
            }
            for (int k = j; k < other.sorted.size(); k++) {
                Interval b = other.sorted.get(k);
                if (b.fromUs() >= a.toUs()) {
                    break;
                }
                if (b.fromUs() > from) {
                    out.add(new Interval(from, b.fromUs()));
                }
                from = Math.max(from, b.toUs());
            }
            if (from < a.toUs()) {
                out.add(new Interval(from, a.toUs()));
            }
        }
        return new Intervals(out);
    }

    public Intervals clip(long fromUs, long toUs) {
        return fromUs < toUs ? and(of(List.of(new Interval(fromUs, toUs)))) : of(List.of());
    }

    /** Fills holes up to so long. */
    public Intervals bridging(long toleranceUs) {
        List<Interval> out = new ArrayList<>();
        for (Interval next : sorted) {
            Interval last = out.isEmpty() ? null : out.getLast();
            if (last != null && next.fromUs() - last.toUs() <= toleranceUs) {
                out.set(out.size() - 1, new Interval(last.fromUs(), next.toUs()));
            } else {
                out.add(next);
            }
        }
        return new Intervals(out);
    }
}
