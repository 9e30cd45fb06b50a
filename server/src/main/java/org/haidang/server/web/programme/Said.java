package org.haidang.server.web.programme;

import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.connection.PhoneBook;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** The programme's sentences in the reader's language. */
final class Said {
    private Said() {}

    /**
     * Who must act.
     *
     * @param who code of the part, such as {@code OPERATOR}
     * @param words the part in words
     * @param name the person to call, null where nobody is named
     */
    record WhoView(String who, String words, @Nullable String name, @Nullable String phone) {}

    static String in(Sentence sentence, Language language) {
        return switch (language) {
            case VI -> sentence.vietnamese();
            case EN -> sentence.english();
        };
    }

    static WhoView who(WhoActs who, PhoneBook.@Nullable Person person, Language language) {
        return new WhoView(
                who.name(),
                in(who.words(), language),
                person == null ? null : person.name(),
                person == null || person.phone().isEmpty() ? null : person.phone());
    }
}
