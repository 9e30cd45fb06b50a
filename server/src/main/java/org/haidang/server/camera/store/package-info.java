/** Facilities and cameras in SQL. It may use the database and knows no rules. */
@NullMarked
package org.haidang.server.camera.store;

import org.jspecify.annotations.NullMarked;
