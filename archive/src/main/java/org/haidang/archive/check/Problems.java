package org.haidang.archive.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects problems: all are counted, the first thousand are named. */
final class Problems {
    private final Map<Problem.Kind, Long> counts = new EnumMap<>(Problem.Kind.class);
    private final List<Problem> named = new ArrayList<>();

    void add(Problem.Kind kind, String disk, String file, String detail) {
        counts.merge(kind, 1L, Long::sum);
        if (named.size() < VerifyReport.MAX_PROBLEMS) {
            named.add(new Problem(kind, disk, file, detail));
        }
    }

    Map<Problem.Kind, Long> counts() {
        return Map.copyOf(counts);
    }

    List<Problem> named() {
        return List.copyOf(named);
    }
}
