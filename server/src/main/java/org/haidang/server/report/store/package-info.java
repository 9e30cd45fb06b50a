/** Reports in SQL. */
@NullMarked
package org.haidang.server.report.store;

import org.jspecify.annotations.NullMarked;
