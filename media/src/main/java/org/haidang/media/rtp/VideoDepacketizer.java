package org.haidang.media.rtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.haidang.media.codec.H265Nal;
import org.haidang.media.codec.ParameterSets;
import org.haidang.media.codec.StartCodes;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * H.264 and H.265 video. Until the first picture is out it also watches for the other codec's
 * parameter sets: some cameras announce H264 and send H265 (user changed the codec, the description
 * was not).
 */
final class VideoDepacketizer implements Depacketizer {
    private static final int MAX_SPROP_CHARS = 16_384;
    private static final int MAX_EARLIER = 8;

    private final Output out;
    private final Map<String, String> fmtp;
    private final int fallbackWidth;
    private final int fallbackHeight;
    private final Codec announcedCodec;
    private final NalPayload otherPayload;
    private final ParameterSets otherSets;
    private final List<byte[]> earlier = new ArrayList<>();
    private PictureAssembler pictures;
    private boolean switched;

    VideoDepacketizer(Codec codec, Map<String, String> fmtp, Output out) {
        this.out = out;
        this.fmtp = fmtp;
        this.announcedCodec = codec;
        String[] size = fmtp.getOrDefault("x-dimensions", "").split(",", -1);
        fallbackWidth = size.length == 2 ? parse(size[0]) : 0;
        fallbackHeight = size.length == 2 ? parse(size[1]) : 0;
        Codec other = other(codec);
        otherPayload = payloadOf(other);
        otherSets = new ParameterSets(other, fallbackWidth, fallbackHeight);
        ParameterSets sets = new ParameterSets(codec, fallbackWidth, fallbackHeight);
        rememberSprop(sets);
        pictures = new PictureAssembler(codec, payloadOf(codec), sets, out);
        if (pictures.track() == null && otherSets.known() != null) {
            switchCodec();
        }
    }

    private static Codec other(Codec codec) {
        return codec == Codec.H264 ? Codec.H265 : Codec.H264;
    }

    private NalPayload payloadOf(Codec codec) {
        return codec == Codec.H264
                ? new H264Payload()
                : new H265Payload(parse(fmtp.getOrDefault("sprop-max-don-diff", "0")) > 0);
    }

    private static int parse(String number) {
        try {
            return Math.clamp(Long.parseLong(number.strip()), 0, Short.MAX_VALUE);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void rememberSprop(ParameterSets sets) {
        for (String key : List.of("sprop-vps", "sprop-sps", "sprop-pps", "sprop-parameter-sets")) {
            String value = fmtp.getOrDefault(key, "");
            if (value.length() > MAX_SPROP_CHARS) {
                continue;
            }
            for (String part : value.split(",", -1)) {
                rememberDecoded(decode(part), sets);
            }
        }
    }

    /** Unpadded, spaced and broken base64 are all seen; what does not decode is left out. */
    private static byte[] decode(String base64) {
        String clean = base64.replaceAll("[^A-Za-z0-9+/]", "");
        int usable = clean.length() % 4 == 1 ? clean.length() - 1 : clean.length();
        try {
            return Base64.getDecoder().decode(clean.substring(0, usable));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Some cameras put start codes before, between or after the sets. */
    private void rememberDecoded(byte[] data, ParameterSets sets) {
        for (int at = 0; at < data.length; ) {
            int next = StartCodes.next(data, at, data.length);
            int end = next == data.length ? next : StartCodes.trimZeros(data, at, next);
            if (end > at && !sets.remember(data, at, end - at)) {
                rememberOther(data, at, end - at);
            }
            at = next == data.length ? next : next + 3;
        }
    }

    @Override
    public @Nullable Track track() {
        return pictures.track();
    }

    @Override
    public void onPacket(RtpPacket packet, boolean afterGap) {
        if (!switched && !pictures.hasStarted() && packet.payloadLength > 0) {
            watchForOther(packet);
        }
        pictures.onPacket(packet, afterGap);
    }

    private void watchForOther(RtpPacket packet) {
        int before = earlier.size();
        otherPayload.unpack(
                packet.buffer, packet.payloadOffset, packet.payloadLength, new OtherSets());
        if (earlier.size() == before || otherSets.known() == null) {
            return;
        }
        List<byte[]> ahead = List.copyOf(earlier.subList(0, before));
        switchCodec();
        pictures.beginWith(packet, ahead);
    }

    private final class OtherSets implements NalPayload.Sink {
        @Override
        public void onNal(byte[] data, int offset, int length) {
            if (rememberOther(data, offset, length) && earlier.size() < MAX_EARLIER) {
                earlier.add(Arrays.copyOfRange(data, offset, offset + length));
            }
        }

        @Override
        public void onFragment(
                int header,
                int headerBytes,
                boolean start,
                boolean end,
                byte[] data,
                int offset,
                int length) {
            // Parameter sets are small: whole ones are enough to tell.
        }
    }

    /**
     * Strict, so that nothing of the announced codec is mistaken: each header must be the usual.
     */
    private boolean rememberOther(byte[] data, int offset, int length) {
        if (length < 3 || !otherSets.isParameterSet(data[offset])) {
            return false;
        }
        boolean usual =
                announcedCodec == Codec.H264
                        ? (data[offset] & 0x81) == 0
                                && data[offset + 1] == 1
                                && H265Nal.type(data[offset]) <= H265Nal.PPS
                        : (data[offset] & 0x80) == 0 && (data[offset] & 0x60) != 0;
        return usual && otherSets.remember(data, offset, length) && !otherSets.sawIncomplete();
    }

    private void switchCodec() {
        switched = true;
        Codec other = other(announcedCodec);
        pictures = new PictureAssembler(other, otherPayload, otherSets, out);
        out.odd(
                Oddity.CODEC_DIFFERS,
                "announced " + announcedCodec + ", takes it as " + other + " from now on");
    }

    @Override
    public void flush() {
        pictures.flush();
    }

    @Override
    public void restart() {
        pictures.restart();
    }
}
