package org.haidang.server.web.request;

import org.haidang.server.dispatch.AddressBook;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.dispatch.Documents;
import org.haidang.server.dispatch.ReminderDesk;
import org.haidang.server.facility.Lives;
import org.haidang.server.notification.Outbox;
import org.haidang.server.plan.Plans;
import org.haidang.server.report.Reports;
import org.haidang.server.search.SearchIndex;

/** What the web layer serves of the programme of the dispatch. */
public record Programme(
        Lives lives,
        Plans plans,
        Reports reports,
        SearchIndex search,
        Dispatches dispatches,
        Documents documents,
        AddressBook addressBook,
        ReminderDesk reminders,
        Outbox outbox) {}
