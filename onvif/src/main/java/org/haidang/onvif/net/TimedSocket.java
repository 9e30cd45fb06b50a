package org.haidang.onvif.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket from which is read until a moment, however slowly it drips: also by whoever encrypts
 * over it. Belongs to one thread.
 */
final class TimedSocket extends Socket {

    private long deadlineNs;

    TimedSocket() {
        super(Proxy.NO_PROXY);
    }

    /** From now on this long. */
    void within(Duration time) {
        deadlineNs = System.nanoTime() + time.toNanos();
    }

    /** Whether the time is over. */
    boolean isLate() {
        return leftMs() < 1;
    }

    private long leftMs() {
        return (deadlineNs - System.nanoTime()) / 1_000_000;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Timed(super.getInputStream());
    }

    private final class Timed extends FilterInputStream {

        Timed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long leftMs = leftMs();
            if (leftMs < 1) {
                throw new SocketTimeoutException("deadline");
            }
            setSoTimeout((int) Math.min(leftMs, Integer.MAX_VALUE));
            return super.read(bytes, offset, length);
        }
    }
}
