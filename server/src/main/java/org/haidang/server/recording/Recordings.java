package org.haidang.server.recording;

import org.haidang.archive.Archive;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;

/** Finds where the recordings of a camera lie. Thread-safe. */
public final class Recordings {
    private final CameraRegistry registry;
    private final Archive archive;
    private final RemoteRecordings remote;

    public Recordings(CameraRegistry registry, Archive archive, RemoteRecordings remote) {
        this.registry = registry;
        this.archive = archive;
        this.remote = remote;
    }

    /** Those of a stream: of its site when that is another one, else ours. */
    public StreamRecordings of(StreamKey key) {
        return registry.camera(key.cameraId())
                .map(Camera::url)
                .flatMap(RemoteAddress::of)
                .map(address -> remote.recordings(address, key.stream()))
                .orElseGet(() -> new ArchivedStream(archive, key));
    }
}
