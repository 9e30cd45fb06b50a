package org.haidang.archive.catalog;

import java.util.regex.Pattern;

/**
 * One recorded stream of one camera. Both parts become folder names, so both are narrow.
 *
 * @param cameraId 1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param stream {@code main}, {@code sub} or another short name, 1 to 16 of {@code a-z 0-9}
 */
public record StreamKey(String cameraId, String stream) implements Comparable<StreamKey> {
    private static final Pattern CAMERA_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern STREAM = Pattern.compile("[a-z0-9]{1,16}");

    public StreamKey {
        if (!CAMERA_ID.matcher(cameraId).matches()) {
            throw new IllegalArgumentException("camera id: " + cameraId);
        }
        if (!STREAM.matcher(stream).matches()) {
            throw new IllegalArgumentException("stream name: " + stream);
        }
    }

    /** By camera id, then by stream name, both in code point order. */
    @Override
    public int compareTo(StreamKey other) {
        int byCamera = cameraId.compareTo(other.cameraId);
        return byCamera != 0 ? byCamera : stream.compareTo(other.stream);
    }

    @Override
    public String toString() {
        return cameraId + "/" + stream;
    }
}
