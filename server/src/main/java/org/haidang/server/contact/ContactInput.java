package org.haidang.server.contact;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.ContactColumn;
import org.haidang.programme.contact.ContactRow;
import org.haidang.programme.vietnamese.GarbledText;
import org.haidang.server.camera.Mistake;
import org.jspecify.annotations.Nullable;

/** The four fields as typed; null for what was left empty. */
public record ContactInput(
        @Nullable String fullName,
        @Nullable String title,
        @Nullable String phone,
        @Nullable String email) {

    /** The contact they make; null when there are mistakes, which are added. */
    @Nullable Contact judge(List<Mistake> mistakes) {
        Map<ContactColumn, String> cells = new EnumMap<>(ContactColumn.class);
        put(cells, ContactColumn.FULL_NAME, fullName);
        put(cells, ContactColumn.TITLE, title);
        put(cells, ContactColumn.PHONE, phone);
        put(cells, ContactColumn.EMAIL, email);
        List<Mistake> found = new ArrayList<>();
        cells.forEach((column, text) ->
                GarbledText.of(text)
                        .ifPresent(why -> found.add(Mistake.of(field(column), "field.said", why))));
        Contact contact =
                switch (new ContactRow(1, cells).check()) {
                    case ContactRow.Accepted accepted -> accepted.contact();
                    case ContactRow.Rejected rejected -> {
                        rejected.mistakes().stream()
                                .filter(m ->
                                        found.stream()
                                                .noneMatch(
                                                        f -> f.field().equals(field(m.column()))))
                                .map(m -> Mistake.of(field(m.column()), "field.said", m.reason()))
                                .toList()
                                .forEach(found::add);
                        yield null;
                    }
                };
        mistakes.addAll(found);
        return found.isEmpty() ? contact : null;
    }

    /** As the interface calls it. */
    public static String field(ContactColumn column) {
        return switch (column) {
            case FULL_NAME -> "fullName";
            case TITLE -> "title";
            case PHONE -> "phone";
            case EMAIL -> "email";
        };
    }

    private static void put(
            Map<ContactColumn, String> cells, ContactColumn column, @Nullable String text) {
        if (text != null) {
            cells.put(column, text);
        }
    }
}
