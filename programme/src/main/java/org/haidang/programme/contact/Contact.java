package org.haidang.programme.contact;

import java.util.List;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.programme.vietnamese.VietnameseText;

/**
 * A focal point (đầu mối). Exactly the four fields that dispatch 2220/UBND-KTTH, item 1, demands,
 * all mandatory; there is no contact without one of them.
 */
public record Contact(PersonName fullName, String title, List<Phone> phones, EmailAddress email) {

    public static final int MAX_TITLE_CHARACTERS = 200;

    public Contact {
        title = VietnameseText.normalise(title);
        if (title.isEmpty() || title.length() > MAX_TITLE_CHARACTERS) {
            throw new IllegalArgumentException("a title has 1 to 200 characters: '" + title + "'");
        }
        if (phones.isEmpty()) {
            throw new IllegalArgumentException("a contact has a phone: " + fullName.full());
        }
        phones = List.copyOf(phones);
    }
}
