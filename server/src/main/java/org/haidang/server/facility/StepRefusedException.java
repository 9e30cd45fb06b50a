package org.haidang.server.facility;

import org.haidang.programme.vietnamese.Sentence;

/** The rules of the programme refuse a step; the sentence says what is missing. */
public final class StepRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    public StepRefusedException(Sentence sentence) {
        super(sentence.english());
        this.sentence = sentence;
    }

    public Sentence sentence() {
        return sentence;
    }
}
