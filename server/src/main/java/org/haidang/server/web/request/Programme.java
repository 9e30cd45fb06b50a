package org.haidang.server.web.request;

import org.haidang.server.facility.Lives;
import org.haidang.server.plan.Plans;

/** What the web layer serves of the programme of the dispatch. */
public record Programme(Lives lives, Plans plans) {}
