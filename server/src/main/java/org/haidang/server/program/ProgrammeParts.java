package org.haidang.server.program;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.haidang.server.audit.Audit;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.dispatch.AddressBook;
import org.haidang.server.dispatch.Calendar;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.dispatch.Documents;
import org.haidang.server.dispatch.ReminderDesk;
import org.haidang.server.dispatch.store.DispatchStore;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.store.LifeStore;
import org.haidang.server.identity.Accounts;
import org.haidang.server.news.News;
import org.haidang.server.notification.Outbox;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.plan.Plans;
import org.haidang.server.plan.store.PlanStore;
import org.haidang.server.report.ReportKnowledge;
import org.haidang.server.report.Reports;
import org.haidang.server.report.store.ReportStore;
import org.haidang.server.rights.Rights;
import org.haidang.server.search.SearchIndex;
import org.haidang.server.settings.Settings;
import org.haidang.server.store.Database;
import org.haidang.server.web.request.Programme;

/** The parts that carry out the programme, on one database. */
final class ProgrammeParts {
    private ProgrammeParts() {}

    static Programme of(
            Settings settings,
            Database database,
            CameraRegistry registry,
            Audit audit,
            News news,
            Accounts accounts,
            Rights rights,
            Organisations organisations,
            Outbox outbox,
            SecureRandom random,
            InstantSource clock) {
        Lives lives = new Lives(new LifeStore(database), registry, audit, news, random, clock);
        Plans plans =
                new Plans(new PlanStore(database), lives, registry, audit, news, random, clock);
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
        AddressBook book = new AddressBook(accounts, rights, dispatchStore, outbox);
        return new Programme(
                lives,
                plans,
                reports,
                search,
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
                outbox);
    }
}
