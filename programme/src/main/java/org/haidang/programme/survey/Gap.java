package org.haidang.programme.survey;

import org.haidang.programme.vietnamese.Sentence;

/** What keeps a survey from being submitted. */
public sealed interface Gap {

    Sentence sentence();

    record Unanswered(Question question, Sentence sentence) implements Gap {}

    record Undecided(Question question, Sentence sentence) implements Gap {}

    /** The site says one number of cameras, the form describes another. */
    record Miscounted(int said, int described) implements Gap {
        @Override
        public Sentence sentence() {
            return new Sentence(
                    "Cơ sở khai " + said + " camera nhưng phiếu mô tả " + described + ".",
                    "The site says " + said + " cameras, the form describes " + described + ".");
        }
    }
}
