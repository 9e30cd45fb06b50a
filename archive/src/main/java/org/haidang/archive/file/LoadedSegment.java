package org.haidang.archive.file;

import java.util.Optional;
import org.haidang.media.mp4.InitSegment;

/**
 * What is known of a segment file: its init segment, its own header, its index and how much of it
 * is whole.
 *
 * @param init tracks and decoder settings
 * @param header what the file says of itself; empty if that is missing
 * @param index one record per whole fragment
 * @param wholeEnd bytes up to the end of the last whole fragment
 * @param paddedEnd the same, or behind the {@code free} box that follows while a file is written
 * @param problem what follows after that, if anything does
 */
public record LoadedSegment(
        InitSegment init,
        Optional<SegmentHeader> header,
        SegmentIndex index,
        long wholeEnd,
        long paddedEnd,
        Optional<String> problem) {

    public boolean empty() {
        return index.count() == 0;
    }

    public long startWallUs() {
        return index.wallUs(0);
    }

    /** It starts with a picture that a decoder can start with. */
    public boolean randomAccess() {
        return index.groupCount() > 0 && index.groupRecord(0) == 0;
    }

    /** The {@code codecs} parameter of its mime type. */
    public String codecs() {
        return codecsOf(init);
    }

    public static String codecsOf(InitSegment init) {
        String mime = init.mime();
        int quote = mime.indexOf('"');
        return quote < 0 ? "" : mime.substring(quote + 1, mime.length() - 1);
    }
}
