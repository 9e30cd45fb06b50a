package org.haidang.programme.dispatch;

import java.util.List;
import org.haidang.programme.vietnamese.VietnameseText;

/**
 * What a task's end rests on: words, documents, or both; never nothing.
 *
 * @param text what was done, at most {@link #MAX_CHARACTERS}; may be empty beside documents
 * @param documents ids of files or letters that show it, at most {@link #MAX_DOCUMENTS}
 */
public record TaskEvidence(String text, List<String> documents) {

    public static final int MAX_CHARACTERS = 2_000;
    public static final int MAX_DOCUMENTS = 20;

    public TaskEvidence {
        text = VietnameseText.normalise(text);
        documents = List.copyOf(documents);
        if (text.length() > MAX_CHARACTERS || documents.size() > MAX_DOCUMENTS) {
            throw new IllegalArgumentException(
                    "evidence of " + text.length() + " characters, " + documents.size() + " files");
        }
    }

    /** Whether there is anything in it. */
    public boolean given() {
        return !text.isEmpty() || !documents.isEmpty();
    }
}
