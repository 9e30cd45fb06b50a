package org.haidang.server.fact.store;

/**
 * A fact as it lies in a table.
 *
 * @param number 1 for the first towards a centre, then +1
 * @param kind a {@link FactKind#word()}, or a newer one that is not known here
 * @param subject the id of what it is about, as the server calls it that tells
 * @param happenedUs microseconds since 1970 UTC by the clock of the tier where it happened
 * @param body JSON
 */
public record StoredFact(long number, String kind, String subject, long happenedUs, String body) {}
