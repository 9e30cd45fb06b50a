package org.haidang.programme.survey;

import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.survey.Answer.Blank;
import org.jspecify.annotations.Nullable;

/**
 * What stands, and ever stood, in one field. Each version holds one entry, or several that
 * contradict each other until somebody decides.
 */
public record Slot(List<List<Entry>> versions) {

    static final Slot EMPTY = new Slot(List.of());

    /** Answers that may wait in one field for a decision. */
    public static final int MAX_CONTENDERS = 10;

    public Slot {
        versions = List.copyOf(versions);
    }

    /** 0 before the first answer; raised by each change. */
    public int version() {
        return versions.size();
    }

    /** One entry when settled, several when disputed, none when nobody answered. */
    public List<Entry> standing() {
        return versions.isEmpty() ? List.of() : versions.getLast();
    }

    public boolean disputed() {
        return standing().size() > 1;
    }

    /** Blank where nobody answered; null where the answer is disputed. */
    public @Nullable Answer answer() {
        return answerAt(version());
    }

    /** Null where the version is disputed or not known here. */
    private @Nullable Answer answerAt(int version) {
        if (version == 0) {
            return new Blank();
        }
        List<Entry> entries = version > version() ? List.of() : versions.get(version - 1);
        return entries.size() == 1 ? entries.getFirst().answer() : null;
    }

    /** After an entry that was typed by somebody who saw {@code baseVersion}; perhaps unchanged. */
    Slot with(Entry entry, int baseVersion) {
        if (baseVersion == version()) {
            return !disputed() && stands(entry) ? this : next(List.of(entry));
        }
        if (stands(entry)) {
            return this;
        }
        Answer theirs = answer();
        Answer base = answerAt(baseVersion);
        if (theirs == null || base == null) {
            return next(standingAnd(entry));
        }
        return switch (ThreeWay.merge(base, entry.answer(), theirs)) {
            case ThreeWay.One(Answer answer) when answer.equals(theirs) -> this;
            case ThreeWay.One _ -> next(List.of(entry));
            case ThreeWay.Both _ -> next(standingAnd(entry));
        };
    }

    /** A measurement that says what was typed is told apart: it is stronger. */
    private boolean stands(Entry entry) {
        return standing().stream()
                .anyMatch(one ->
                        one.answer().equals(entry.answer())
                                && (disputed() || one.source() == entry.source()));
    }

    private List<Entry> standingAnd(Entry entry) {
        List<Entry> entries = new ArrayList<>(standing());
        if (entries.size() == 1 && entries.getFirst().answer().equals(entry.answer())) {
            return List.of(entry);
        }
        entries.add(entry);
        return entries;
    }

    private Slot next(List<Entry> entries) {
        List<List<Entry>> longer = new ArrayList<>(versions);
        longer.add(List.copyOf(entries));
        return new Slot(longer);
    }
}
