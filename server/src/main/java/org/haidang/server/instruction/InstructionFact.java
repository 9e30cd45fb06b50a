package org.haidang.server.instruction;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one tier tells the next of an instruction that came from there. What is spoken between
 * versions: only ever add.
 *
 * @param state {@code kept}, {@code refused}, {@code seen}, {@code done} or {@code withdrawn}
 * @param atUs by the clock of whoever did it, microseconds since 1970 UTC
 * @param by the person's name; empty for the program
 * @param result what was done, or why it was refused
 */
record InstructionFact(String state, long atUs, @Nullable String by, @Nullable String result) {
    static final String KEPT = "kept";
    static final String REFUSED = "refused";
    static final String SEEN = "seen";
    static final String DONE = "done";
    static final String WITHDRAWN = "withdrawn";

    private static final int MAX_NAME = 200;
    private static final int MAX_RESULT = 4_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    String json() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads what another tier wrote; too long names and results are cut.
     *
     * @throws IllegalArgumentException when it is none
     */
    // What is read may lack anything, whatever the types promise.
    @SuppressWarnings("ConstantValue")
    static InstructionFact read(String json) {
        try {
            InstructionFact read = JSON.readValue(json, InstructionFact.class);
            if (read == null || read.state == null || read.atUs <= 0) {
                throw new IllegalArgumentException("nothing about an instruction");
            }
            return new InstructionFact(
                    read.state, read.atUs, cut(read.by, MAX_NAME), cut(read.result, MAX_RESULT));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "nothing about an instruction: " + e.getOriginalMessage(), e);
        }
    }

    private static String cut(@Nullable String text, int max) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), max));
    }

    String person() {
        return by == null ? "" : by;
    }

    String words() {
        return result == null ? "" : result;
    }
}
