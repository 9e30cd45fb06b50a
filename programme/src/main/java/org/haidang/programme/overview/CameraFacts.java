package org.haidang.programme.overview;

/**
 * What is known of one camera that was not retired.
 *
 * @param connected as {@link org.haidang.programme.facility.CameraConnection} computes it
 * @param online whether a picture arrived within the last seconds
 */
public record CameraFacts(String id, String facilityId, boolean connected, boolean online) {}
