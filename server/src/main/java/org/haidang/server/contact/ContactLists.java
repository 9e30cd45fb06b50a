package org.haidang.server.contact;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.haidang.programme.contact.ContactList;
import org.haidang.programme.contact.Hop;
import org.haidang.programme.contact.HopStatus;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseOrder;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.contact.store.ContactEntry;
import org.haidang.server.contact.store.ContactListStore;
import org.haidang.server.contact.store.ListVersion;
import org.haidang.server.contact.store.Submission;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Ids;

/**
 * The consolidated list on its way: facilities submit, the Military Command consolidates, the
 * department receives and forwards (D4). What was signed is never changed: the next is another
 * version. Writes the audit log before each signature. Thread-safe.
 */
public final class ContactLists {
    private final ContactListStore store;
    private final ContactBook book;
    private final CameraRegistry registry;
    private final Profiles profiles;
    private final Audit audit;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;

    public ContactLists(
            ContactListStore store,
            ContactBook book,
            CameraRegistry registry,
            Profiles profiles,
            Audit audit,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.book = book;
        this.registry = registry;
        this.profiles = profiles;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
    }

    /** Newest first. */
    public List<ListVersion> versions() {
        return store.versions();
    }

    public Optional<ListVersion> version(int version) {
        return store.version(version);
    }

    /** The newest that each facility sent, by facility. */
    public Map<String, Submission> submissions() {
        Map<String, Submission> newest = new HashMap<>();
        store.newestSubmissions().forEach(one -> newest.put(one.facilityId(), one));
        return newest;
    }

    /**
     * How sending ended.
     *
     * @param unchanged facilities whose newest submission says the same already
     * @param without facilities that have no focal point
     */
    public record Submitted(int sent, int unchanged, List<String> without) {}

    /** Facilities sign for their focal points, each for itself. */
    public synchronized Submitted submit(Actor by, List<String> facilityIds) {
        Map<String, ContactEntry> focal = book.focalPoints();
        Map<String, Submission> before = submissions();
        List<Submission> fresh = new ArrayList<>();
        List<String> without = new ArrayList<>();
        int unchanged = 0;
        for (String id : facilityIds) {
            ContactEntry entry = focal.get(id);
            Submission old = before.get(id);
            if (entry == null) {
                without.add(id);
            } else if (old != null && old.contact().equals(entry.contact())) {
                unchanged++;
            } else {
                fresh.add(
                        new Submission(
                                Ids.next(nowUs(), random),
                                id,
                                entry.contact(),
                                nowUs(),
                                userId(by),
                                person(by)));
            }
        }
        audit.appendAll(
                fresh.stream()
                        .map(one ->
                                Entry.of(by, AuditKind.CONTACT_LIST_SIGNED)
                                        .about(
                                                Subject.facility(
                                                        one.facilityId(),
                                                        registry.facilityName(one.facilityId())))
                                        .with("name", one.contact().fullName().full())
                                        .with("hop", Hop.FACILITY.name()))
                        .toList());
        store.submit(fresh);
        fresh.forEach(one -> news.tell(Topic.CONTACT, one.facilityId()));
        return new Submitted(fresh.size(), unchanged, without);
    }

    /**
     * Makes the next version of what facilities sent, and signs it for the Military Command.
     *
     * @param mine facilities that the person may consolidate
     * @throws StepRefusedException if nothing was sent, or nothing since the last version
     */
    public synchronized ListVersion consolidate(Actor by, Predicate<String> mine) {
        List<ListVersion> before = versions();
        int version = before.isEmpty() ? 1 : before.getFirst().version() + 1;
        Map<String, Submission> sent = new HashMap<>();
        List<ContactList.Submission> submissions = new ArrayList<>();
        for (Submission one : store.newestSubmissions()) {
            if (registry.facilityName(one.facilityId()) != null && mine.test(one.facilityId())) {
                sent.put(one.facilityId(), one);
                submissions.add(
                        new ContactList.Submission(
                                new ContactList.Entry(one.facilityId(), one.contact()),
                                new HopStatus.Signed(instant(one.atUs()), one.signer())));
            }
        }
        submissions.sort(
                Comparator.comparing(
                        one -> String.valueOf(registry.facilityName(one.entry().facility())),
                        VietnameseOrder.TEXT));
        ContactList merged = done(ContactList.consolidated(version, submissions));
        if (!before.isEmpty()) {
            ContactList last = list(before.getFirst());
            if (last.entries().equals(merged.entries()) && !returned(last)) {
                throw new StepRefusedException(
                        new Sentence(
                                "Không có gì thay đổi so với phiên bản "
                                        + last.version()
                                        + "; chưa cần lập phiên bản mới.",
                                "Nothing changed since version "
                                        + last.version()
                                        + "; no new version is needed."));
            }
        }
        long nowUs = nowUs();
        done(merged.sign(Hop.MILITARY_COMMAND, instant(nowUs), person(by)));
        HopStatus.Signed first =
                merged.passed().getFirst() instanceof HopStatus.Signed signed
                        ? signed
                        : new HopStatus.Signed(instant(nowUs), person(by));
        ListVersion list =
                new ListVersion(
                        version,
                        nowUs,
                        merged.entries().stream().map(entry -> kept(entry, sent)).toList(),
                        List.of(
                                new ListVersion.Signature(
                                        Hop.FACILITY, us(first.at()), "", first.signer(), null),
                                new ListVersion.Signature(
                                        Hop.MILITARY_COMMAND,
                                        nowUs,
                                        userId(by),
                                        person(by),
                                        null)));
        told(by, version, Hop.MILITARY_COMMAND, null);
        store.add(list);
        news.tell(Topic.CONTACT, null);
        return list;
    }

    private ListVersion.Entry kept(ContactList.Entry entry, Map<String, Submission> newest) {
        String id = entry.facility();
        Submission sent = Objects.requireNonNull(newest.get(id), id);
        String name = registry.facilityName(id);
        return new ListVersion.Entry(
                id,
                profiles.profile(id).code(),
                name == null ? "" : name,
                entry.contact(),
                sent.atUs(),
                sent.signer());
    }

    /**
     * Signs a version at a station.
     *
     * @throws StepRefusedException if it is not that station's turn
     */
    public synchronized ListVersion sign(Actor by, ListVersion list, Hop hop) {
        long nowUs = nowUs();
        done(list(list).sign(hop, instant(nowUs), person(by)));
        told(by, list.version(), hop, null);
        store.sign(
                list.version(),
                new ListVersion.Signature(hop, nowUs, userId(by), person(by), null));
        news.tell(Topic.CONTACT, null);
        return version(list.version()).orElse(list);
    }

    /**
     * Sends a version back from the station whose turn it is.
     *
     * @throws StepRefusedException if it is nobody's turn any more
     */
    public synchronized ListVersion sendBack(Actor by, ListVersion list, String reason) {
        long nowUs = nowUs();
        ContactList now = list(list);
        Hop hop = now.turn().orElse(Hop.MINISTRY);
        done(now.sendBack(hop, instant(nowUs), person(by), reason));
        told(by, list.version(), hop, reason);
        store.sign(
                list.version(),
                new ListVersion.Signature(hop, nowUs, userId(by), person(by), reason));
        news.tell(Topic.CONTACT, null);
        return version(list.version()).orElse(list);
    }

    private void told(
            Actor by, int version, Hop hop, @org.jspecify.annotations.Nullable String reason) {
        audit.append(
                Entry.of(by, AuditKind.CONTACT_LIST_SIGNED)
                        .with("name", "v" + version)
                        .with("hop", hop.name())
                        .with("reason", reason));
    }

    /** As the rules know it. */
    public static ContactList list(ListVersion kept) {
        List<HopStatus> passed = new ArrayList<>();
        for (ListVersion.Signature one : kept.hops()) {
            String reason = one.reason();
            passed.add(
                    reason == null
                            ? new HopStatus.Signed(instant(one.atUs()), one.signer())
                            : new HopStatus.Returned(instant(one.atUs()), one.signer(), reason));
        }
        return new ContactList(
                kept.version(),
                kept.entries().stream()
                        .map(e -> new ContactList.Entry(e.facilityId(), e.contact()))
                        .toList(),
                passed);
    }

    private static boolean returned(ContactList list) {
        return list.passed().getLast() instanceof HopStatus.Returned;
    }

    private static ContactList done(ContactList.Outcome outcome) {
        return switch (outcome) {
            case ContactList.Done done -> done.list();
            case ContactList.Refused refused -> throw new StepRefusedException(refused.reason());
        };
    }

    private static String userId(Actor by) {
        String id = by.userId();
        return id == null ? "" : id;
    }

    private static String person(Actor by) {
        String name = by.person();
        return name == null || name.isBlank() ? "?" : name;
    }

    private static Instant instant(long us) {
        return Instant.ofEpochSecond(
                Math.floorDiv(us, 1_000_000), Math.floorMod(us, 1_000_000) * 1_000L);
    }

    private static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
