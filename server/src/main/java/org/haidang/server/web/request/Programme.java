package org.haidang.server.web.request;

import org.haidang.server.contact.ContactBook;
import org.haidang.server.contact.ContactLists;
import org.haidang.server.contact.EntryLinks;
import org.haidang.server.dispatch.AddressBook;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.dispatch.Documents;
import org.haidang.server.dispatch.ReminderDesk;
import org.haidang.server.facility.Closings;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.Zones;
import org.haidang.server.notification.Outbox;
import org.haidang.server.plan.Plans;
import org.haidang.server.report.Reports;
import org.haidang.server.search.SearchIndex;
import org.haidang.server.survey.Surveys;

/** What the web layer serves of the programme of the dispatch. */
public record Programme(
        Lives lives,
        Profiles profiles,
        Zones zones,
        Closings closings,
        ContactBook contacts,
        ContactLists contactLists,
        EntryLinks entryLinks,
        Dispatches dispatches,
        Documents documents,
        AddressBook addressBook,
        ReminderDesk reminders,
        Outbox outbox,
        Surveys surveys,
        Plans plans,
        Reports reports,
        SearchIndex search) {}
