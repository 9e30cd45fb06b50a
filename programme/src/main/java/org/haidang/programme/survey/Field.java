package org.haidang.programme.survey;

import org.haidang.programme.vietnamese.Sentence;

/** One thing that is asked, of a site or of a camera. */
public sealed interface Field permits SiteField, CameraField {

    /** Name in paths, stores and interfaces; never changes. */
    String name();

    QuestionGroup group();

    AnswerKind kind();

    /** The question as a label. */
    Sentence words();

    /** Whether a survey without it cannot be submitted; "unknown, because" is enough. */
    boolean needed();
}
