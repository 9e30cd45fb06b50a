package org.haidang.server.contact;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.haidang.programme.contact.Contact;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.contact.store.ContactEntry;
import org.haidang.server.contact.store.EntryLinkStore;
import org.haidang.server.facility.Profiles;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Subject;
import org.haidang.server.secrets.Token;

/**
 * One-time links by which a facility enters its focal point without an account. A link is bound to
 * one facility, ends after a week or when it was used, and carries the say of whoever made it: it
 * is worth nothing once that person may not enter contacts there any more. It shows nothing that is
 * known already but the facility's name. Thread-safe.
 */
public final class EntryLinks implements CameraListener {
    static final Duration LIFE = Duration.ofDays(7);

    /** Longer is no token of ours. */
    private static final int MAX_TOKEN = 128;

    /** The token is told once and only its hash is kept. */
    public record Link(String token, long expiresUs) {
        /** Where the console takes it, after the server's address. */
        public String path() {
            return "/#/contact-entry?token=" + token;
        }

        @Override
        public String toString() {
            return "Link[]";
        }
    }

    /** Where a link leads. */
    public record Found(String facilityId, String facility, String maker) {}

    /** How taking one ended. */
    public sealed interface Taken {
        record Done(ContactEntry entry) implements Taken {}

        /** Used, too old, replaced, or never there; nobody is told which. */
        record Gone() implements Taken {}

        /** The facility has as many contacts as it may. */
        record Full() implements Taken {}
    }

    private final EntryLinkStore store;
    private final ContactBook book;
    private final CameraRegistry registry;
    private final Profiles profiles;
    private final Rights rights;
    private final SecureRandom random;
    private final InstantSource clock;

    public EntryLinks(
            EntryLinkStore store,
            ContactBook book,
            CameraRegistry registry,
            Profiles profiles,
            Rights rights,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.book = book;
        this.registry = registry;
        this.profiles = profiles;
        this.rights = rights;
        this.random = random;
        this.clock = clock;
        registry.listen(this);
    }

    /** A new link of a facility; the one before stops working. */
    public Link make(Actor by, String facilityId) {
        String userId = by.userId();
        if (userId == null) {
            throw new IllegalArgumentException("a link has a person behind it");
        }
        String token = Token.random(random);
        long expiresUs = nowUs() + LIFE.toMillis() * 1_000;
        String name = by.person();
        store.replace(
                new EntryLinkStore.Row(
                        Token.hash(token),
                        facilityId,
                        nowUs(),
                        expiresUs,
                        userId,
                        name == null ? "" : name),
                nowUs());
        return new Link(token, expiresUs);
    }

    /** Withdraws the link of a facility; false when there is none. */
    public boolean withdraw(String facilityId) {
        return store.removeFacility(facilityId);
    }

    /** When the link of a facility ends; 0 when there is none. */
    public long expiresUs(String facilityId) {
        return store.of(facilityId, nowUs()).map(EntryLinkStore.Row::expiresUs).orElse(0L);
    }

    public Optional<Found> find(String token) {
        return row(token)
                .map(row ->
                        new Found(
                                row.facilityId(),
                                String.valueOf(registry.facilityName(row.facilityId())),
                                row.maker()));
    }

    private Optional<EntryLinkStore.Row> row(String token) {
        return token.length() > MAX_TOKEN
                ? Optional.empty()
                : store.find(Token.hash(token), nowUs()).filter(this::good);
    }

    private boolean good(EntryLinkStore.Row row) {
        return !profiles.closed(row.facilityId())
                && registry.place(row.facilityId())
                        .filter(place ->
                                rights.may(
                                        new Subject(row.makerId(), null),
                                        Action.CONTACT_WRITE,
                                        place))
                        .isPresent();
    }

    /**
     * Enters a contact by a link and uses the link up.
     *
     * @param address where the request comes from
     * @throws InvalidCameraException naming every mistake; the link stays good
     */
    public synchronized Taken take(String token, ContactInput input, String address) {
        Optional<EntryLinkStore.Row> row = row(token);
        if (row.isEmpty()) {
            return new Taken.Gone();
        }
        Contact contact = ContactBook.judged(input);
        EntryLinkStore.Row link = row.get();
        if (book.of(link.facilityId()).size() >= ContactBook.MAX_PER_FACILITY) {
            return new Taken.Full();
        }
        if (!store.take(link.tokenHash())) {
            return new Taken.Gone();
        }
        // The maker answers for it: the program does not know who typed.
        Actor by = new Actor(link.makerId(), link.maker(), null, address, null);
        return book.add(by, link.facilityId(), contact, true, "link")
                .<Taken>map(Taken.Done::new)
                .orElseGet(Taken.Full::new);
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }

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
