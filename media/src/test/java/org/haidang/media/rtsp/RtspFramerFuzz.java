package org.haidang.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.haidang.media.MalformedInputException;

/**
 * Any bytes on the connection, in pieces of whatever size: frames and messages within their bounds,
 * or the connection is given up. The first byte is the size of the pieces.
 */
class RtspFramerFuzz implements RtspFramer.Sink {
    private static final int CHANNELS = 4;

    private int inPiece;

    @Override
    public void onInterleaved(int channel, byte[] buffer, int offset, int length) {
        assertThat(channel).isBetween(0, 255);
        assertThat(offset).isNotNegative();
        assertThat(length).isNotNegative();
        assertThat(offset + length).isLessThanOrEqualTo(inPiece);
    }

    @Override
    public void onMessage(RtspMessage message) {
        assertThat(message.toString()).isNotEmpty();
    }

    @Override
    public boolean knowsChannel(int channel) {
        return channel < CHANNELS;
    }

    @FuzzTest
    void isReadOrGivenUp(byte[] wire) {
        RtspFramer framer = new RtspFramer();
        int size = wire.length == 0 ? 1 : 1 + (wire[0] & 0xFF);
        byte[] rest = {};
        try {
            for (int at = 1; at < wire.length; at += size) {
                int end = Math.min(at + size, wire.length);
                byte[] all = Arrays.copyOf(rest, rest.length + end - at);
                System.arraycopy(wire, at, all, rest.length, end - at);
                inPiece = all.length;
                int used = framer.consume(all, 0, all.length, this);
                assertThat(used).isBetween(0, all.length);
                rest = Arrays.copyOfRange(all, used, all.length);
                assertThat(rest).hasSizeLessThanOrEqualTo(RtspFramer.MAX_TAIL_BYTES);
            }
        } catch (MalformedInputException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
