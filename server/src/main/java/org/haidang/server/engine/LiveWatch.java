package org.haidang.server.engine;

import org.haidang.media.rtsp.Transport;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamReader;
import org.jspecify.annotations.Nullable;

/** Somebody's place at a stream. Whoever has it closes the reader. */
public record LiveWatch(StreamName name, Stream stream, StreamReader reader, CameraSource source) {
    /** How the camera sends; null before it does. */
    public @Nullable Transport transport() {
        return source.stats().transport();
    }
}
