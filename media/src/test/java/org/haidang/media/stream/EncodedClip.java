package org.haidang.media.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.mp4.MalformedMp4Exception;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/**
 * Pictures and sound of a real encoder, as a source would hand them over: a file that ffmpeg made,
 * taken apart into access units by ffprobe's list of packets.
 */
record EncodedClip(List<Track> tracks, List<AccessUnit> units) {

    static final long START_WALL_US = 1_790_000_000_000_000L;

    /** Encodes a moving test picture and a tone with these codec options. */
    static EncodedClip encode(Path folder, int seconds, String... options)
            throws IOException, InterruptedException, MalformedMp4Exception {
        Path file = Files.createTempFile(folder, "clip", ".mp4");
        List<String> command = new ArrayList<>();
        command.addAll(List.of("ffmpeg", "-v", "error", "-y", "-f", "lavfi"));
        command.addAll(List.of("-i", "testsrc=size=320x240:rate=25", "-f", "lavfi"));
        command.addAll(List.of("-i", "sine=frequency=440:sample_rate=16000"));
        command.addAll(List.of("-t", "" + seconds, "-pix_fmt", "yuv420p"));
        command.addAll(List.of("-video_track_timescale", "90000"));
        command.addAll(List.of(options));
        command.add(file.toString());
        Ffmpeg.run(folder, command);
        return read(folder, file);
    }

    private static EncodedClip read(Path folder, Path file)
            throws IOException, InterruptedException, MalformedMp4Exception {
        byte[] bytes = Files.readAllBytes(file);
        List<Track> tracks = InitSegment.parse(moov(bytes)).tracks();
        List<AccessUnit> units = new ArrayList<>();
        for (Track track : tracks) {
            String stream = track.isVideo() ? "v:0" : "a:0";
            List<Ffmpeg.Packet> packets = Ffmpeg.packets(folder, file, stream);
            long first = packets.get(0).dts();
            for (Ffmpeg.Packet packet : packets) {
                units.add(unit(track, packet, first, bytes));
            }
        }
        units.sort(Comparator.comparingLong(AccessUnit::wallUs));
        return new EncodedClip(tracks, units);
    }

    private static AccessUnit unit(Track track, Ffmpeg.Packet packet, long first, byte[] bytes) {
        long dts = packet.dts() - first;
        int at = (int) packet.position();
        return new AccessUnit(
                track.id(),
                dts,
                packet.pts() - first,
                START_WALL_US + dts * 1_000_000 / track.timescaleHz(),
                packet.key(),
                false,
                false,
                Arrays.copyOfRange(bytes, at, at + packet.size()));
    }

    private static byte[] moov(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        int at = 0;
        while (in.getInt(at + 4) != 0x6D6F_6F76) {
            at += in.getInt(at);
        }
        return Arrays.copyOfRange(file, at, at + in.getInt(at));
    }

    List<AccessUnit> unitsOf(Track track) {
        return units.stream().filter(unit -> unit.trackId() == track.id()).toList();
    }
}
