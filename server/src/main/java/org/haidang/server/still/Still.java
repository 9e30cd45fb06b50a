package org.haidang.server.still;

/**
 * A picture as JPEG.
 *
 * @param wallUs when the picture was taken, microseconds since 1970 UTC
 * @param jpeg shared, never write to it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Still(long wallUs, byte[] jpeg) {}
