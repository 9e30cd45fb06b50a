/** Checks of cameras, judgements of pictures and connection records in SQL. */
@NullMarked
package org.haidang.server.connection.store;

import org.jspecify.annotations.NullMarked;
