package org.haidang.media.mp4;

import java.util.List;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Format;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;

/** Writes {@code ftyp} and {@code moov} without samples (ISO/IEC 14496-12 sections 4.3 and 8.2). */
final class MoovWriter {

    static final int MAX_TRACKS = 8;

    private static final int[] UNITY_MATRIX = {0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000};

    /** "und", three letters of five bits (section 8.4.2.3). */
    private static final int LANGUAGE_UNDETERMINED = 0x55C4;

    private MoovWriter() {}

    static byte[] write(List<Track> tracks) {
        BoxWriter out = new BoxWriter();
        int ftyp = out.begin("ftyp");
        // iso6 asks for what the fragments use: offsets from the moof, and tfdt.
        out.ascii("iso6").u32(0).ascii("iso6").ascii("mp41");
        out.end(ftyp);
        int moov = out.begin("moov");
        mvhd(out, tracks);
        tracks.forEach(track -> trak(out, track));
        int mvex = out.begin("mvex");
        tracks.forEach(track -> trex(out, track));
        out.end(mvex);
        out.end(moov);
        return out.toByteArray();
    }

    private static void mvhd(BoxWriter out, List<Track> tracks) {
        int highest = tracks.stream().mapToInt(Track::id).max().orElse(0);
        int box = out.beginFull("mvhd", 0, 0);
        out.u32(0).u32(0).u32(1000).u32(0);
        out.u32(0x1_0000).u16(0x0100).zeros(10);
        matrix(out);
        out.zeros(24).u32(highest + 1L);
        out.end(box);
    }

    private static void trak(BoxWriter out, Track track) {
        int trak = out.begin("trak");
        tkhd(out, track);
        int mdia = out.begin("mdia");
        int mdhd = out.beginFull("mdhd", 0, 0);
        out.u32(0).u32(0).u32(track.timescaleHz()).u32(0).u16(LANGUAGE_UNDETERMINED).u16(0);
        out.end(mdhd);
        int hdlr = out.beginFull("hdlr", 0, 0);
        out.u32(0).ascii(track.isVideo() ? "vide" : "soun").zeros(12).u8(0);
        out.end(hdlr);
        minf(out, track.format());
        out.end(mdia);
        out.end(trak);
    }

    private static void tkhd(BoxWriter out, Track track) {
        // Enabled and in the movie.
        int box = out.beginFull("tkhd", 0, 3);
        out.u32(0).u32(0).u32(track.id()).u32(0).u32(0);
        out.zeros(8).u16(0).u16(0).u16(track.isVideo() ? 0 : 0x0100).u16(0);
        matrix(out);
        int width = track.format() instanceof VideoFormat video ? video.width() : 0;
        int height = track.format() instanceof VideoFormat video ? video.height() : 0;
        out.u32((long) width << 16).u32((long) height << 16);
        out.end(box);
    }

    private static void minf(BoxWriter out, Format format) {
        int minf = out.begin("minf");
        boolean video = format instanceof VideoFormat;
        int header = out.beginFull(video ? "vmhd" : "smhd", 0, video ? 1 : 0);
        out.zeros(video ? 8 : 4);
        out.end(header);
        int dinf = out.begin("dinf");
        int dref = out.beginFull("dref", 0, 0);
        out.u32(1);
        // Flag 1: the media is in this file.
        out.end(out.beginFull("url ", 0, 1));
        out.end(dref);
        out.end(dinf);
        stbl(out, format);
        out.end(minf);
    }

    private static void stbl(BoxWriter out, Format format) {
        int stbl = out.begin("stbl");
        int stsd = out.beginFull("stsd", 0, 0);
        out.u32(1);
        switch (format) {
            case VideoFormat video -> VideoEntry.write(out, video);
            case AudioFormat audio -> AudioEntry.write(out, audio);
        }
        out.end(stsd);
        for (String empty : List.of("stts", "stsc", "stco")) {
            int box = out.beginFull(empty, 0, 0);
            out.u32(0);
            out.end(box);
        }
        int stsz = out.beginFull("stsz", 0, 0);
        out.u32(0).u32(0);
        out.end(stsz);
        out.end(stbl);
    }

    private static void trex(BoxWriter out, Track track) {
        int box = out.beginFull("trex", 0, 0);
        out.u32(track.id()).u32(1).u32(0).u32(0).u32(0);
        out.end(box);
    }

    private static void matrix(BoxWriter out) {
        for (int cell : UNITY_MATRIX) {
            out.u32(cell);
        }
    }
}
