package org.haidang.server.program;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.haidang.server.audit.Audit;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.contact.ContactBook;
import org.haidang.server.contact.ContactLists;
import org.haidang.server.contact.EntryLinks;
import org.haidang.server.contact.store.ContactListStore;
import org.haidang.server.contact.store.ContactStore;
import org.haidang.server.contact.store.EntryLinkStore;
import org.haidang.server.dispatch.AddressBook;
import org.haidang.server.dispatch.Calendar;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.dispatch.Documents;
import org.haidang.server.dispatch.ReminderDesk;
import org.haidang.server.dispatch.store.DispatchStore;
import org.haidang.server.facility.Closings;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.Occupancy;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.Zones;
import org.haidang.server.facility.store.LifeStore;
import org.haidang.server.facility.store.ProfileStore;
import org.haidang.server.identity.store.User;
import org.haidang.server.news.News;
import org.haidang.server.notification.Outbox;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.plan.Plans;
import org.haidang.server.plan.store.PlanStore;
import org.haidang.server.report.Reports;
import org.haidang.server.report.store.ReportStore;
import org.haidang.server.rights.Rights;
import org.haidang.server.search.SearchIndex;
import org.haidang.server.settings.Settings;
import org.haidang.server.store.Database;
import org.haidang.server.survey.SurveyPhotos;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.store.SurveyStore;
import org.haidang.server.web.request.Programme;

/** Makes the parts that carry out the programme, on one database. */
final class ProgrammeParts {
    private final Settings settings;
    private final Database database;
    private final CameraRegistry registry;
    private final Audit audit;
    private final News news;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Lives lives;

    /**
     * @param clock the programme's: the real one, or that of an exercise
     */
    ProgrammeParts(
            Settings settings,
            Database database,
            ToldFacilities told,
            CameraRegistry registry,
            Audit audit,
            News news,
            SecureRandom random,
            InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.registry = registry;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
        this.lives = new Lives(new LifeStore(database), told, registry, audit, news, random, clock);
    }

    /**
     * @param pictures whether a picture of a camera, by id, arrives now
     */
    Programme of(
            People people,
            Rights rights,
            Organisations organisations,
            Outbox outbox,
            Predicate<String> pictures) {
        ProfileStore store = new ProfileStore(database);
        Profiles profiles =
                new Profiles(
                        store,
                        registry,
                        lives,
                        new Occupancy(store, registry, lives, audit),
                        news,
                        clock);
        Zones zones = new Zones(store, profiles, registry, lives, random, clock);
        ContactBook contacts =
                new ContactBook(
                        new ContactStore(database), registry, lives, audit, news, random, clock);
        DispatchStore dispatchStore = new DispatchStore(database);
        Dispatches dispatches =
                new Dispatches(
                        dispatchStore,
                        organisations,
                        new Calendar(
                                settings.programme().holidays(),
                                settings.programme().workedWeekendDays()),
                        news,
                        random,
                        clock);
        AddressBook book = new AddressBook(people.accounts(), rights, dispatchStore, outbox);
        book.contacts(id -> ProgrammeKnowledge.addresses(contacts, id));
        ProgrammeKnowledge knowledge =
                new ProgrammeKnowledge(registry, profiles, zones, contacts, dispatches);
        Surveys surveys = surveys(knowledge);
        Reports reports =
                new Reports(
                        new ReportStore(database),
                        registry,
                        lives,
                        knowledge.ofReports(pictures),
                        news,
                        random,
                        clock);
        return new Programme(
                lives,
                profiles,
                zones,
                closings(store, profiles, people, rights),
                contacts,
                new ContactLists(
                        new ContactListStore(database),
                        contacts,
                        registry,
                        profiles,
                        audit,
                        news,
                        random,
                        clock),
                new EntryLinks(
                        new EntryLinkStore(database),
                        contacts,
                        registry,
                        profiles,
                        rights,
                        random,
                        clock),
                dispatches,
                new Documents(dispatchStore, settings.data().resolve("documents"), random, clock),
                book,
                new ReminderDesk(
                        dispatches,
                        book,
                        outbox,
                        audit,
                        settings.notifications().policy(),
                        settings.http().publicUrl(),
                        clock),
                outbox,
                surveys,
                new Plans(new PlanStore(database), lives, registry, audit, news, random, clock),
                reports,
                search(people, organisations, contacts, dispatches, surveys, reports));
    }

    private Surveys surveys(ProgrammeKnowledge knowledge) {
        return new Surveys(
                new SurveyStore(database),
                new SurveyPhotos(settings.data().resolve("photos")),
                lives,
                registry,
                audit,
                news,
                knowledge.grounds()::layout,
                random,
                clock);
    }

    private Closings closings(ProfileStore store, Profiles profiles, People people, Rights rights) {
        return new Closings(
                store,
                profiles,
                registry,
                lives,
                new Closings.People(
                        rights, () -> people.accounts().all().stream().map(User::id).toList()),
                audit,
                random,
                clock);
    }

    private SearchIndex search(
            People people,
            Organisations organisations,
            ContactBook contacts,
            Dispatches dispatches,
            Surveys surveys,
            Reports reports) {
        return new SearchIndex(
                List.of(
                        SearchSources.facilities(registry),
                        SearchSources.cameras(registry),
                        SearchSources.contacts(contacts, registry),
                        SearchSources.dispatches(dispatches),
                        SearchSources.surveys(surveys, registry),
                        SearchSources.reports(reports),
                        SearchSources.people(people.accounts(), organisations)),
                news,
                reading -> Thread.ofVirtual().name("search").start(reading));
    }
}
