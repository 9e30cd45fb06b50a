package org.haidang.server.audit.store;

import org.jspecify.annotations.Nullable;

/**
 * What a row says, without its place in the chain.
 *
 * @param session the first digits of the hash of the session's token
 * @param fromUs what the act was about began then, microseconds UTC
 * @param detail a JSON object
 */
public record RowContent(
        String kind,
        @Nullable String userId,
        @Nullable String person,
        @Nullable String organisationId,
        @Nullable String address,
        @Nullable String session,
        @Nullable String facilityId,
        @Nullable String facility,
        @Nullable String cameraId,
        @Nullable String camera,
        @Nullable Long fromUs,
        @Nullable Long toUs,
        String detail) {}
