/** The tables {@code areas} and {@code organisations}. It may use the database. */
@NullMarked
package org.haidang.server.organisation.store;

import org.jspecify.annotations.NullMarked;
