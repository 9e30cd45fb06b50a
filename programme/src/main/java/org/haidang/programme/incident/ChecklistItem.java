package org.haidang.programme.incident;

import org.haidang.programme.vietnamese.Sentence;

/**
 * One thing to do.
 *
 * @param code what a tick is kept under; it never changes, the words may
 * @param required an incident cannot be closed before it is done
 */
public record ChecklistItem(String code, boolean required, Sentence words) {

    static ChecklistItem must(String code, String vietnamese, String english) {
        return new ChecklistItem(code, true, new Sentence(vietnamese, english));
    }

    static ChecklistItem should(String code, String vietnamese, String english) {
        return new ChecklistItem(code, false, new Sentence(vietnamese, english));
    }
}
