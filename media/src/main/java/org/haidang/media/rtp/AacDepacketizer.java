package org.haidang.media.rtp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.haidang.media.MalformedInputException;
import org.haidang.media.codec.AacConfig;
import org.haidang.media.codec.AdtsHeader;
import org.haidang.media.codec.BitReader;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;

/**
 * AAC by RFC 3640, mode AAC-hbr and its like: several frames in a packet, or one over several.
 *
 * <pre>
 * | AU-headers-length in bits (16) | AU-header | AU-header | ... padding | AU | AU | ...
 * AU-header: size (13) index or index delta (3), and optional parts by the fmtp parameters
 * </pre>
 */
final class AacDepacketizer implements Depacketizer {
    private static final int MAX_FRAMES = 64;
    private static final int MAX_FRAME_BYTES = 8192 * 2;

    private final Output out;
    private final int clockRateHz;
    private final int sizeBits;
    private final int indexBits;
    private final int indexDeltaBits;
    private final int ctsDeltaBits;
    private final int dtsDeltaBits;
    private final int randomAccessBits;
    private final int streamStateBits;
    private final int auxiliaryBits;
    private final int constantSize;
    private final boolean configAnnounced;
    private final int[] sizes = new int[MAX_FRAMES];
    private AudioFormat format;
    private int frameSamples;
    private boolean announced;

    private byte[] partial = {};
    private int partialSize;
    private int partialTotal;
    private int partialTimestamp;

    /** What the description gives, with AAC-LC at the clock rate where it gives nothing usable. */
    record Announced(AudioFormat format, int frameSamples, boolean fromConfig) {
        static Announced of(TrackSettings settings) {
            int channels = Math.clamp(settings.channels(), 1, 8);
            try {
                byte[] config =
                        HexFormat.of().parseHex(settings.fmtp().getOrDefault("config", "").strip());
                return new Announced(
                        audio(config, AacConfig.parse(config), channels),
                        AacConfig.parse(config).frameSamples(),
                        true);
            } catch (MalformedInputException | IllegalArgumentException e) {
                int rate =
                        AacConfig.isNamedRate(settings.clockRateHz())
                                ? settings.clockRateHz()
                                : 8_000;
                byte[] config = AacConfig.lowComplexity(rate, channels);
                return new Announced(
                        new AudioFormat(Codec.AAC, rate, channels, config, "mp4a.40.2"),
                        1024,
                        false);
            }
        }

        private static AudioFormat audio(byte[] config, AacConfig parsed, int announcedChannels) {
            int channels = parsed.channels() > 0 ? parsed.channels() : announcedChannels;
            return new AudioFormat(
                    Codec.AAC, parsed.sampleRateHz(), channels, config, parsed.codecString());
        }
    }

    AacDepacketizer(TrackSettings settings, Announced known, int clockRateHz, Output out) {
        this.out = out;
        this.clockRateHz = clockRateHz;
        Map<String, String> fmtp = settings.fmtp();
        sizeBits = number(fmtp, "sizelength", fmtp.containsKey("constantsize") ? 0 : 13);
        indexBits = number(fmtp, "indexlength", sizeBits == 0 ? 0 : 3);
        indexDeltaBits = number(fmtp, "indexdeltalength", sizeBits == 0 ? 0 : 3);
        ctsDeltaBits = number(fmtp, "ctsdeltalength", 0);
        dtsDeltaBits = number(fmtp, "dtsdeltalength", 0);
        randomAccessBits = number(fmtp, "randomaccessindication", 0) > 0 ? 1 : 0;
        streamStateBits = number(fmtp, "streamstateindication", 0);
        auxiliaryBits = number(fmtp, "auxiliarydatasizelength", 0);
        constantSize = Math.min(MAX_FRAME_BYTES, size(fmtp.getOrDefault("constantsize", "0")));
        format = known.format();
        frameSamples = known.frameSamples();
        configAnnounced = known.fromConfig();
    }

    private static int number(Map<String, String> fmtp, String key, int otherwise) {
        String value = fmtp.get(key);
        return value == null ? otherwise : Math.min(32, size(value));
    }

    private static int size(String value) {
        try {
            return Math.max(0, Integer.parseInt(value.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public Track track() {
        return new Track(out.trackId(), format, format.sampleRateHz());
    }

    @Override
    public void onPacket(RtpPacket packet, boolean afterGap) {
        if (afterGap) {
            dropPartial();
            out.breakOff();
        }
        if (packet.payloadLength == 0) {
            return;
        }
        try {
            unpack(packet);
        } catch (MalformedInputException e) {
            dropPartial();
            out.malformed(Oddity.AUDIO, String.valueOf(e.getMessage()));
        }
    }

    private void unpack(RtpPacket packet) throws MalformedInputException {
        byte[] data = packet.buffer;
        int start = packet.payloadOffset;
        int end = start + packet.payloadLength;
        if (AdtsHeader.length(data, start, end - start) > 0) {
            frame(packet, 0, start, end - start); // no AU headers at all
            return;
        }
        if (!hasHeaders()) {
            int size = constantSize > 0 ? constantSize : end - start;
            int count = Math.min(MAX_FRAMES, (end - start) / size);
            for (int i = 0; i < count; i++) {
                frame(packet, i, start + i * size, size);
            }
            return;
        }
        if (end - start < 2) {
            throw new MalformedInputException("no AU headers length", 0);
        }
        int headerBits = RtpPacket.u16(data, start);
        int at = start + 2 + (headerBits + 7) / 8;
        if (at > end) {
            throw new MalformedInputException("AU headers of " + headerBits + " bits", 0);
        }
        int frames = headerBits == 0 ? 0 : readHeaders(data, start + 2, headerBits);
        at = skipAuxiliary(data, at, end);
        if (frames == 0) {
            frame(packet, 0, at, end - at);
        } else if (frames == 1 && sizes[0] > end - at) {
            fragment(packet, at, end - at);
        } else {
            frames(packet, frames, at, end);
        }
    }

    private boolean hasHeaders() {
        return sizeBits + indexBits + ctsDeltaBits + dtsDeltaBits + streamStateBits > 0;
    }

    private int readHeaders(byte[] data, int start, int headerBits) throws MalformedInputException {
        BitReader bits = BitReader.ofBytes(data, start, (headerBits + 7) / 8);
        int end = start * 8 + headerBits;
        int frames = 0;
        while (frames < MAX_FRAMES && bits.position() + sizeBits + indexBits <= end) {
            int from = bits.position();
            sizes[frames] = sizeBits > 0 ? bits.bits(sizeBits) : constantSize;
            bits.skip(frames == 0 ? indexBits : indexDeltaBits);
            skipDelta(bits, ctsDeltaBits);
            skipDelta(bits, dtsDeltaBits);
            bits.skip(randomAccessBits + streamStateBits);
            frames++;
            if (bits.position() == from) {
                break;
            }
        }
        return frames;
    }

    private static void skipDelta(BitReader bits, int count) throws MalformedInputException {
        if (count > 0 && bits.flag()) {
            bits.skip(count);
        }
    }

    private int skipAuxiliary(byte[] data, int at, int end) throws MalformedInputException {
        if (auxiliaryBits == 0) {
            return at;
        }
        BitReader bits = BitReader.ofBytes(data, at, end - at);
        long skip = auxiliaryBits + Integer.toUnsignedLong(bits.bits(auxiliaryBits));
        if (skip > (end - at) * 8L) {
            throw new MalformedInputException("auxiliary section of " + skip + " bits", 0);
        }
        return at + (int) ((skip + 7) / 8);
    }

    private void frames(RtpPacket packet, int frames, int start, int end)
            throws MalformedInputException {
        dropPartial();
        int at = start;
        for (int i = 0; i < frames; i++) {
            if (sizes[i] < 0 || sizes[i] > end - at) {
                throw new MalformedInputException("AU of " + sizes[i] + " bytes", at - start);
            }
            frame(packet, i, at, sizes[i]);
            at += sizes[i];
        }
    }

    /** One frame over several packets: each tells the whole size. */
    private void fragment(RtpPacket packet, int at, int length) throws MalformedInputException {
        int total = sizes[0];
        if (total > MAX_FRAME_BYTES || total < 0) {
            throw new MalformedInputException("AU of " + total + " bytes", 2);
        }
        if (partialTotal != total || partialTimestamp != packet.timestamp) {
            dropPartial();
            partialTotal = total;
            partialTimestamp = packet.timestamp;
        }
        int take = Math.min(length, total - partialSize);
        partial = partial.length < total ? Arrays.copyOf(partial, total) : partial;
        System.arraycopy(packet.buffer, at, partial, partialSize, take);
        partialSize += take;
        if (partialSize == total) {
            partialTotal = 0;
            partialSize = 0;
            emit(packet, 0, partial, 0, total);
        }
    }

    private void dropPartial() {
        if (partialSize > 0) {
            out.drop();
        }
        partialSize = 0;
        partialTotal = 0;
    }

    private void frame(RtpPacket packet, int index, int at, int length)
            throws MalformedInputException {
        if (length > 0 && length <= MAX_FRAME_BYTES) {
            emit(packet, index, packet.buffer, at, length);
        }
    }

    private void emit(RtpPacket packet, int index, byte[] data, int at, int length)
            throws MalformedInputException {
        int header = AdtsHeader.length(data, at, length);
        if (header > 0) {
            out.odd(Oddity.ADTS, "stripped");
            if (!configAnnounced && !announced) {
                byte[] config = AdtsHeader.config(data, at);
                AacConfig parsed = AacConfig.parse(config);
                if (parsed.sampleRateHz() == format.sampleRateHz()) {
                    format = Announced.audio(config, parsed, format.channels());
                }
            }
        }
        if (!announced) {
            announced = true;
            out.format(track(), 0);
        }
        long offset = (long) index * frameSamples * clockRateHz / format.sampleRateHz();
        out.emit(
                packet.timestamp + (int) offset,
                packet.arrivalNs,
                packet.arrivalWallUs,
                true,
                false,
                Arrays.copyOfRange(data, at + header, at + length));
    }

    @Override
    public void flush() {
        // A frame is handed over as soon as it is whole.
    }

    @Override
    public void restart() {
        dropPartial();
        out.breakOff();
    }
}
