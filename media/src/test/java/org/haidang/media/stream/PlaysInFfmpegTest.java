package org.haidang.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.media.mp4.FragmentReader;
import org.haidang.media.mp4.Mp4Scanner;
import org.haidang.media.mp4.Sample;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of real encoders play without a word from ffmpeg, and hold every byte. */
class PlaysInFfmpegTest {

    private static final int SECONDS = 3;

    @TempDir private Path folder;

    @BeforeEach
    void ffmpegIsHere() {
        Ffmpeg.require();
    }

    @Test
    void playsH264() throws Exception {
        plays("-an", "-c:v", "libx264", "-g", "25", "-bf", "0", "-tune", "zerolatency");
    }

    @Test
    void playsH264WithPicturesOutOfOrder() throws Exception {
        plays("-an", "-c:v", "libx264", "-g", "50", "-bf", "3", "-x264-params", "b-pyramid=normal");
    }

    @Test
    void playsH264WithParameterSetsAndDelimitersInBand() throws Exception {
        plays("-an", "-c:v", "libx264", "-g", "25", "-x264-params", "repeat-headers=1:aud=1");
    }

    @Test
    void playsH264Baseline() throws Exception {
        plays("-an", "-c:v", "libx264", "-g", "25", "-profile:v", "baseline");
    }

    @Test
    void playsH265() throws Exception {
        plays(
                "-an",
                "-c:v",
                "libx265",
                "-tag:v",
                "hvc1",
                "-x265-params",
                "log-level=error:keyint=25:bframes=0");
    }

    @Test
    void playsH265WithPicturesOutOfOrder() throws Exception {
        plays(
                "-an",
                "-c:v",
                "libx265",
                "-tag:v",
                "hvc1",
                "-x265-params",
                "log-level=error:keyint=50:bframes=3:repeat-headers=1:aud=1");
    }

    @Test
    void playsH264WithAac() throws Exception {
        plays("-c:v", "libx264", "-g", "25", "-c:a", "aac", "-b:a", "48k");
    }

    @Test
    void playsG711ALaw() throws Exception {
        playsG711(Codec.PCMA, "alaw");
    }

    @Test
    void playsG711MuLaw() throws Exception {
        playsG711(Codec.PCMU, "ulaw");
    }

    private void playsG711(Codec codec, String name) throws Exception {
        EncodedClip clip = EncodedClip.encode(folder, SECONDS, "-an", "-c:v", "libx264");
        Track audio = new Track(2, new AudioFormat(codec, 8000, 1, new byte[0], name), 8000);
        List<AccessUnit> units = new ArrayList<>(clip.units());
        for (int i = 0; i < SECONDS * 25; i++) {
            byte[] tone = new byte[320];
            for (int j = 0; j < tone.length; j++) {
                tone[j] = (byte) (j % 20 < 10 ? 0x55 : 0x25);
            }
            long wallUs = EncodedClip.START_WALL_US + i * 40_000L;
            long dts = i * 320L;
            units.add(2 * i, new AccessUnit(2, dts, dts, wallUs, true, false, false, tone));
        }
        plays(new EncodedClip(List.of(clip.tracks().get(0), audio), units));
    }

    private void plays(String... options) throws Exception {
        plays(EncodedClip.encode(folder, SECONDS, options));
    }

    private void plays(EncodedClip clip) throws Exception {
        Path file = record(clip);
        assertThat(Ffmpeg.complaints(folder, file)).isEmpty();
        for (Track track : clip.tracks()) {
            List<AccessUnit> units = clip.unitsOf(track);
            List<Ffmpeg.Packet> packets =
                    Ffmpeg.packets(folder, file, track.isVideo() ? "v:0" : "a:0");
            List<Sample> samples = samples(file, track.id());
            // What came in before the first key picture had gone out is not in the file.
            int skipped = units.size() - samples.size();
            assertThat(skipped).isBetween(0, track.isVideo() ? 0 : 3);
            assertThat(packets).hasSameSizeAs(samples);
            for (int i = 0; i < packets.size(); i++) {
                AccessUnit unit = units.get(skipped + i);
                Ffmpeg.Packet packet = packets.get(i);
                assertThat(samples.get(i).data()).isEqualTo(unit.data());
                assertThat(packet.size()).isEqualTo(unit.data().length);
                assertThat(packet.dts()).isEqualTo(unit.dtsTicks());
                assertThat(packet.pts()).isEqualTo(unit.ptsTicks());
                assertThat(packet.key()).isEqualTo(unit.randomAccess());
                assertThat(samples.get(i).durationTicks()).isEqualTo(packet.duration());
            }
            Sample last = samples.get(samples.size() - 1);
            assertThat(last.dtsTicks() + last.durationTicks())
                    .isCloseTo((long) SECONDS * track.timescaleHz(), within(track));
        }
    }

    private static Offset<Long> within(Track track) {
        return Offset.offset(track.timescaleHz() / 5L);
    }

    /** Runs the units through a stream and writes what its recorder reads. */
    private Path record(EncodedClip clip) throws Exception {
        AtomicLong nowNs = new AtomicLong();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Stream stream = new Stream("clip", StreamLimits.DEFAULT, nowNs::get);
                StreamReader recorder = stream.open(ReaderKind.RECORDER)) {
            stream.onTracks(clip.tracks());
            clip.units().forEach(stream::onAccessUnit);
            nowNs.addAndGet(2_000_000_000L);
            stream.onTick();
            file.write(stream.generation().orElseThrow().init().bytes());
            for (Fragment fragment : recorder.poll(Integer.MAX_VALUE)) {
                file.write(fragment.bytes());
            }
            assertThat(recorder.loss()).isEqualTo(Loss.NONE);
        }
        return Files.write(folder.resolve("recording.mp4"), file.toByteArray());
    }

    private static List<Sample> samples(Path file, int trackId) throws Exception {
        List<Sample> samples = new ArrayList<>();
        byte[] bytes = Files.readAllBytes(file);
        try (FileChannel channel = FileChannel.open(file)) {
            Mp4Scanner scanner = Mp4Scanner.of(channel);
            for (FragmentInfo info = scanner.next(); info != null; info = scanner.next()) {
                if (info.trackId() == trackId) {
                    ByteBuffer part = ByteBuffer.wrap(bytes, (int) info.offset(), info.size());
                    samples.addAll(FragmentReader.samples(part));
                }
            }
            assertThat(scanner.problem()).isEmpty();
            assertThat(scanner.wholeEnd()).isEqualTo(bytes.length);
        }
        return samples;
    }
}
