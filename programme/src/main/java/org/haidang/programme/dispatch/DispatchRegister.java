package org.haidang.programme.dispatch;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All letters that belong together, each after those it carries out. */
public final class DispatchRegister {

    public static final int MAX_DISPATCHES = 10_000;

    private final Map<DispatchNumber, Dispatch> byNumber = new LinkedHashMap<>();

    /**
     * Refuses a letter that carries out an unknown one, or one of a later day; so there is no
     * circle.
     */
    public DispatchRegister(List<Dispatch> dispatches) {
        if (dispatches.size() > MAX_DISPATCHES) {
            throw new IllegalArgumentException("too many dispatches: " + dispatches.size());
        }
        for (Dispatch dispatch : dispatches) {
            for (DispatchNumber number : dispatch.carriesOut()) {
                Dispatch parent = byNumber.get(number);
                if (parent == null || parent.date().isAfter(dispatch.date())) {
                    throw new IllegalArgumentException(dispatch.number() + " before " + number);
                }
            }
            if (byNumber.put(dispatch.number(), dispatch) != null) {
                throw new IllegalArgumentException("number twice: " + dispatch.number());
            }
        }
    }

    /** The letter and everything it goes back to, the oldest first. */
    public List<Dispatch> chain(DispatchNumber number) {
        Set<Dispatch> chain =
                new TreeSet<>(
                        Comparator.comparing(Dispatch::date)
                                .thenComparing(dispatch -> dispatch.number().text()));
        Deque<DispatchNumber> open = new ArrayDeque<>(List.of(number));
        while (!open.isEmpty()) {
            Dispatch dispatch = byNumber.get(open.pop());
            if (dispatch == null) {
                throw new IllegalArgumentException("unknown dispatch: " + number);
            }
            if (chain.add(dispatch)) {
                open.addAll(dispatch.carriesOut());
            }
        }
        return List.copyOf(chain);
    }

    /** The letters that carry this one out. */
    public List<Dispatch> children(DispatchNumber number) {
        return byNumber.values().stream()
                .filter(dispatch -> dispatch.carriesOut().contains(number))
                .toList();
    }
}
