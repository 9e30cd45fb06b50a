/** The tables of the outbox. It may use the database and {@code fact}. */
@NullMarked
package org.haidang.server.fact.store;

import org.jspecify.annotations.NullMarked;
