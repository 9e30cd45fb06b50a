package org.haidang.programme.survey;

import java.util.regex.Pattern;

/**
 * One answer on its way from a phone.
 *
 * @param id made on the phone; the same id sent again changes nothing
 * @param baseVersion version of the field that the person saw when typing; 0 for none
 */
public record Operation(String id, Question question, int baseVersion, Entry entry) {

    public static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{8,64}");

    public Operation {
        if (!ID.matcher(id).matches() || baseVersion < 0) {
            throw new IllegalArgumentException("operation '" + id + "' on " + baseVersion);
        }
    }
}
