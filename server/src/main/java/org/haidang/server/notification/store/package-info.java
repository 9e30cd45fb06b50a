/** The table {@code notifications}. It may use the database. */
@NullMarked
package org.haidang.server.notification.store;

import org.jspecify.annotations.NullMarked;
