package org.haidang.programme.contact;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.programme.vietnamese.PhoneReading;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;

/**
 * One row of a list as typed or imported.
 *
 * @param number as the person sees it in the sheet, from 1
 * @param cells missing columns count as blank
 */
public record ContactRow(int number, Map<ContactColumn, String> cells) {

    public ContactRow {
        cells = Map.copyOf(cells);
    }

    /** What became of a row. */
    public sealed interface Result {}

    public record Accepted(int row, Contact contact) implements Result {}

    /** Every mistake of the row at once, so that one correction suffices. */
    public record Rejected(int row, List<Mistake> mistakes) implements Result {
        public Rejected {
            mistakes = List.copyOf(mistakes);
        }
    }

    public record Mistake(ContactColumn column, Sentence reason) {}

    /** The cells of a contact for export: the four mandatory columns first and in order. */
    public static List<String> export(Contact contact) {
        return List.of(
                contact.fullName().full(),
                contact.title(),
                contact.phones().stream().map(Phone::shown).collect(Collectors.joining("; ")),
                contact.email().address());
    }

    public Result check() {
        Map<ContactColumn, Sentence> mistakes = new EnumMap<>(ContactColumn.class);
        String name = text(ContactColumn.FULL_NAME, PersonName.MAX_CHARACTERS, mistakes);
        if (name.chars().anyMatch(Character::isDigit)) {
            mistakes.put(
                    ContactColumn.FULL_NAME,
                    new Sentence(
                            "Họ tên có chữ số; có thể các cột bị lệch.",
                            "The full name has digits; the columns may be shifted."));
        }
        String title = text(ContactColumn.TITLE, Contact.MAX_TITLE_CHARACTERS, mistakes);
        List<Phone> phones = phones(mistakes);
        String email = email(mistakes);
        if (mistakes.isEmpty()) {
            return new Accepted(
                    number,
                    new Contact(new PersonName(name), title, phones, new EmailAddress(email)));
        }
        List<Mistake> all = new ArrayList<>();
        mistakes.forEach((column, reason) -> all.add(new Mistake(column, reason)));
        return new Rejected(number, all);
    }

    private String cell(ContactColumn column) {
        return VietnameseText.normalise(cells.getOrDefault(column, ""));
    }

    private String text(ContactColumn column, int max, Map<ContactColumn, Sentence> mistakes) {
        String text = cell(column);
        if (text.isEmpty()) {
            mistakes.put(column, missing(column));
        } else if (text.length() > max) {
            mistakes.put(
                    column,
                    new Sentence(
                            column.heading().vietnamese() + " dài quá " + max + " ký tự.",
                            column.heading().english()
                                    + " is longer than "
                                    + max
                                    + " characters."));
        }
        return text;
    }

    private List<Phone> phones(Map<ContactColumn, Sentence> mistakes) {
        String typed = cell(ContactColumn.PHONE);
        if (typed.isEmpty()) {
            mistakes.put(ContactColumn.PHONE, missing(ContactColumn.PHONE));
            return List.of();
        }
        return switch (PhoneReading.of(typed)) {
            case PhoneReading.Read(List<Phone> phones) -> phones;
            case PhoneReading.Refused refused -> {
                mistakes.put(ContactColumn.PHONE, refused.reason().sentence());
                yield List.of();
            }
        };
    }

    private String email(Map<ContactColumn, Sentence> mistakes) {
        String typed = cell(ContactColumn.EMAIL);
        if (typed.isEmpty()) {
            mistakes.put(ContactColumn.EMAIL, missing(ContactColumn.EMAIL));
        } else if (!EmailAddress.valid(typed)) {
            mistakes.put(
                    ContactColumn.EMAIL,
                    new Sentence(
                            "Địa chỉ e-mail không đúng; cần một địa chỉ như ten@ninhthuan.gov.vn.",
                            "The e-mail address is wrong; one like ten@ninhthuan.gov.vn is"
                                    + " needed."));
        }
        return typed;
    }

    private static Sentence missing(ContactColumn column) {
        return new Sentence(
                "Thiếu " + lowerFirst(column.heading().vietnamese()) + ".",
                column.heading().english() + " is missing.");
    }

    private static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
