package org.haidang.media.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What viewers get goes through Media Source Extensions of a real browser, fragment by fragment:
 * all of it is buffered in one range without an error, and the picture has its size.
 */
class PlaysInChromiumTest {

    private static final String PAGE =
            """
            <!doctype html><body>waiting<video muted></video><script>
            const parts = [%s].map(b => Uint8Array.from(atob(b), c => c.charCodeAt(0)));
            const video = document.querySelector('video');
            const say = text => { document.body.textContent = text; };
            const source = new MediaSource();
            video.onerror = () => say('error ' + video.error.message);
            video.src = URL.createObjectURL(source);
            source.onsourceopen = () => {
              const buffer = source.addSourceBuffer('%s');
              buffer.onerror = () => say('append error');
              buffer.onupdateend = () => {
                if (parts.length) { buffer.appendBuffer(parts.shift()); return; }
                if (source.readyState === 'open') source.endOfStream();
                const r = video.buffered;
                if (video.readyState === 0) { video.onloadedmetadata = buffer.onupdateend; return; }
                say(`ranges ${r.length} from ${r.start(0).toFixed(1)} to ${r.end(0).toFixed(1)}`
                    + ` size ${video.videoWidth}x${video.videoHeight}`);
              };
              buffer.appendBuffer(parts.shift());
            };
            </script></body>
            """;

    @TempDir private Path folder;

    @BeforeEach
    void toolsAreHere() {
        Ffmpeg.require();
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/chromium")),
                "SKIPPED: chromium is not installed, live view is not proven to play");
    }

    @Test
    void buffersH264InOneRange() throws Exception {
        assertThat(buffered("-an", "-c:v", "libx264", "-g", "25", "-bf", "0"))
                .contains("ranges 1 from 0.0 to 3.0 size 320x240");
    }

    @Test
    void buffersH264WithPicturesOutOfOrderAndAac() throws Exception {
        assertThat(
                        buffered(
                                "-c:v", "libx264", "-g", "50", "-bf", "2", "-c:a", "aac", "-b:a",
                                "48k"))
                .containsPattern("ranges 1 from 0\\.[01] to 3\\.[01] size 320x240");
    }

    private String buffered(String... options) throws Exception {
        EncodedClip clip = EncodedClip.encode(folder, 3, options);
        AtomicLong nowNs = new AtomicLong();
        List<byte[]> parts = new ArrayList<>();
        String mime;
        try (Stream stream = new Stream("clip", StreamLimits.DEFAULT, nowNs::get);
                StreamReader viewer = stream.open(ReaderKind.RECORDER)) {
            stream.onTracks(clip.tracks());
            clip.units().forEach(stream::onAccessUnit);
            nowNs.addAndGet(2_000_000_000L);
            stream.onTick();
            mime = stream.generation().orElseThrow().init().mime();
            parts.add(stream.generation().orElseThrow().init().bytes());
            viewer.poll(Integer.MAX_VALUE).forEach(fragment -> parts.add(fragment.bytes()));
        }
        String encoded =
                parts.stream()
                        .map(part -> "'" + Base64.getEncoder().encodeToString(part) + "'")
                        .collect(Collectors.joining(","));
        Path page = Files.writeString(folder.resolve("page.html"), PAGE.formatted(encoded, mime));
        return Ffmpeg.run(
                        folder,
                        List.of(
                                "/usr/bin/chromium",
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--user-data-dir=" + folder.resolve("profile"),
                                "--virtual-time-budget=10000",
                                "--dump-dom",
                                page.toUri().toString()))
                .out();
    }
}
