package org.haidang.server.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.ContactColumn;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.Mistake;
import org.haidang.server.contact.store.ContactEntry;
import org.haidang.server.facility.Profiles;
import org.haidang.server.table.Grid;
import org.jspecify.annotations.Nullable;

/**
 * Makes focal points of rows: each with all its mistakes beside the cells (D3). A row about
 * somebody who is known at that facility already, by e-mail or by name, changes him.
 */
public final class ContactImport {
    public static final String FACILITY = "facility";
    public static final String FACILITY_CODE = "facilityCode";
    public static final String FULL_NAME = ContactInput.field(ContactColumn.FULL_NAME);
    public static final String TITLE = ContactInput.field(ContactColumn.TITLE);
    public static final String PHONE = ContactInput.field(ContactColumn.PHONE);
    public static final String EMAIL = ContactInput.field(ContactColumn.EMAIL);

    /** The four first, in the order of the dispatch, then whose they are. */
    public static final List<Grid.Column> COLUMNS =
            List.of(
                    new Grid.Column(
                            FULL_NAME,
                            true,
                            List.of("Họ tên", "Họ và tên", "Full name", "Name", "Tên đầu mối")),
                    new Grid.Column(
                            TITLE,
                            false,
                            List.of("Chức danh", "Chức vụ", "Chức danh/chức vụ", "Title")),
                    new Grid.Column(
                            PHONE,
                            false,
                            List.of(
                                    "Số điện thoại liên hệ",
                                    "Số điện thoại",
                                    "Điện thoại",
                                    "SĐT",
                                    "Phone",
                                    "Telephone")),
                    new Grid.Column(
                            EMAIL,
                            false,
                            List.of("Địa chỉ e-mail", "E-mail", "Email", "Thư điện tử", "Hộp thư")),
                    new Grid.Column(
                            FACILITY,
                            false,
                            List.of(
                                    "Cơ sở",
                                    "Tên cơ sở",
                                    "Cơ sở cách ly",
                                    "Facility",
                                    "Facility name",
                                    "Đơn vị")),
                    new Grid.Column(
                            FACILITY_CODE, false, List.of("Mã cơ sở", "Mã", "Facility code")));

    /** What becomes of a row. */
    public enum Effect {
        NEW,
        CHANGED,
        SAME
    }

    /**
     * A row as it was judged.
     *
     * @param facilityId null when the facility is not known
     * @param facility its name; what was typed when it is not known
     * @param effect null when there are mistakes
     */
    public record Judged(
            Grid.Row row,
            List<Mistake> mistakes,
            @Nullable String facilityId,
            String facility,
            @Nullable Effect effect,
            ContactBook.@Nullable Wanted wanted) {}

    private final CameraRegistry registry;
    private final Profiles profiles;
    private final ContactBook book;

    public ContactImport(CameraRegistry registry, Profiles profiles, ContactBook book) {
        this.registry = registry;
        this.profiles = profiles;
        this.book = book;
    }

    /**
     * Judges every row; keeps nothing.
     *
     * @param reach facilities in which the person may enter contacts; others are unknown to him
     */
    public List<Judged> judge(Grid grid, Predicate<String> reach) {
        Names names = names(reach);
        Map<String, List<ContactEntry>> there = new HashMap<>();
        book.all()
                .forEach(entry ->
                        there.computeIfAbsent(entry.facilityId(), x -> new ArrayList<>())
                                .add(entry));
        Map<String, Integer> seen = new HashMap<>();
        Map<String, Integer> added = new HashMap<>();
        Set<String> focal = new HashSet<>();
        there.forEach((id, entries) -> {
            if (entries.stream().anyMatch(ContactEntry::focal)) {
                focal.add(id);
            }
        });
        List<Judged> judged = new ArrayList<>();
        for (Grid.Row row : grid.rows()) {
            List<Mistake> mistakes = new ArrayList<>();
            row.formulas().forEach(f -> mistakes.add(Mistake.of(f, "import.formula")));
            String facilityId = names.find(row.value(FACILITY_CODE), row.value(FACILITY), mistakes);
            Contact contact =
                    new ContactInput(
                                    value(row, FULL_NAME),
                                    value(row, TITLE),
                                    value(row, PHONE),
                                    value(row, EMAIL))
                            .judge(mistakes);
            ContactEntry before = null;
            if (facilityId != null && contact != null) {
                duplicate(row, facilityId, contact, seen, mistakes);
                before = known(there.getOrDefault(facilityId, List.of()), contact);
                int many =
                        there.getOrDefault(facilityId, List.of()).size()
                                + (before == null ? added.merge(facilityId, 1, Integer::sum) : 0);
                if (many > ContactBook.MAX_PER_FACILITY) {
                    mistakes.add(
                            Mistake.of(FACILITY, "contact.too-many", ContactBook.MAX_PER_FACILITY));
                }
            }
            String name = facilityId == null ? null : registry.facilityName(facilityId);
            judged.add(
                    new Judged(
                            row,
                            mistakes,
                            facilityId,
                            name == null ? row.value(FACILITY) : name,
                            contact == null || facilityId == null || !mistakes.isEmpty()
                                    ? null
                                    : effect(before, contact),
                            contact == null || facilityId == null
                                    ? null
                                    : new ContactBook.Wanted(
                                            before == null ? null : before.id(),
                                            facilityId,
                                            contact,
                                            // The first of a facility that has none is its focal
                                            // point.
                                            before == null
                                                    ? focal.add(facilityId)
                                                    : before.focal())));
        }
        return judged;
    }

    private static Effect effect(@Nullable ContactEntry before, Contact contact) {
        if (before == null) {
            return Effect.NEW;
        }
        return before.contact().equals(contact) ? Effect.SAME : Effect.CHANGED;
    }

    private static @Nullable String value(Grid.Row row, String field) {
        String value = row.value(field);
        return value.isEmpty() ? null : value;
    }

    private static void duplicate(
            Grid.Row row,
            String facilityId,
            Contact contact,
            Map<String, Integer> seen,
            List<Mistake> mistakes) {
        String email = contact.email().address().toLowerCase(Locale.ROOT);
        String name = VietnameseText.normalise(contact.fullName().full()).toLowerCase(Locale.ROOT);
        Integer sameEmail = seen.putIfAbsent(facilityId + "\n@" + email, row.number());
        Integer sameName = seen.putIfAbsent(facilityId + "\n" + name, row.number());
        if (sameEmail != null) {
            mistakes.add(Mistake.of(EMAIL, "contact.duplicate-row", sameEmail));
        } else if (sameName != null) {
            mistakes.add(Mistake.of(FULL_NAME, "contact.duplicate-row", sameName));
        }
    }

    private static @Nullable ContactEntry known(List<ContactEntry> there, Contact contact) {
        for (ContactEntry entry : there) {
            boolean sameEmail =
                    entry.contact().email().address().equalsIgnoreCase(contact.email().address());
            boolean sameName =
                    entry.contact().fullName().full().equalsIgnoreCase(contact.fullName().full());
            if (sameEmail || sameName) {
                return entry;
            }
        }
        return null;
    }

    /**
     * Keeps all rows, which have been judged without a mistake.
     *
     * @return how many were added or changed
     */
    public int add(Actor by, List<Judged> judged) {
        List<ContactBook.Wanted> wanted = new ArrayList<>();
        for (Judged one : judged) {
            ContactBook.Wanted some = one.wanted();
            if (some != null && one.effect() != Effect.SAME) {
                wanted.add(some);
            }
        }
        book.put(by, wanted, "import");
        return wanted.size();
    }

    // ---- which facility is meant

    private Names names(Predicate<String> reach) {
        Names names = new Names();
        registry.facilities().stream()
                .filter(facility -> reach.test(facility.id()))
                .forEach(facility ->
                        names.add(
                                facility.id(),
                                facility.name(),
                                profiles.profile(facility.id()).code()));
        return names;
    }

    /** Facilities by code, name, and name without tones; what fits two is asked about. */
    private static final class Names {
        private final Map<String, Set<String>> exact = new HashMap<>();
        private final Map<String, Set<String>> toneless = new HashMap<>();

        void add(String id, String name, String code) {
            put(exact, name.toLowerCase(Locale.ROOT), id);
            put(toneless, VietnameseText.searchKey(name), id);
            if (!code.isEmpty()) {
                put(exact, code.toLowerCase(Locale.ROOT), id);
            }
        }

        private static void put(Map<String, Set<String>> map, String key, String id) {
            map.computeIfAbsent(VietnameseText.normalise(key), x -> new HashSet<>()).add(id);
        }

        /** A code is exact or nothing; a name may lack its tones. */
        @Nullable String find(String code, String name, List<Mistake> mistakes) {
            String typed = code.isEmpty() ? name : code;
            if (typed.isEmpty()) {
                mistakes.add(Mistake.of(FACILITY, "field.required"));
                return null;
            }
            Set<String> ids =
                    exact.getOrDefault(
                            VietnameseText.normalise(typed.toLowerCase(Locale.ROOT)), Set.of());
            if (ids.isEmpty()) {
                ids = toneless.getOrDefault(VietnameseText.searchKey(typed), Set.of());
            }
            if (ids.size() == 1) {
                return ids.iterator().next();
            }
            mistakes.add(
                    Mistake.of(
                            code.isEmpty() ? FACILITY : FACILITY_CODE,
                            ids.isEmpty() ? "contact.facility-unknown" : "contact.facility-two"));
            return null;
        }
    }
}
