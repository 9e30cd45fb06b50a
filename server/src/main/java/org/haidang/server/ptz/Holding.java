package org.haidang.server.ptz;

/**
 * That somebody holds a camera.
 *
 * @param untilUs when it is free again unless he goes on, microseconds UTC
 */
public record Holding(String cameraId, Turner holder, long untilUs) {
    public boolean isOf(String key) {
        return holder.key().equals(key);
    }
}
