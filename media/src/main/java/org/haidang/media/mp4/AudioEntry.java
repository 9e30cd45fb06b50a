package org.haidang.media.mp4;

import java.nio.ByteBuffer;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;

/**
 * The audio sample entries {@code mp4a} (ISO/IEC 14496-14 section 5.6), {@code ulaw} and {@code
 * alaw}, both ways.
 */
final class AudioEntry {

    static final int MP4A = Boxes.type("mp4a");
    static final int ULAW = Boxes.type("ulaw");
    static final int ALAW = Boxes.type("alaw");
    private static final int ESDS = Boxes.type("esds");

    /** Bytes of an AudioSampleEntry in front of its child boxes. */
    private static final int FIELDS_SIZE = 28;

    private static final int ES_DESCRIPTOR = 3;
    private static final int DECODER_CONFIG = 4;
    private static final int DECODER_SPECIFIC = 5;
    private static final int SL_CONFIG = 6;

    private AudioEntry() {}

    static void write(BoxWriter out, AudioFormat format) {
        int entry = out.begin(name(format.codec()));
        out.zeros(6).u16(1).zeros(8);
        out.u16(format.channels()).u16(16).zeros(4);
        // 16.16 fixed point: rates of 65536 Hz and more do not fit, decoders take the config's.
        out.u32(format.sampleRateHz() > 0xFFFF ? 0 : (long) format.sampleRateHz() << 16);
        if (format.codec() == Codec.AAC) {
            writeEsds(out, format.config());
        }
        out.end(entry);
    }

    private static String name(Codec codec) {
        return switch (codec) {
            case AAC -> "mp4a";
            case PCMU -> "ulaw";
            case PCMA -> "alaw";
            case H264, H265 -> throw new IllegalArgumentException("not an audio codec: " + codec);
        };
    }

    /** ISO/IEC 14496-1 section 7.2.6: nested descriptors, lengths in four bytes of seven bits. */
    private static void writeEsds(BoxWriter out, byte[] config) {
        int box = out.beginFull("esds", 0, 0);
        int specific = 5 + config.length;
        int decoder = 5 + 13 + specific;
        descriptor(out, ES_DESCRIPTOR, 3 + decoder + 6).u16(0).u8(0);
        // Object type 0x40 is MPEG-4 audio; stream type 5 is audio.
        descriptor(out, DECODER_CONFIG, 13 + specific).u8(0x40).u8((5 << 2) | 1).u24(0);
        out.u32(0).u32(0);
        descriptor(out, DECODER_SPECIFIC, config.length).bytes(config);
        descriptor(out, SL_CONFIG, 1).u8(2);
        out.end(box);
    }

    private static BoxWriter descriptor(BoxWriter out, int tag, int size) {
        out.u8(tag).u8(0x80 | (size >> 21)).u8(0x80 | ((size >> 14) & 0x7F));
        return out.u8(0x80 | ((size >> 7) & 0x7F)).u8(size & 0x7F);
    }

    /**
     * Reads the entry that {@code boxes} stands on.
     *
     * @param timescaleHz of the track: the sample rate, also where the entry cannot hold it
     */
    static AudioFormat read(Boxes boxes, int timescaleHz) throws MalformedMp4Exception {
        boxes.require(FIELDS_SIZE);
        ByteBuffer fields = boxes.body();
        int channels = fields.getShort(fields.position() + 16) & 0xFFFF;
        if (boxes.type() == ULAW) {
            return new AudioFormat(Codec.PCMU, timescaleHz, channels, new byte[0], "ulaw");
        }
        if (boxes.type() == ALAW) {
            return new AudioFormat(Codec.PCMA, timescaleHz, channels, new byte[0], "alaw");
        }
        Boxes children = boxes.childrenAfter(FIELDS_SIZE);
        while (children.next()) {
            if (children.type() == ESDS) {
                children.require(4);
                byte[] config = config(children);
                int objectType = config.length == 0 ? 0 : (config[0] & 0xFF) >> 3;
                String name = "mp4a.40." + objectType;
                return new AudioFormat(Codec.AAC, timescaleHz, channels, config, name);
            }
        }
        throw new MalformedMp4Exception("mp4a without esds", boxes.offset());
    }

    private static byte[] config(Boxes esds) throws MalformedMp4Exception {
        ByteBuffer in = esds.body();
        in.position(in.position() + 4);
        while (in.remaining() >= 2) {
            int tag = in.get() & 0xFF;
            int size = descriptorSize(in);
            if (size > in.remaining()) {
                break;
            }
            switch (tag) {
                case ES_DESCRIPTOR -> skip(in, 3);
                case DECODER_CONFIG -> skip(in, 13);
                case DECODER_SPECIFIC -> {
                    byte[] config = new byte[size];
                    in.get(config);
                    return config;
                }
                default -> skip(in, size);
            }
        }
        throw new MalformedMp4Exception("esds without decoder configuration", esds.offset());
    }

    private static int descriptorSize(ByteBuffer in) {
        int size = 0;
        for (int i = 0; i < 4 && in.hasRemaining(); i++) {
            int octet = in.get();
            size = (size << 7) | (octet & 0x7F);
            if (octet >= 0) {
                break;
            }
        }
        return size;
    }

    private static void skip(ByteBuffer in, int bytes) {
        in.position(Math.min(in.limit(), in.position() + bytes));
    }
}
