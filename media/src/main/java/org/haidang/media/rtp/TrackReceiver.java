package org.haidang.media.rtp;

import java.util.Locale;
import org.haidang.media.clock.MediaClock;
import org.haidang.media.clock.TrackClock;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * Turns the RTP packets of one track into access units.
 *
 * <p>One receiver is made per track and session; the {@link MediaClock} outlives it. It never
 * throws for what a camera sends: bad input is counted. Buffers are only read during the call. Not
 * thread-safe: belongs to the event loop of its source.
 */
public final class TrackReceiver {
    /** The same for all receivers: a camera needs a name, and none that tells anything. */
    private static final String CNAME = "haidang";

    /** So many packets of one other payload type, and none of the announced, and it is taken. */
    private static final int PACKETS_TO_ADOPT_TYPE = 30;

    private final TrackSettings settings;
    private final TrackClock clock;
    private final Output out;
    private final Depacketizer depacketizer;
    private final SsrcLock lock;
    private final SequenceTracker sequence = new SequenceTracker();
    private final ReportKeeper reports = new ReportKeeper();
    private final @Nullable ReorderBuffer reorder;
    private final RtpPacket packet = new RtpPacket();
    private final Rtcp.Sink rtcpSink = new ReportSink();

    private int payloadType;
    private int otherType = -1;
    private int otherTypePackets;
    private long packets;
    private long bytes;
    private long foreign;
    private long ssrcChanges;
    private long lastPacketNs = Long.MIN_VALUE;
    private boolean goodbye;
    private boolean ownReportSeen;
    private long rtcpArrivalNs;
    private long rtcpWallUs;

    /** Whether a track of this encoding (name of {@code a=rtpmap}, any case) can be received. */
    public static boolean supports(String encodingName) {
        return codecOf(encodingName) != null;
    }

    private static @Nullable Codec codecOf(String encodingName) {
        return switch (encodingName.strip().toUpperCase(Locale.ROOT)) {
            case "H264" -> Codec.H264;
            case "H265", "HEVC" -> Codec.H265;
            case "MPEG4-GENERIC" -> Codec.AAC;
            case "PCMU" -> Codec.PCMU;
            case "PCMA" -> Codec.PCMA;
            default -> null;
        };
    }

    /**
     * @throws IllegalArgumentException when the encoding is not supported
     */
    public TrackReceiver(TrackSettings settings, MediaClock clock, TrackListener listener) {
        Codec codec = codecOf(settings.encodingName());
        if (codec == null) {
            throw new IllegalArgumentException("encoding " + settings.encodingName());
        }
        this.settings = settings;
        this.payloadType = settings.payloadType();
        this.lock = new SsrcLock(settings.expectedSsrc());
        this.reorder = settings.reorder() ? new ReorderBuffer(this::takeOrdered) : null;
        int id = settings.trackId();
        int announcedHz = settings.clockRateHz();
        switch (codec) {
            case H264, H265 -> {
                int rate = announcedHz > 0 ? announcedHz : PictureAssembler.TIMESCALE_HZ;
                this.clock = clock.track(id, rate, PictureAssembler.TIMESCALE_HZ);
                this.out = new Output(id, this.clock, listener);
                this.depacketizer = new VideoDepacketizer(codec, settings.fmtp(), out);
            }
            case AAC -> {
                AacDepacketizer.Announced known = AacDepacketizer.Announced.of(settings);
                int sampleRate = known.format().sampleRateHz();
                int rate = announcedHz > 0 ? announcedHz : sampleRate;
                this.clock = clock.track(id, rate, sampleRate);
                this.out = new Output(id, this.clock, listener);
                this.depacketizer = new AacDepacketizer(settings, known, rate, out);
            }
            case PCMU, PCMA -> {
                int rate = announcedHz > 0 ? announcedHz : 8_000;
                this.clock = clock.track(id, rate, rate);
                this.out = new Output(id, this.clock, listener);
                int channels = Math.clamp(settings.channels(), 1, 8);
                this.depacketizer = new G711Depacketizer(codec, rate, channels, out);
            }
            default -> throw new IllegalArgumentException("codec " + codec);
        }
    }

    /**
     * The track as far as it is known: right after construction what the description told, later
     * what the packets told.
     */
    public @Nullable Track track() {
        return depacketizer.track();
    }

    /**
     * One packet from the RTP channel or port; RTCP that strayed on to it is handled as such.
     *
     * @param arrivalNs monotonic time of arrival
     * @param arrivalWallUs the server's clock at arrival, microseconds since 1970 UTC
     */
    public void onRtp(byte[] buffer, int offset, int length, long arrivalNs, long arrivalWallUs) {
        if (RtpPacket.isRtcp(buffer, offset, length)) {
            readRtcp(buffer, offset, length, arrivalNs, arrivalWallUs);
            return;
        }
        if (!packet.parse(buffer, offset, length)) {
            out.malformed(Oddity.MALFORMED_PACKETS, "RTP of " + length + " bytes");
            return;
        }
        if (packet.payloadType != payloadType && !adoptType(packet.payloadType)) {
            foreign++;
            return;
        }
        switch (lock.offer(packet.ssrc, buffer, offset, length, arrivalNs)) {
            case TAKE -> order(buffer, offset, length, arrivalNs, arrivalWallUs);
            case DROP, HOLD -> {
                foreign++;
                out.odd(Oddity.FOREIGN_PACKETS, "SSRC " + Integer.toHexString(packet.ssrc));
            }
            case RELOCKED -> {
                relock();
                for (byte[] held : lock.takeHeld()) {
                    foreign--;
                    packet.parse(held, 0, held.length);
                    order(held, 0, held.length, arrivalNs, arrivalWallUs);
                }
                packet.parse(buffer, offset, length);
                order(buffer, offset, length, arrivalNs, arrivalWallUs);
            }
        }
    }

    /** Some cameras announce one payload type and use another. */
    private boolean adoptType(int type) {
        if (packets > 0) {
            return false;
        }
        otherTypePackets = type == otherType ? otherTypePackets + 1 : 1;
        otherType = type;
        if (otherTypePackets < PACKETS_TO_ADOPT_TYPE) {
            return false;
        }
        out.odd(Oddity.PAYLOAD_TYPE, "announced " + payloadType + ", takes " + type);
        payloadType = type;
        return true;
    }

    private void relock() {
        ssrcChanges++;
        out.odd(Oddity.SSRC_CHANGED, "now " + Integer.toHexString(lock.current()));
        if (reorder != null) {
            reorder.restart();
        }
        depacketizer.restart();
        out.restartClock();
        sequence.restart();
        reports.restart();
        ownReportSeen = false;
    }

    private void order(byte[] buffer, int offset, int length, long arrivalNs, long arrivalWallUs) {
        lastPacketNs = arrivalNs;
        goodbye = false;
        if (reorder == null) {
            take(length, arrivalNs, arrivalWallUs);
        } else {
            reorder.offer(packet.sequence, buffer, offset, length, arrivalNs, arrivalWallUs);
        }
    }

    private void takeOrdered(
            byte[] buffer, int offset, int length, long arrivalNs, long arrivalWallUs) {
        packet.parse(buffer, offset, length);
        take(length, arrivalNs, arrivalWallUs);
    }

    private void take(int length, long arrivalNs, long arrivalWallUs) {
        SequenceTracker.Order order = sequence.offer(packet.sequence);
        if (order == SequenceTracker.Order.OLD) {
            return;
        }
        packets++;
        bytes += length;
        reports.onPacket(packet.timestamp, arrivalNs, clock.rateHz());
        boolean afterGap = order == SequenceTracker.Order.AFTER_GAP;
        if (afterGap) {
            out.odd(Oddity.LOST_PACKETS, "first before sequence number " + packet.sequence);
        }
        packet.arrivedAt(arrivalNs, arrivalWallUs);
        depacketizer.onPacket(packet, afterGap);
    }

    /** One packet from the RTCP channel or port; RTP that strayed on to it is handled as such. */
    public void onRtcp(byte[] buffer, int offset, int length, long arrivalNs, long arrivalWallUs) {
        boolean rtp =
                length >= RtpPacket.HEADER_BYTES
                        && (buffer[offset] & 0xC0) == 0x80
                        && (buffer[offset + 1] & 0x7F) == payloadType;
        if (rtp) {
            onRtp(buffer, offset, length, arrivalNs, arrivalWallUs);
        } else {
            readRtcp(buffer, offset, length, arrivalNs, arrivalWallUs);
        }
    }

    private void readRtcp(byte[] buffer, int offset, int length, long arrivalNs, long wallUs) {
        rtcpArrivalNs = arrivalNs;
        rtcpWallUs = wallUs;
        if (!Rtcp.read(buffer, offset, length, rtcpSink)) {
            out.malformed(Oddity.MALFORMED_PACKETS, "RTCP of " + length + " bytes");
        }
    }

    private final class ReportSink implements Rtcp.Sink {
        /**
         * The channel tells whose report it is: some cameras write a made-up SSRC. Only where the
         * right one has been seen, others are left out.
         */
        @Override
        public void onSenderReport(int ssrc, long ntp, int rtpTimestamp) {
            boolean own = lock.isLocked() && ssrc == lock.current();
            if (ownReportSeen && !own) {
                return;
            }
            ownReportSeen = own;
            reports.onSenderReport(ntp, rtcpArrivalNs);
            if (ntp != 0) {
                clock.onSenderReport(Rtcp.ntpToUnixUs(ntp), rtpTimestamp, rtcpWallUs);
            }
        }

        @Override
        public void onGoodbye(int ssrc) {
            goodbye |= !lock.isLocked() || ssrc == lock.current();
        }
    }

    /**
     * Time passes: gives up on packets held for reordering. Call every 10 to 200 ms when {@link
     * TrackSettings#reorder()} is set; harmless otherwise.
     */
    public void onTick(long nowNs) {
        if (reorder != null) {
            reorder.tick(nowNs);
        }
    }

    /**
     * A compound RTCP packet (receiver report and source description) to send every 5 s; also over
     * TCP, where some cameras take it as the sign of life.
     */
    public byte[] receiverReport(long nowNs) {
        if (!lock.isLocked()) {
            return Rtcp.emptyReport(settings.reportSsrc());
        }
        return Rtcp.report(
                settings.reportSsrc(),
                new Rtcp.Block(
                        lock.current(),
                        sequence.takeFractionLost(),
                        sequence.cumulativeLost(),
                        sequence.extendedHighest(),
                        reports.jitter(),
                        reports.lastReport(),
                        reports.delay(nowNs)),
                CNAME);
    }

    /**
     * The SSRC that the SETUP answer or the RTP-Info announced, when it is known only after
     * construction.
     */
    public void expectSsrc(int ssrc) {
        lock.announce(ssrc);
    }

    /**
     * What follows does not continue what was: hands over what is complete, drops the rest and
     * starts at the next random access. For a PLAY after a pause; a reconnect makes a new receiver.
     */
    public void discontinuity() {
        if (reorder != null) {
            reorder.restart();
        }
        depacketizer.restart();
        out.restartClock();
        sequence.restart();
    }

    /** The session ends: hands over the picture in hand and packets still held for reordering. */
    public void flush() {
        if (reorder != null) {
            reorder.flush();
        }
        depacketizer.flush();
    }

    /** Monotonic time of arrival of the last RTP packet taken, or {@link Long#MIN_VALUE}. */
    public long lastPacketNs() {
        return lastPacketNs;
    }

    /** Whether the sender said BYE after its last RTP packet. */
    public boolean goodbye() {
        return goodbye;
    }

    public ReceiverCounters counters() {
        return new ReceiverCounters(
                packets,
                bytes,
                sequence.lost(),
                reorder == null ? 0 : reorder.reordered(),
                sequence.old() + (reorder == null ? 0 : reorder.late()),
                foreign,
                out.malformed,
                out.units,
                out.damagedUnits,
                out.droppedUnits,
                ssrcChanges,
                out.clockJumps,
                clock.knowsCameraOffset()
                        ? clock.cameraOffsetUs()
                        : ReceiverCounters.UNKNOWN_OFFSET);
    }
}
