package org.haidang.programme.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haidang.programme.contact.HopStatus.Returned;
import org.haidang.programme.contact.HopStatus.Signed;
import org.haidang.programme.contact.HopStatus.Waiting;
import org.haidang.programme.vietnamese.Sentence;

/**
 * One version of the consolidated list.
 *
 * <p>A draft may be changed until the first station signs it ("submitted"). From then on its
 * entries stand as they were signed, and a change makes the next version, which starts at the first
 * station.
 *
 * @param version from 1
 * @param passed what the stations did, in the order of {@link Hop}; the rest are waiting
 */
public record ContactList(int version, List<Entry> entries, List<HopStatus> passed) {

    public static final int MAX_ENTRIES = 5_000;

    /** A facility, by code, and its focal point. */
    public record Entry(String facility, Contact contact) {}

    /** What one facility sent: its entry and who signed it there. */
    public record Submission(Entry entry, Signed signature) {}

    /** What became of an act upon the list. */
    public sealed interface Outcome {}

    public record Done(ContactList list) implements Outcome {}

    public record Refused(Sentence reason) implements Outcome {}

    public ContactList {
        entries = List.copyOf(entries);
        passed = List.copyOf(passed);
        if (version < 1 || entries.size() > MAX_ENTRIES || passed.size() > Hop.values().length) {
            throw new IllegalArgumentException(
                    "version " + version + ", " + entries.size() + " entries, " + passed.size());
        }
        Set<String> facilities = new HashSet<>();
        for (Entry entry : entries) {
            if (!facilities.add(entry.facility())) {
                throw new IllegalArgumentException("facility twice: " + entry.facility());
            }
        }
    }

    public static ContactList draft(List<Entry> entries) {
        return new ContactList(1, entries, List.of());
    }

    /**
     * Merges what single facilities sent, the newest of each, in the order of their first. The
     * facilities have signed, each for itself; the station stands with the last of their
     * signatures, so that nobody after them can have signed earlier.
     *
     * @return refused when nothing was sent
     */
    public static Outcome consolidated(int version, List<Submission> submissions) {
        Map<String, Submission> newest = new LinkedHashMap<>();
        for (Submission one : submissions) {
            newest.merge(
                    one.entry().facility(),
                    one,
                    (a, b) -> b.signature().at().isBefore(a.signature().at()) ? a : b);
        }
        List<Entry> entries = newest.values().stream().map(Submission::entry).toList();
        return newest.values().stream()
                .map(Submission::signature)
                .max(Comparator.comparing(Signed::at))
                .<Outcome>map(last -> new Done(new ContactList(version, entries, List.of(last))))
                .orElseGet(() ->
                        refused(
                                "Chưa cơ sở nào gửi đầu mối.",
                                "No facility has submitted its focal point yet."));
    }

    /** The station whose turn it is; empty when all have signed or the list was sent back. */
    public Optional<Hop> turn() {
        boolean over =
                passed.size() == Hop.values().length
                        || (submitted() && passed.getLast() instanceof Returned);
        return over ? Optional.empty() : Optional.of(Hop.values()[passed.size()]);
    }

    public boolean submitted() {
        return !passed.isEmpty();
    }

    public HopStatus status(Hop hop) {
        return hop.ordinal() < passed.size() ? passed.get(hop.ordinal()) : new Waiting();
    }

    /** Changes a draft; what was submitted is refused. */
    public Outcome withEntries(List<Entry> changed) {
        if (submitted()) {
            return refused(
                    "Danh sách đã gửi nên không sửa được; hãy lập phiên bản mới.",
                    "The list was submitted and cannot be changed; make a new version.");
        }
        return new Done(new ContactList(version, changed, passed));
    }

    /** The version after this one, a draft again; a draft itself is changed in place. */
    public Outcome nextVersion(List<Entry> changed) {
        if (!submitted()) {
            return refused(
                    "Danh sách chưa gửi; hãy sửa ngay trong phiên bản này.",
                    "The list is not submitted yet; change this version.");
        }
        return new Done(new ContactList(version + 1, changed, List.of()));
    }

    public Outcome sign(Hop hop, Instant at, String signer) {
        if (entries.isEmpty()) {
            return refused("Danh sách chưa có đầu mối nào.", "The list has no focal point yet.");
        }
        return pass(hop, at, new Signed(at, signer));
    }

    /** Only who receives can send back; the first station has nobody to send it to. */
    public Outcome sendBack(Hop hop, Instant at, String signer, String reason) {
        if (hop == Hop.FACILITY) {
            return outOfTurn();
        }
        return pass(hop, at, new Returned(at, signer, reason));
    }

    private Outcome pass(Hop hop, Instant at, HopStatus status) {
        if (hop.ordinal() != passed.size()) {
            return outOfTurn();
        }
        switch (passed.isEmpty() ? new Waiting() : passed.getLast()) {
            case Waiting() -> {}
            case Signed(Instant before, String by) -> {
                if (at.isBefore(before)) {
                    return refused(
                            "Thời điểm ký sớm hơn chữ ký trước (" + by + ").",
                            "The signature is earlier than the one before (" + by + ").");
                }
            }
            case Returned(Instant when, String by, String reason) -> {
                return refused(
                        "Danh sách đã bị " + by + " trả lại: " + reason + " Hãy lập phiên bản mới.",
                        by + " sent the list back: " + reason + " Make a new version.");
            }
        }
        List<HopStatus> longer = new ArrayList<>(passed);
        longer.add(status);
        return new Done(new ContactList(version, entries, longer));
    }

    private static Refused outOfTurn() {
        return refused(
                "Chưa đến lượt đơn vị này; danh sách đi lần lượt cơ sở, Bộ Chỉ huy Quân sự, Sở, Bộ.",
                "It is not this agency's turn: facility, Military Command, department, ministry.");
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }
}
