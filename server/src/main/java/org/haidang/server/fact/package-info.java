/**
 * What happened here, kept until the centre above keeps it too: the outbox of this server. Whoever
 * changes something the centre must learn of writes the fact in the same transaction. It may use
 * the store, and nothing else of the server; the link reads it through {@code tier}.
 */
@NullMarked
package org.haidang.server.fact;

import org.jspecify.annotations.NullMarked;
