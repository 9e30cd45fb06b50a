package org.haidang.server.program;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.DispatchNumber;
import org.haidang.programme.facility.Actor;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.facility.ZoneSufficiency.Layout;
import org.haidang.programme.facility.ZoneSufficiency.Waiver;
import org.haidang.programme.overview.FacilityFacts.Acting;
import org.haidang.programme.overview.FacilityFacts.ContactFacts;
import org.haidang.programme.overview.FacilityFacts.MapPlace;
import org.haidang.programme.overview.Report;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.connection.Connections;
import org.haidang.server.connection.Grounds;
import org.haidang.server.connection.PhoneBook;
import org.haidang.server.contact.ContactBook;
import org.haidang.server.contact.store.ContactEntry;
import org.haidang.server.dispatch.AddressBook;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.Zones;
import org.haidang.server.facility.store.Profile;
import org.haidang.server.overview.Knowledge;
import org.haidang.server.report.ReportKnowledge;
import org.haidang.server.web.request.Programme;
import org.jspecify.annotations.Nullable;

/**
 * What features tell each other without knowing each other: each asks by an interface of its own,
 * and here stands who answers.
 */
final class ProgrammeKnowledge {
    private static final double MILLIONTHS = 1e6;

    private final CameraRegistry registry;
    private final Profiles profiles;
    private final Zones zones;
    private final ContactBook contacts;
    private final Dispatches dispatches;

    ProgrammeKnowledge(
            CameraRegistry registry,
            Profiles profiles,
            Zones zones,
            ContactBook contacts,
            Dispatches dispatches) {
        this.registry = registry;
        this.profiles = profiles;
        this.zones = zones;
        this.contacts = contacts;
        this.dispatches = dispatches;
    }

    static ProgrammeKnowledge of(CameraRegistry registry, Programme programme) {
        return new ProgrammeKnowledge(
                registry,
                programme.profiles(),
                programme.zones(),
                programme.contacts(),
                programme.dispatches());
    }

    // ---- the one screen

    Knowledge ofOverview(Connections connections) {
        return new Knowledge() {
            @Override
            public Map<String, Details> details() {
                Map<String, Integer> places = places();
                Map<String, Details> details = new HashMap<>();
                registry.facilities()
                        .forEach(one -> {
                            Profile profile = profiles.profile(one.id());
                            Integer occupants = profile.occupants();
                            details.put(
                                    one.id(),
                                    new Details(
                                            profile.managingBody(),
                                            occupants == null ? 0 : occupants,
                                            places.getOrDefault(one.id(), 0),
                                            place(profile)));
                        });
                return details;
            }

            @Override
            public Map<String, ContactFacts> contacts() {
                return contacts.focalPoints().values().stream()
                        .collect(
                                Collectors.toMap(
                                        ContactEntry::facilityId,
                                        one -> new ContactFacts(name(one), phone(one))));
            }

            @Override
            public Map<String, Acting> reasons(Collection<Facility> connecting) {
                Map<String, Acting> reasons = new HashMap<>();
                for (Facility facility : connecting) {
                    connections
                            .look(facility)
                            .whyNot()
                            .ifPresent(why ->
                                    reasons.put(
                                            facility.id(),
                                            new Acting(why.sentence(), why.who().words())));
                }
                return reasons;
            }

            @Override
            public @Nullable Report report() {
                return dispatches
                        .reporting()
                        .map(one -> new Report(one.deadline(), one.done()))
                        .orElse(null);
            }
        };
    }

    /** How many places of each facility need a camera; those that are waived need none. */
    private Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        zones.pictures(registry.facilities().stream().map(Facility::id).toList())
                .forEach((id, picture) ->
                        places.put(
                                id,
                                (int)
                                        picture.needs().stream()
                                                .filter(need -> need.waiver() == null)
                                                .count()));
        return places;
    }

    private static @Nullable MapPlace place(Profile profile) {
        Long latitude = profile.latitudeE6();
        Long longitude = profile.longitudeE6();
        return latitude == null || longitude == null
                ? null
                : new MapPlace(latitude / MILLIONTHS, longitude / MILLIONTHS);
    }

    private static String name(ContactEntry entry) {
        return entry.contact().fullName().full();
    }

    private static String phone(ContactEntry entry) {
        return entry.contact().phones().stream().findFirst().map(Phone::shown).orElse("");
    }

    // ---- reports

    /**
     * @param pictures whether a picture of a camera, by id, arrives now
     */
    ReportKnowledge ofReports(Predicate<String> pictures) {
        return new ReportKnowledge() {
            @Override
            public Map<String, Known> facilities() {
                Map<String, Integer> places = places();
                Map<String, ContactEntry> focal = contacts.focalPoints();
                Map<String, Known> known = new HashMap<>();
                registry.facilities()
                        .forEach(one -> {
                            ContactEntry contact = focal.get(one.id());
                            known.put(
                                    one.id(),
                                    new Known(
                                            profiles.profile(one.id()).managingBody(),
                                            places.getOrDefault(one.id(), 0),
                                            contact == null ? "" : name(contact),
                                            contact == null ? "" : phone(contact)));
                        });
                return known;
            }

            @Override
            public Integer online(List<String> cameraIds) {
                return (int) cameraIds.stream().filter(pictures).count();
            }

            @Override
            public Optional<Dispatch> letter(DispatchNumber number) {
                return dispatches.letter(number);
            }
        };
    }

    // ---- connection

    Grounds grounds() {
        return new Grounds() {
            @Override
            public Optional<Layout> layout(String facilityId) {
                Profile profile = profiles.profile(facilityId);
                return profile.blocks().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Layout(profile.blocks()));
            }

            @Override
            public List<Waiver> waivers(String facilityId) {
                return zones.waivers(facilityId).stream()
                        .filter(one -> one.withdrawnUs() == null)
                        .map(one ->
                                new Waiver(
                                        one.place(), new Actor.Person(one.signer()), one.reason()))
                        .toList();
            }
        };
    }

    /** The focal point answers for the facility; for others nobody is on record here. */
    PhoneBook phoneBook() {
        return (facilityId, who) ->
                who == WhoActs.FACILITY
                        ? Optional.ofNullable(contacts.focalPoints().get(facilityId))
                                .map(one -> new PhoneBook.Person(name(one), phone(one)))
                        : Optional.empty();
    }

    // ---- reminders

    static List<AddressBook.Contact> addresses(ContactBook contacts, String facilityId) {
        return contacts.of(facilityId).stream()
                .filter(ContactEntry::focal)
                .map(one -> new AddressBook.Contact(name(one), one.contact().email().address()))
                .toList();
    }
}
