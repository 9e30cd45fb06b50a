package org.haidang.camerafarm.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.haidang.camerafarm.camera.TrackPlayer;
import org.haidang.camerafarm.packet.PacketBlock;

/** Where the packets of a session go. Used by the event loop only. */
interface Outlet {

    /**
     * Sends the player's next block if the one before has gone out.
     *
     * @param lossPercent of its packets to leave out, 0 for none
     * @return bytes sent, or -1 when the block was dropped whole
     * @throws IOException when the receiver is gone
     */
    int send(TrackPlayer player, double lossPercent) throws IOException;

    /** Sends an RTCP packet. */
    void sendReport(TrackPlayer player, ByteBuffer rtcp) throws IOException;

    /** Whether the receiver has not taken what was sent. */
    boolean stalled();

    /** What outlets share: one loop, so one buffer for all. */
    record Tools(ByteBuffer scratch, RandomGenerator random, boolean packetAtATime) {

        /** Puts the next block into the scratch buffer, without what is to be lost. */
        ByteBuffer fill(TrackPlayer player, int channel, double lossPercent) {
            PacketBlock block = player.item().block();
            scratch.clear();
            if (lossPercent == 0) {
                block.write(scratch, channel, player.sequence(), player.timestamp(), player.ssrc());
            } else {
                for (int i = 0; i < block.packets(); i++) {
                    if (!lost(lossPercent)) {
                        fillOne(player, i, channel);
                    }
                }
            }
            return scratch.flip();
        }

        void fillOne(TrackPlayer player, int packet, int channel) {
            player.item()
                    .block()
                    .writeOne(
                            scratch,
                            packet,
                            channel,
                            player.sequence() + packet,
                            player.timestamp(),
                            player.ssrc());
        }

        boolean lost(double lossPercent) {
            return lossPercent > 0 && random.nextDouble() * 100 < lossPercent;
        }
    }
}
