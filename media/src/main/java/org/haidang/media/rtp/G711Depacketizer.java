package org.haidang.media.rtp;

import java.util.Arrays;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;

/**
 * G.711 by RFC 3551 section 4.5.14: the payload is samples of one byte. A packet of any length is
 * one unit; cameras use 20 to 128 ms.
 */
final class G711Depacketizer implements Depacketizer {
    private final Output out;
    private final Track track;
    private boolean announced;

    G711Depacketizer(Codec codec, int sampleRateHz, int channels, Output out) {
        this.out = out;
        AudioFormat format =
                new AudioFormat(
                        codec,
                        sampleRateHz,
                        channels,
                        new byte[0],
                        codec == Codec.PCMU ? "ulaw" : "alaw");
        track = new Track(out.trackId(), format, sampleRateHz);
    }

    @Override
    public Track track() {
        return track;
    }

    @Override
    public void onPacket(RtpPacket packet, boolean afterGap) {
        if (afterGap) {
            out.breakOff();
        }
        if (packet.payloadLength == 0) {
            return;
        }
        if (!announced) {
            announced = true;
            out.format(track, 0);
        }
        int start = packet.payloadOffset;
        out.emit(
                packet.timestamp,
                packet.arrivalNs,
                packet.arrivalWallUs,
                true,
                false,
                Arrays.copyOfRange(packet.buffer, start, start + packet.payloadLength));
    }

    @Override
    public void flush() {
        // A packet is a unit.
    }

    @Override
    public void restart() {
        out.breakOff();
    }
}
