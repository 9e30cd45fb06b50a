package org.haidang.server.web.request;

import org.haidang.server.facility.Lives;
import org.haidang.server.plan.Plans;
import org.haidang.server.report.Reports;
import org.haidang.server.search.SearchIndex;

/** What the web layer serves of the programme of the dispatch. */
public record Programme(Lives lives, Plans plans, Reports reports, SearchIndex search) {}
