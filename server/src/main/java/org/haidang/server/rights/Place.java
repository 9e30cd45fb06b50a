package org.haidang.server.rights;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands, as far as rights care.
 *
 * @param facilityId null for a person or an organisation
 * @param zone of a camera; null for a whole facility, empty when a camera's was not said
 */
public record Place(
        @Nullable String facilityId,
        @Nullable String organisationId,
        @Nullable String areaCode,
        @Nullable String zone) {}
