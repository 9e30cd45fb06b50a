package org.haidang.server.still;

/**
 * A picture as JPEG.
 *
 * @param wallUs when the picture was taken, microseconds since 1970 UTC
 * @param jpeg shared, never write to it
 * @param sent the camera's site sent it by itself: up to a round of last pictures old, and nothing
 *     was decoded here
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Still(long wallUs, byte[] jpeg, boolean sent) {}
