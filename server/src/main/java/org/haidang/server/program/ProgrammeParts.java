package org.haidang.server.program;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.haidang.server.audit.Audit;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.contact.ContactBook;
import org.haidang.server.contact.ContactLists;
import org.haidang.server.contact.EntryLinks;
import org.haidang.server.contact.store.ContactListStore;
import org.haidang.server.contact.store.ContactStore;
import org.haidang.server.contact.store.EntryLinkStore;
import org.haidang.server.facility.Closings;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.Occupancy;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.Zones;
import org.haidang.server.facility.store.LifeStore;
import org.haidang.server.facility.store.ProfileStore;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.store.User;
import org.haidang.server.news.News;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.plan.Plans;
import org.haidang.server.plan.store.PlanStore;
import org.haidang.server.report.ReportKnowledge;
import org.haidang.server.report.Reports;
import org.haidang.server.report.store.ReportStore;
import org.haidang.server.rights.Rights;
import org.haidang.server.search.SearchIndex;
import org.haidang.server.store.Database;
import org.haidang.server.survey.SurveyPhotos;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.store.SurveyStore;
import org.haidang.server.web.request.Programme;

/** The parts that carry out the programme, on one database. */
final class ProgrammeParts {
    private ProgrammeParts() {}

    static Programme of(
            Path data,
            Database database,
            CameraRegistry registry,
            People people,
            Rights rights,
            Audit audit,
            News news,
            SecureRandom random,
            InstantSource clock,
            Accounts accounts,
            Organisations organisations) {
        Lives lives = new Lives(new LifeStore(database), registry, audit, news, random, clock);
        Plans plans =
                new Plans(new PlanStore(database), lives, registry, audit, news, random, clock);
        Surveys surveys =
                new Surveys(
                        new SurveyStore(database),
                        new SurveyPhotos(data.resolve("photos")),
                        lives,
                        registry,
                        audit,
                        news,
                        random,
                        clock);
        ReportKnowledge knowledge = new ReportKnowledge() {};
        Reports reports =
                new Reports(
                        new ReportStore(database), registry, lives, knowledge, news, random, clock);
        SearchIndex search =
                new SearchIndex(
                        List.of(
                                SearchSources.facilities(registry),
                                SearchSources.cameras(registry),
                                SearchSources.reports(reports),
                                SearchSources.people(accounts, organisations)),
                        news,
                        reading -> Thread.ofVirtual().name("search").start(reading));
        ProfileStore store = new ProfileStore(database);
        Profiles profiles =
                new Profiles(
                        store,
                        registry,
                        lives,
                        new Occupancy(store, registry, lives, audit),
                        news,
                        clock);
        ContactBook contacts =
                new ContactBook(
                        new ContactStore(database), registry, lives, audit, news, random, clock);
        return new Programme(
                lives,
                profiles,
                new Zones(store, profiles, registry, lives, random, clock),
                new Closings(
                        store,
                        profiles,
                        registry,
                        lives,
                        new Closings.People(
                                rights,
                                () -> people.accounts().all().stream().map(User::id).toList()),
                        audit,
                        random,
                        clock),
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
                plans,
                surveys,
                reports,
                search);
    }
}
