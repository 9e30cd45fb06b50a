package org.haidang.server.web.request;

import org.haidang.server.facility.Lives;
import org.haidang.server.plan.Plans;
import org.haidang.server.survey.Surveys;

/** What the web layer serves of the programme of the dispatch. */
public record Programme(Lives lives, Plans plans, Surveys surveys) {}
