/** Inspections in SQL. It holds the statements and nothing else. */
@NullMarked
package org.haidang.server.inspection.store;

import org.jspecify.annotations.NullMarked;
