package org.haidang.server.contact.store;

import org.haidang.programme.contact.Contact;

/**
 * A person who answers for a facility.
 *
 * @param focal whether it is the focal point
 * @param changedUs microseconds since 1970 UTC, as is the other time
 * @param changedBy name at that time
 */
public record ContactEntry(
        String id,
        String facilityId,
        Contact contact,
        boolean focal,
        long createdUs,
        long changedUs,
        String changedBy) {}
