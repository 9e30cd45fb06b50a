package org.haidang.programme.incident;

import org.haidang.programme.vietnamese.VietnameseText;

/** What a person does to an incident's state. */
public sealed interface IncidentStep {

    int MAX_WORDS = 2_000;
    int MAX_NAME = 200;

    /** Somebody makes it his own. */
    record TakeUp(String owner) implements IncidentStep {
        public TakeUp {
            owner = required(owner, MAX_NAME);
        }
    }

    /** What was done about it. */
    record Resolve(String remedy) implements IncidentStep {
        public Resolve {
            remedy = required(remedy, MAX_WORDS);
        }
    }

    record Close() implements IncidentStep {}

    /** It was not over after all; the owner stays. */
    record Reopen(String reason) implements IncidentStep {
        public Reopen {
            reason = required(reason, MAX_WORDS);
        }
    }

    private static String required(String typed, int max) {
        String text = VietnameseText.normalise(typed);
        if (text.isEmpty() || text.length() > max) {
            throw new IllegalArgumentException("1 to " + max + " characters, not " + text.length());
        }
        return text;
    }
}
