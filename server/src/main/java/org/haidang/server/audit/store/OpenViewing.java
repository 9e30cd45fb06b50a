package org.haidang.server.audit.store;

/**
 * A viewing without an end.
 *
 * @param begin the row of its beginning
 * @param toUs the last time it was known to go on
 */
public record OpenViewing(AuditRow begin, long fromUs, long toUs) {}
