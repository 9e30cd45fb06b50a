package org.haidang.programme.survey;

import org.haidang.programme.vietnamese.Sentence;

/** What became of a typed answer. */
public sealed interface AnswerReading {

    record Read(Answer answer) implements AnswerReading {}

    /** What is wrong and what to type instead. */
    record Refused(Sentence reason) implements AnswerReading {}

    static AnswerReading refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }
}
