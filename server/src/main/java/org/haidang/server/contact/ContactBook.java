package org.haidang.server.contact;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.Mistake;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.contact.store.ContactEntry;
import org.haidang.server.contact.store.ContactStore;
import org.haidang.server.facility.Lives;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for which facility. One of a facility is its focal point, and whoever has contacts
 * has a focal point; naming the first moves the facility on (D2). Writes the audit log before it
 * changes anything. Thread-safe; changes pass one at a time.
 */
public final class ContactBook implements CameraListener {
    public static final int MAX_PER_FACILITY = 20;

    private final ContactStore store;
    private final CameraRegistry registry;
    private final Lives lives;
    private final Audit audit;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;

    public ContactBook(
            ContactStore store,
            CameraRegistry registry,
            Lives lives,
            Audit audit,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.registry = registry;
        this.lives = lives;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
        registry.listen(this);
    }

    // ---- asking

    /** All, oldest first. */
    public List<ContactEntry> all() {
        return store.all();
    }

    /** The focal point first. */
    public List<ContactEntry> of(String facilityId) {
        return store.of(facilityId);
    }

    public Optional<ContactEntry> find(String facilityId, String id) {
        return of(facilityId).stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** The focal point of each facility that has one. */
    public Map<String, ContactEntry> focalPoints() {
        Map<String, ContactEntry> focal = new HashMap<>();
        store.focalPoints().forEach(entry -> focal.put(entry.facilityId(), entry));
        return focal;
    }

    /**
     * The contact that was typed.
     *
     * @throws InvalidCameraException naming every mistake
     */
    public static Contact judged(ContactInput input) {
        List<Mistake> mistakes = new ArrayList<>();
        Contact contact = input.judge(mistakes);
        if (contact == null) {
            throw new InvalidCameraException(mistakes);
        }
        return contact;
    }

    // ---- changing

    /** How a change ended. */
    public enum Outcome {
        DONE,
        /** A facility has at most {@link #MAX_PER_FACILITY}. */
        FULL,
        UNKNOWN,
        /** The focal point cannot go before another was named. */
        FOCAL
    }

    /** Somebody to add or to change. */
    record Wanted(@Nullable String id, String facilityId, Contact contact, boolean focal) {}

    /**
     * Adds somebody.
     *
     * @param focal the first of a facility is its focal point anyhow
     * @param how the way it came, for the record of acts
     * @return empty when the facility has too many
     */
    public synchronized Optional<ContactEntry> add(
            Actor by, String facilityId, Contact contact, boolean focal, String how) {
        List<ContactEntry> there = of(facilityId);
        if (there.size() >= MAX_PER_FACILITY) {
            return Optional.empty();
        }
        boolean first = there.stream().noneMatch(ContactEntry::focal);
        return Optional.of(
                put(by, List.of(new Wanted(null, facilityId, contact, focal || first)), how)
                        .getFirst());
    }

    /** Changes somebody, or makes him the focal point; empty when there is none of that id. */
    public synchronized Optional<ContactEntry> change(
            Actor by, String facilityId, String id, Contact contact, boolean focal) {
        return find(facilityId, id)
                .map(before ->
                        put(
                                        by,
                                        List.of(
                                                new Wanted(
                                                        id,
                                                        facilityId,
                                                        contact,
                                                        focal || before.focal())),
                                        "form")
                                .getFirst());
    }

    /** Keeps them all or none, then moves on the facilities that had no focal point before. */
    synchronized List<ContactEntry> put(Actor by, List<Wanted> wanted, String how) {
        Map<String, ContactEntry> known = new HashMap<>();
        all().forEach(entry -> known.put(entry.id(), entry));
        long nowUs = nowUs();
        String name = by.person() == null ? "" : by.person();
        List<ContactEntry> fresh = new ArrayList<>();
        List<ContactEntry> changed = new ArrayList<>();
        List<ContactEntry> kept = new ArrayList<>();
        List<Entry> acts = new ArrayList<>();
        for (Wanted one : wanted) {
            ContactEntry before = one.id() == null ? null : known.get(one.id());
            ContactEntry after =
                    new ContactEntry(
                            before == null ? Ids.next(nowUs, random) : before.id(),
                            one.facilityId(),
                            one.contact(),
                            one.focal(),
                            before == null ? nowUs : before.createdUs(),
                            nowUs,
                            name);
            acts.add(act(by, before, after, how));
            (before == null ? fresh : changed).add(after);
            kept.add(after);
        }
        audit.appendAll(acts);
        store.put(fresh, changed);
        named(by, kept);
        kept.stream()
                .map(ContactEntry::facilityId)
                .distinct()
                .forEach(id -> news.tell(Topic.CONTACT, id));
        return kept;
    }

    private void named(Actor by, List<ContactEntry> entries) {
        Map<String, FacilityEvidence> first = new LinkedHashMap<>();
        for (ContactEntry entry : entries) {
            FacilityStage stage = lives.facility(entry.facilityId()).state().stage();
            if (entry.focal() && stage == FacilityStage.REGISTERED) {
                first.put(
                        entry.facilityId(), new FacilityEvidence.ContactNominated(entry.contact()));
            }
        }
        lives.advance(first, FacilityStage.CONTACT_NAMED, by);
    }

    public synchronized Outcome remove(Actor by, String facilityId, String id) {
        Optional<ContactEntry> before = find(facilityId, id);
        if (before.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (before.get().focal()) {
            return Outcome.FOCAL;
        }
        audit.append(act(by, before.get(), null, "form"));
        store.remove(id);
        news.tell(Topic.CONTACT, facilityId);
        return Outcome.DONE;
    }

    private Entry act(
            Actor by, @Nullable ContactEntry before, @Nullable ContactEntry after, String how) {
        ContactEntry about = after == null ? before : after;
        if (about == null) {
            throw new IllegalArgumentException("neither before nor after");
        }
        return Entry.of(by, AuditKind.CONTACT_CHANGED)
                .about(
                        Subject.facility(
                                about.facilityId(), registry.facilityName(about.facilityId())))
                .with("name", about.contact().fullName().full())
                .with("how", how)
                .with("before", before == null ? null : fields(before))
                .with("after", after == null ? null : fields(after));
    }

    private static Map<String, Object> fields(ContactEntry entry) {
        List<String> cells = org.haidang.programme.contact.ContactRow.export(entry.contact());
        return Map.of(
                "fullName", cells.get(0),
                "title", cells.get(1),
                "phone", cells.get(2),
                "email", cells.get(3),
                "focal", entry.focal());
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }

    // ---- what was removed

    @Override
    public void added(Camera camera) {}

    @Override
    public void changed(Camera before, Camera after) {}

    @Override
    public void removed(Camera camera) {}

    @Override
    public void facilityRemoved(String id) {
        store.removeFacility(id);
    }
}
