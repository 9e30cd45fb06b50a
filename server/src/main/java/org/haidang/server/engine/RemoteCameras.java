package org.haidang.server.engine;

import java.util.Optional;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceListener;
import org.haidang.server.camera.RemoteAddress;
import org.jspecify.annotations.Nullable;

/** The cameras of other sites, which are watched here and recorded there. */
public interface RemoteCameras {
    /** A source that is not started yet. */
    CameraSource source(RemoteAddress address, StreamName stream, SourceListener listener);

    /** How a camera is, as its site last told; that the link is down counts as told. */
    Optional<Told> told(RemoteAddress address);

    /** The newest picture of a camera that its site sent by itself; may be old, and says so. */
    Optional<Picture> lastPicture(RemoteAddress address);

    /**
     * A small picture.
     *
     * @param takenUs by the site's clock, microseconds since 1970 UTC
     * @param jpeg shared, never write to it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Picture(long takenUs, byte[] jpeg) {}

    /**
     * How a camera is at its site.
     *
     * @param reason with FAILED
     * @param lastPictureUs microseconds since 1970 UTC, 0 before the first
     * @param coverageToday recorded share of what was expected since midnight there, null when
     *     nothing was
     */
    record Told(
            CameraStatus.Kind kind,
            @Nullable FailureReason reason,
            long lastPictureUs,
            CameraStatus.Recording recording,
            @Nullable Double coverageToday) {}
}
