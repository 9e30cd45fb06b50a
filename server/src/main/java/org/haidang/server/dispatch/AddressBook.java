package org.haidang.server.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.reminder.WatchedTask;
import org.haidang.server.dispatch.store.AddressRow;
import org.haidang.server.dispatch.store.DispatchStore;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.store.User;
import org.haidang.server.notification.ChannelKind;
import org.haidang.server.notification.Outbox;
import org.haidang.server.notification.WebhookChannel;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Subject;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/**
 * Whom to write to: an agency's people who may do its tasks, its own mailbox or messenger, and a
 * facility's contact. Only by channels that are set up.
 */
public final class AddressBook {

    /**
     * Somebody who can be reached.
     *
     * @param key the same for the same way to the same person
     */
    public record Person(
            String key, String name, ChannelKind channel, String address, Language language) {}

    /** The contact of a facility, from whoever keeps contacts. */
    @FunctionalInterface
    public interface FacilityContacts {
        List<Contact> of(String facilityId);
    }

    /** Somebody's name and e-mail address. */
    public record Contact(String name, String email) {}

    private final Accounts accounts;
    private final Rights rights;
    private final DispatchStore store;
    private final Outbox outbox;
    private volatile FacilityContacts contacts;

    public AddressBook(Accounts accounts, Rights rights, DispatchStore store, Outbox outbox) {
        this.accounts = accounts;
        this.rights = rights;
        this.store = store;
        this.outbox = outbox;
        this.contacts = _ -> List.of();
    }

    /** Says who keeps the contacts of facilities. */
    public void contacts(FacilityContacts kept) {
        this.contacts = kept;
    }

    /** Those who answer for an agency's tasks. */
    List<Person> agency(@Nullable String organisationId) {
        return organisation(organisationId, Action.TASK_WRITE);
    }

    /** Those who are told when an agency stays late. */
    List<Person> issuer(@Nullable String organisationId) {
        return organisation(organisationId, Action.DISPATCH_READ);
    }

    private List<Person> organisation(@Nullable String organisationId, Action action) {
        Map<String, Person> people = new LinkedHashMap<>();
        if (organisationId != null) {
            accounts.all().stream()
                    .filter(user -> user.enabled() && organisationId.equals(user.organisationId()))
                    .filter(user -> rights.mayAnywhere(Subject.person(user.id()), action))
                    .flatMap(user -> person(user).stream())
                    .forEach(person -> people.put(person.key(), person));
            for (AddressRow row : store.addresses()) {
                if (row.organisationId().equals(organisationId)) {
                    person(row).forEach(person -> people.put(person.key(), person));
                }
            }
        }
        if (outbox.has(ChannelKind.WEBHOOK)) {
            people.put(
                    "webhook",
                    new Person(
                            "webhook",
                            "webhook",
                            ChannelKind.WEBHOOK,
                            WebhookChannel.ADDRESS,
                            Language.VI));
        }
        return people.values().stream().limit(WatchedTask.MAX_PEOPLE).toList();
    }

    private List<Person> person(User user) {
        return outbox.has(ChannelKind.EMAIL) && EmailAddress.valid(user.email())
                ? List.of(
                        new Person(
                                "email:" + user.email(),
                                user.displayName(),
                                ChannelKind.EMAIL,
                                user.email(),
                                Language.of(user.language())))
                : List.of();
    }

    private List<Person> person(AddressRow row) {
        return ChannelKind.of(row.channel()).stream()
                .filter(outbox::has)
                .map(kind ->
                        new Person(
                                kind.id() + ":" + row.address(),
                                row.name(),
                                kind,
                                row.address(),
                                Language.VI))
                .toList();
    }

    /** A facility's contact, or who else answers for that facility alone. */
    List<Person> facility(String facilityId) {
        if (!outbox.has(ChannelKind.EMAIL)) {
            return List.of();
        }
        Map<String, Person> people = new LinkedHashMap<>();
        for (Contact contact : contacts.of(facilityId)) {
            if (EmailAddress.valid(contact.email())) {
                Person person =
                        new Person(
                                "email:" + contact.email(),
                                contact.name(),
                                ChannelKind.EMAIL,
                                contact.email(),
                                Language.VI);
                people.put(person.key(), person);
            }
        }
        if (people.isEmpty()) {
            answering(facilityId)
                    .flatMap(user -> person(user).stream())
                    .forEach(person -> people.put(person.key(), person));
        }
        return new ArrayList<>(people.values());
    }

    private Stream<User> answering(String facilityId) {
        return accounts.all().stream()
                .filter(User::enabled)
                .filter(user ->
                        rights.grants(user.id()).stream()
                                .filter(grant -> !grant.breakGlass())
                                .anyMatch(grant ->
                                        grant.scope().facilityIds().equals(Set.of(facilityId))
                                                && mayContact(grant.roleId())));
    }

    private boolean mayContact(String roleId) {
        return rights.role(roleId)
                .flatMap(role -> role.permission(Action.CONTACT_WRITE))
                .isPresent();
    }
}
