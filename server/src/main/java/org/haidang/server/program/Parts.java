package org.haidang.server.program;

import org.haidang.media.rtsp.net.EventLoops;
import org.haidang.server.probe.CameraProbe;
import org.haidang.server.probe.RtspCameraProbe;
import org.haidang.server.settings.Settings;
import org.haidang.server.still.PictureDecoder;
import org.haidang.vision.KeyPictureDecoder;

/**
 * What the web layer needs beside the server itself: the picture decoder's process and a loop for
 * trying cameras.
 */
public final class Parts implements AutoCloseable {
    private final KeyPictureDecoder decoder;
    private final EventLoops probeLoop;
    private final CameraProbe probe;

    private Parts(KeyPictureDecoder decoder, EventLoops probeLoop, CameraProbe probe) {
        this.decoder = decoder;
        this.probeLoop = probeLoop;
        this.probe = probe;
    }

    /** Starts them; no process before the first picture. */
    public static Parts start(Settings settings) {
        // A loop of its own: what a stranger's address answers must not hold up cameras that
        // record.
        EventLoops loop = EventLoops.start(1);
        return new Parts(
                new KeyPictureDecoder(),
                loop,
                new RtspCameraProbe(loop, HaidangServer.addressGuard(settings)));
    }

    public PictureDecoder decoder() {
        return decoder::jpeg;
    }

    public CameraProbe probe() {
        return probe;
    }

    @Override
    public void close() {
        decoder.close();
        probeLoop.close();
    }
}
