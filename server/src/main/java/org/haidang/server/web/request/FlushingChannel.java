package org.haidang.server.web.request;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/**
 * Sends each buffer on its way at once: what comes piecemeal over a thin line is shown as it comes,
 * and a reader who has left is noticed by the next piece.
 */
public final class FlushingChannel implements WritableByteChannel {
    private final OutputStream stream;
    private final WritableByteChannel channel;

    public FlushingChannel(OutputStream stream) {
        this.stream = stream;
        this.channel = Channels.newChannel(stream);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = channel.write(bytes);
        stream.flush();
        return count;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
