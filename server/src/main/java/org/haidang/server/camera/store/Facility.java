package org.haidang.server.camera.store;

/**
 * A place that is watched.
 *
 * @param cameraCount of it, as counted when it was read
 */
public record Facility(String id, String name, String address, int cameraCount) {}
