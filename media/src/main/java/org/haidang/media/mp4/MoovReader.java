package org.haidang.media.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.haidang.media.track.Format;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/** Reads the tracks back from an init segment. */
final class MoovReader {

    static final int FTYP = Boxes.type("ftyp");
    static final int MOOV = Boxes.type("moov");
    private static final int TRAK = Boxes.type("trak");
    private static final int TKHD = Boxes.type("tkhd");
    private static final int MDIA = Boxes.type("mdia");
    private static final int MDHD = Boxes.type("mdhd");
    private static final int MINF = Boxes.type("minf");
    private static final int STBL = Boxes.type("stbl");
    private static final int STSD = Boxes.type("stsd");

    private int id;
    private int timescaleHz;
    private @Nullable Format format;

    private MoovReader() {}

    static List<Track> tracks(ByteBuffer in) throws MalformedMp4Exception {
        Boxes top = new Boxes(in, 0);
        List<Track> tracks = new ArrayList<>();
        while (top.next()) {
            if (top.type() != MOOV) {
                continue;
            }
            Boxes moov = top.children();
            while (moov.next()) {
                if (moov.type() == TRAK) {
                    new MoovReader().trak(moov, tracks);
                }
            }
        }
        if (tracks.isEmpty()) {
            throw new MalformedMp4Exception("no track of a known kind", 0);
        }
        return tracks;
    }

    private void trak(Boxes trak, List<Track> tracks) throws MalformedMp4Exception {
        if (tracks.size() == MoovWriter.MAX_TRACKS) {
            throw new MalformedMp4Exception("too many tracks", trak.offset());
        }
        Boxes children = trak.children();
        while (children.next()) {
            if (children.type() == TKHD) {
                id = afterTimes(children);
            } else if (children.type() == MDIA) {
                mdia(children.children());
            }
        }
        if (id < 1 || timescaleHz < 1) {
            throw new MalformedMp4Exception("track without id or timescale", trak.offset());
        }
        if (format != null) {
            tracks.add(new Track(id, format, timescaleHz));
        }
    }

    private void mdia(Boxes mdia) throws MalformedMp4Exception {
        while (mdia.next()) {
            if (mdia.type() == MDHD) {
                timescaleHz = afterTimes(mdia);
            } else if (mdia.type() == MINF) {
                Boxes stbl = child(mdia.children(), STBL);
                stsd(child(stbl.children(), STSD));
            }
        }
    }

    private void stsd(Boxes stsd) throws MalformedMp4Exception {
        Boxes entries = stsd.childrenAfter(8);
        while (format == null && entries.next()) {
            int type = entries.type();
            if (type == VideoEntry.AVC1 || type == VideoEntry.HVC1) {
                format = VideoEntry.read(entries);
            } else if (type == AudioEntry.MP4A
                    || type == AudioEntry.ULAW
                    || type == AudioEntry.ALAW) {
                format = AudioEntry.read(entries, timescaleHz);
            }
        }
    }

    /** The field behind creation and modification time, which are longer in version 1. */
    private static int afterTimes(Boxes box) throws MalformedMp4Exception {
        box.require(20);
        ByteBuffer body = box.body();
        boolean longTimes = body.get(body.position()) == 1;
        return body.getInt(body.position() + 4 + (longTimes ? 16 : 8));
    }

    private static Boxes child(Boxes children, int type) throws MalformedMp4Exception {
        while (children.next()) {
            if (children.type() == type) {
                return children;
            }
        }
        throw new MalformedMp4Exception("no " + Boxes.name(type), children.offset());
    }
}
