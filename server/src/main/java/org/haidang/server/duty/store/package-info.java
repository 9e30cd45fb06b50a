/** Presence and hand-overs in SQL. It holds the statements and nothing else. */
@NullMarked
package org.haidang.server.duty.store;

import org.jspecify.annotations.NullMarked;
