/** The plan's versions in SQL. It may use the database and the programme's records. */
@NullMarked
package org.haidang.server.plan.store;

import org.jspecify.annotations.NullMarked;
