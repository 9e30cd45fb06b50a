package org.haidang.server.probe;

import org.haidang.server.probe.CameraProbe.Step;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * A step as a person reads it.
 *
 * @param message what was done, or what is wrong and what it means
 * @param action what to do; null when there is nothing to
 * @param owner whose work that is, in words; null when there is nothing to do
 * @param diagnosis its word for programs; null when all is well
 */
public record StepWords(
        String message,
        @Nullable String action,
        @Nullable String owner,
        @Nullable String diagnosis) {

    public static StepWords of(Step step, Language language) {
        Diagnosis diagnosis = step.diagnosis();
        if (diagnosis == null) {
            return new StepWords(Words.of(language, "test." + step.step()), null, null, null);
        }
        String key = "doctor." + diagnosis.word();
        return new StepWords(
                Words.of(language, key),
                Words.of(language, key + ".action"),
                Words.of(language, "doctor.owner." + diagnosis.owner().word()),
                diagnosis.word());
    }

    /** Of a test that ended with this step; null when it was broken off before any. */
    public static StepWords ofEnd(@Nullable Step last, Language language) {
        return last == null || last.reason() == null
                ? new StepWords(Words.of(language, "test.failed"), null, null, null)
                : of(last, language);
    }
}
