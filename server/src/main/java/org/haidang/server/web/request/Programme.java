package org.haidang.server.web.request;

import org.haidang.server.facility.Lives;

/** What the web layer serves of the programme of the dispatch. */
public record Programme(Lives lives) {}
