package org.haidang.camerafarm.net;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.haidang.camerafarm.camera.TrackPlayer;
import org.haidang.camerafarm.packet.PacketBlock;

/** Datagrams to the ports the receiver named in its SETUP requests. */
final class UdpOutlet implements Outlet {

    /** Where one track's packets go. */
    record Target(SocketAddress rtp, SocketAddress rtcp) {}

    private final UdpPorts ports;
    private final Tools tools;
    private final Map<Integer, Target> targets = new HashMap<>();

    UdpOutlet(UdpPorts ports, Tools tools) {
        this.ports = ports;
        this.tools = tools;
    }

    void target(int track, Target target) {
        targets.put(track, target);
    }

    @Override
    public int send(TrackPlayer player, double lossPercent) throws IOException {
        Target target = targets.get(player.channel());
        if (target == null) {
            return -1;
        }
        PacketBlock block = player.item().block();
        ByteBuffer all = tools.fill(player, 0, 0);
        int sent = 0;
        for (int i = 0; i < block.packets(); i++) {
            if (!tools.lost(lossPercent)) {
                all.limit(block.starts()[i + 1]);
                all.position(block.starts()[i] + PacketBlock.FRAME_HEADER);
                sent += put(all, target.rtp()) ? block.length(i) : 0;
            }
        }
        return sent;
    }

    private boolean put(ByteBuffer datagram, SocketAddress to) throws IOException {
        try {
            return ports.send(true, datagram, to);
        } catch (PortUnreachableException e) {
            return false; // the receiver may come back; its TCP connection tells when it is gone
        }
    }

    @Override
    public void sendReport(TrackPlayer player, ByteBuffer rtcp) throws IOException {
        Target target = targets.get(player.channel());
        if (target != null) {
            ports.send(false, rtcp, target.rtcp());
        }
    }

    @Override
    public boolean stalled() {
        return false;
    }
}
