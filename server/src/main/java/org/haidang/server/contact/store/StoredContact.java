package org.haidang.server.contact.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;

/** The four fields of a contact as columns. */
final class StoredContact {
    static final String COLUMNS = "full_name, title, phones, email";

    private StoredContact() {}

    static Contact read(ResultSet row) throws SQLException {
        return new Contact(
                new PersonName(row.getString("full_name")),
                row.getString("title"),
                row.getString("phones").lines().map(Phone::ofStored).toList(),
                new EmailAddress(row.getString("email")));
    }

    static String phones(Contact contact) {
        return contact.phones().stream().map(Phone::stored).collect(Collectors.joining("\n"));
    }
}
