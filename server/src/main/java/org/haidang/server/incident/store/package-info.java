/**
 * Incidents in SQL. It holds the statements and nothing else; the rules are in the programme and in
 * the package above.
 */
@NullMarked
package org.haidang.server.incident.store;

import org.jspecify.annotations.NullMarked;
