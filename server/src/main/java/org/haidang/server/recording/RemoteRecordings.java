package org.haidang.server.recording;

import org.haidang.server.camera.RemoteAddress;

/** The recordings of cameras of other sites, which lie there. */
@FunctionalInterface
public interface RemoteRecordings {
    /**
     * Those of a stream; nothing is asked yet.
     *
     * @param stream main or sub
     */
    StreamRecordings recordings(RemoteAddress address, String stream);
}
