package org.haidang.media.mp4;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Format;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;

/**
 * What a decoder needs before the first fragment: {@code ftyp} and {@code moov} for a list of
 * tracks, and the name a browser wants for it. Immutable. Two are equal when their bytes are.
 */
public final class InitSegment {

    private final byte[] bytes;
    private final List<Track> tracks;

    private InitSegment(byte[] bytes, List<Track> tracks) {
        this.bytes = bytes;
        this.tracks = List.copyOf(tracks);
    }

    /**
     * Makes one.
     *
     * @param tracks 1 to 8, of distinct ids
     * @throws IllegalArgumentException when there are none or too many
     */
    public static InitSegment of(List<Track> tracks) {
        if (tracks.isEmpty() || tracks.size() > MoovWriter.MAX_TRACKS) {
            throw new IllegalArgumentException(tracks.size() + " tracks");
        }
        return new InitSegment(MoovWriter.write(tracks), tracks);
    }

    /**
     * Reads one back.
     *
     * <p>The tracks are as they were written, except that {@link
     * org.haidang.media.track.VideoFormat#reorderDepth()} is 0: the file does not carry it. Tracks
     * of unknown kinds are left out.
     *
     * @param bytes an ftyp and a moov, as {@link #of} writes them; kept, so never write to them
     *     afterwards
     * @throws MalformedMp4Exception when they are not that
     */
    public static InitSegment parse(byte[] bytes) throws MalformedMp4Exception {
        return new InitSegment(bytes, MoovReader.tracks(ByteBuffer.wrap(bytes)));
    }

    /** The bytes as they go to a file or a browser. Shared: never write to them. */
    public byte[] bytes() {
        return bytes;
    }

    /** The tracks, in order. */
    public List<Track> tracks() {
        return tracks;
    }

    /** Whether fragments of that track belong to it. */
    public boolean hasTrack(int trackId) {
        return tracks.stream().anyMatch(track -> track.id() == trackId);
    }

    /**
     * The type with its codecs parameter (RFC 6381), for example {@code video/mp4;
     * codecs="avc1.64001f,mp4a.40.2"}.
     */
    public String mime() {
        String kind = tracks.stream().anyMatch(Track::isVideo) ? "video" : "audio";
        return tracks.stream()
                .map(track -> codecString(track.format()))
                .collect(Collectors.joining(",", kind + "/mp4; codecs=\"", "\""));
    }

    private static String codecString(Format format) {
        return switch (format) {
            case VideoFormat video -> video.codecString();
            case AudioFormat audio -> audio.codecString();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InitSegment that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "InitSegment[" + mime() + ", " + bytes.length + " bytes]";
    }
}
