package org.haidang.media.rtsp.net;

import java.nio.ByteBuffer;
import org.haidang.media.rtsp.RtspFramer;

/**
 * The one place all connections of an event loop read into: a direct buffer for the kernel and an
 * array for the parsers, with room in front for what a connection has kept from its last read.
 */
final class ReadBuffer {

    /** Most that is read from one connection at once. */
    static final int READ_BYTES = 512 * 1024;

    /** Largest datagram. */
    static final int DATAGRAM_BYTES = 65_535;

    final ByteBuffer direct = ByteBuffer.allocateDirect(READ_BYTES);
    final byte[] array = new byte[RtspFramer.MAX_TAIL_BYTES + READ_BYTES];

    /** Moves what was read into the array. */
    int drain(int at) {
        direct.flip();
        int count = direct.remaining();
        direct.get(array, at, count);
        return count;
    }
}
