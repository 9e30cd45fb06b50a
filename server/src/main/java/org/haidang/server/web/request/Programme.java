package org.haidang.server.web.request;

import org.haidang.server.contact.ContactBook;
import org.haidang.server.contact.ContactLists;
import org.haidang.server.contact.EntryLinks;
import org.haidang.server.facility.Closings;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.Zones;
import org.haidang.server.plan.Plans;
import org.haidang.server.survey.Surveys;
import org.haidang.server.report.Reports;
import org.haidang.server.search.SearchIndex;

/** What the web layer serves of the programme of the dispatch. */
public record Programme(
        Lives lives,
        Profiles profiles,
        Zones zones,
        Closings closings,
        ContactBook contacts,
        ContactLists contactLists,
        EntryLinks entryLinks,
        Plans plans,
        Surveys surveys,
        Reports reports,
        SearchIndex search) {}
