package org.haidang.server.contact.store;

import org.haidang.programme.contact.Contact;

/**
 * What a facility sent of its focal point, signed.
 *
 * @param atUs microseconds since 1970 UTC
 */
public record Submission(
        String id, String facilityId, Contact contact, long atUs, String signerId, String signer) {}
