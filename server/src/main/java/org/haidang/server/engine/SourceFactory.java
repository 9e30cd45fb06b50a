package org.haidang.server.engine;

import org.haidang.media.rtsp.net.RtspSourceConfig;
import org.haidang.media.source.SourceListener;

/** Makes the sources that pull cameras; a test makes ones that need no network. */
@FunctionalInterface
public interface SourceFactory {
    /** A source that is not started yet. */
    CameraSource source(RtspSourceConfig config, SourceListener listener);
}
