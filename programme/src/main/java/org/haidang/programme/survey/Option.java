package org.haidang.programme.survey;

import org.haidang.programme.vietnamese.Sentence;

/**
 * One of the answers that may be chosen.
 *
 * @param id as stored and sent, in capitals
 */
public record Option(String id, Sentence words) {

    static Option of(String id, String vietnamese, String english) {
        return new Option(id, new Sentence(vietnamese, english));
    }
}
