/**
 * The place of this server among the tiers: which sites link to it and what they let it have, and
 * what it lets the centre above have, live and recorded. It may use uplink, the registry, the
 * engine, the recordings, stills, the zones of {@code facility}, incidents, the outbox, the audit
 * log and the words.
 */
@NullMarked
package org.haidang.server.tier;

import org.jspecify.annotations.NullMarked;
