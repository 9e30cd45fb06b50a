package org.haidang.media.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haidang.media.track.Codec;
import org.haidang.media.track.VideoFormat;

/**
 * The video sample entries {@code avc1} and {@code hvc1} with their decoder configuration records
 * (ISO/IEC 14496-15 sections 5.3.3 and 8.3.3), both ways.
 */
final class VideoEntry {

    static final int AVC1 = Boxes.type("avc1");
    static final int HVC1 = Boxes.type("hvc1");
    private static final int AVCC = Boxes.type("avcC");
    private static final int HVCC = Boxes.type("hvcC");

    /** Bytes of a VisualSampleEntry in front of its child boxes. */
    private static final int FIELDS_SIZE = 78;

    private static final int MAX_PARAMETER_SETS = 64;

    private VideoEntry() {}

    static void write(BoxWriter out, VideoFormat format) {
        boolean h264 = format.codec() == Codec.H264;
        int entry = out.begin(h264 ? "avc1" : "hvc1");
        out.zeros(6).u16(1).zeros(16);
        out.u16(format.width()).u16(format.height());
        out.u32(0x0048_0000).u32(0x0048_0000).u32(0).u16(1);
        out.zeros(32).u16(24).u16(0xFFFF);
        int record = out.begin(h264 ? "avcC" : "hvcC");
        if (h264) {
            writeAvcRecord(out, format.parameterSets());
        } else {
            writeHevcRecord(out, format.parameterSets());
        }
        out.end(record);
        out.end(entry);
    }

    private static void writeAvcRecord(BoxWriter out, List<byte[]> sets) {
        List<byte[]> spsList = ofAvcType(sets, 7);
        List<byte[]> ppsList = ofAvcType(sets, 8);
        SpsBits sps = new SpsBits(spsList.isEmpty() ? new byte[0] : spsList.get(0), 1);
        int profile = sps.bits(8);
        out.u8(1).u8(profile).u8(sps.bits(8)).u8(sps.bits(8));
        out.u8(0xFF).u8(0xE0 | spsList.size());
        spsList.forEach(nal -> out.u16(nal.length).bytes(nal));
        out.u8(ppsList.size());
        ppsList.forEach(nal -> out.u16(nal.length).bytes(nal));
        if (profile == 100 || profile == 110 || profile == 122 || profile == 144) {
            sps.ue();
            int chromaFormat = sps.ue();
            if (chromaFormat == 3) {
                sps.skip(1);
            }
            out.u8(0xFC | (chromaFormat & 3))
                    .u8(0xF8 | (sps.ue() & 7))
                    .u8(0xF8 | (sps.ue() & 7))
                    .u8(0);
        }
    }

    /** The fields of avcC count up to 31; more than a few never come. */
    private static List<byte[]> ofAvcType(List<byte[]> sets, int type) {
        return sets.stream()
                .filter(nal -> nal.length > 0 && nal.length <= 0xFFFF && (nal[0] & 0x1F) == type)
                .limit(31)
                .toList();
    }

    private static void writeHevcRecord(BoxWriter out, List<byte[]> sets) {
        List<byte[]> spsList = ofHevcType(sets, 33);
        // ITU-T H.265 section 7.3.2.2: ids and sub-layers in 8 bits, then 12 bytes of general
        // profile, tier and level at a fixed place.
        SpsBits sps = new SpsBits(spsList.isEmpty() ? new byte[0] : spsList.get(0), 2);
        sps.skip(4);
        int subLayers = sps.bits(3) + 1;
        int nested = sps.bits(1);
        out.u8(1);
        for (int i = 0; i < 12; i++) {
            out.u8(sps.bits(8));
        }
        skipSubLayers(sps, subLayers - 1);
        sps.ue();
        int chromaFormat = sps.ue();
        if (chromaFormat == 3) {
            sps.skip(1);
        }
        skipSize(sps);
        out.u16(0xF000).u8(0xFC).u8(0xFC | (chromaFormat & 3));
        out.u8(0xF8 | (sps.ue() & 7)).u8(0xF8 | (sps.ue() & 7)).u16(0);
        out.u8((subLayers << 3) | (nested << 2) | 3);
        out.u8(3);
        for (int type = 32; type <= 34; type++) {
            List<byte[]> nals = ofHevcType(sets, type);
            out.u8(0x80 | type).u16(nals.size());
            nals.forEach(nal -> out.u16(nal.length).bytes(nal));
        }
    }

    private static List<byte[]> ofHevcType(List<byte[]> sets, int type) {
        return sets.stream()
                .filter(nal -> nal.length > 1 && nal.length <= 0xFFFF)
                .filter(nal -> ((nal[0] >> 1) & 0x3F) == type)
                .limit(MAX_PARAMETER_SETS)
                .toList();
    }

    /** The rest of profile_tier_level, ITU-T H.265 section 7.3.3. */
    private static void skipSubLayers(SpsBits sps, int count) {
        int skip = 0;
        for (int i = 0; i < count; i++) {
            skip += sps.bits(1) * 88 + sps.bits(1) * 8;
        }
        if (count > 0) {
            sps.skip(2 * (8 - count));
        }
        sps.skip(skip);
    }

    private static void skipSize(SpsBits sps) {
        sps.ue();
        sps.ue();
        if (sps.bits(1) == 1) {
            for (int i = 0; i < 4; i++) {
                sps.ue();
            }
        }
    }

    /** Reads the entry that {@code boxes} stands on. */
    static VideoFormat read(Boxes boxes) throws MalformedMp4Exception {
        boolean h264 = boxes.type() == AVC1;
        boxes.require(FIELDS_SIZE);
        ByteBuffer fields = boxes.body();
        int width = fields.getShort(fields.position() + 24) & 0xFFFF;
        int height = fields.getShort(fields.position() + 26) & 0xFFFF;
        Boxes children = boxes.childrenAfter(FIELDS_SIZE);
        while (children.next()) {
            if (children.type() != (h264 ? AVCC : HVCC)) {
                continue;
            }
            children.require(h264 ? 7 : 23);
            ByteBuffer record = children.body();
            String codec = h264 ? avcName(record) : hevcName(record);
            List<byte[]> sets = h264 ? readAvc(children) : readHevc(children);
            return new VideoFormat(h264 ? Codec.H264 : Codec.H265, sets, width, height, codec, 0);
        }
        throw new MalformedMp4Exception("no decoder configuration", boxes.offset());
    }

    private static List<byte[]> readAvc(Boxes record) throws MalformedMp4Exception {
        ByteBuffer in = record.body();
        in.position(in.position() + 5);
        List<byte[]> sets = new ArrayList<>();
        readSets(in, in.get() & 0x1F, sets, record);
        if (!in.hasRemaining()) {
            throw new MalformedMp4Exception("avcC cut off", record.offset());
        }
        readSets(in, in.get() & 0xFF, sets, record);
        return sets;
    }

    private static List<byte[]> readHevc(Boxes record) throws MalformedMp4Exception {
        ByteBuffer in = record.body();
        in.position(in.position() + 22);
        List<byte[]> sets = new ArrayList<>();
        for (int arrays = in.get() & 0xFF; arrays > 0; arrays--) {
            if (in.remaining() < 3) {
                throw new MalformedMp4Exception("hvcC cut off", record.offset());
            }
            in.get();
            readSets(in, in.getShort() & 0xFFFF, sets, record);
        }
        return sets;
    }

    private static void readSets(ByteBuffer in, int count, List<byte[]> sets, Boxes record)
            throws MalformedMp4Exception {
        for (int i = 0; i < count; i++) {
            int size = in.remaining() < 2 ? Integer.MAX_VALUE : in.getShort() & 0xFFFF;
            if (size > in.remaining() || sets.size() >= 3 * MAX_PARAMETER_SETS) {
                throw new MalformedMp4Exception("parameter sets do not fit", record.offset());
            }
            byte[] nal = new byte[size];
            in.get(nal);
            sets.add(nal);
        }
    }

    /** RFC 6381 section 3.3. */
    private static String avcName(ByteBuffer record) {
        return String.format(
                Locale.ROOT, "avc1.%06x", record.getInt(record.position()) & 0xFF_FFFF);
    }

    /** ISO/IEC 14496-15 annex E.3. */
    private static String hevcName(ByteBuffer record) {
        int at = record.position();
        int profile = record.get(at + 1) & 0xFF;
        StringBuilder name = new StringBuilder("hvc1.");
        if (profile >> 6 > 0) {
            name.append((char) ('A' + (profile >> 6) - 1));
        }
        name.append(profile & 0x1F).append('.');
        name.append(Integer.toHexString(Integer.reverse(record.getInt(at + 2)))).append('.');
        name.append((profile & 0x20) == 0 ? 'L' : 'H').append(record.get(at + 12) & 0xFF);
        int constraints = 6;
        while (constraints > 0 && record.get(at + 5 + constraints) == 0) {
            constraints--;
        }
        for (int i = 1; i <= constraints; i++) {
            name.append('.').append(Integer.toHexString(record.get(at + 5 + i) & 0xFF));
        }
        return name.toString();
    }
}
