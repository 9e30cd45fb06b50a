/**
 * Incidents of facilities: opened, taken up, worked off a checklist, resolved, closed, reopened and
 * never deleted. The rules are the programme's; this package keeps the states, writes the audit log
 * before it acts and tells the news. It knows neither HTTP nor who may do what.
 */
@NullMarked
package org.haidang.server.incident;

import org.jspecify.annotations.NullMarked;
