package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haidang.archive.Archive;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.fill.Filling;
import org.haidang.media.source.FailureReason;
import org.haidang.media.stream.FragmentMaker;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private final TestServer server = TestServer.shared();
    private final TestClient client = server.loggedIn();

    @Test
    void givesBackWhatWasRecorded() {
        long startUs = System.currentTimeMillis() * 1_000 - 1_000_000;
        String id = client.addCamera("played", Map.of());
        FakeSources.Fake camera = server.sources.named("played/main");
        camera.live();
        // The first read of the recorder joins at a key picture; three groups are enough for that.
        camera.pictures(31, 400);
        String range = "?from=" + startUs + "&to=" + (startUs + 60_000_000);
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        !client.get("cameras/" + id + "/recordings" + range)
                                .json()
                                .get("spans")
                                .isEmpty());
        TestClient.Answer piece = client.get("cameras/" + id + "/playback?seconds=5&at=" + startUs);
        assertThat(piece.status()).as(piece.text()).isEqualTo(200);
        assertThat(piece.header("Content-Type")).startsWith("video/mp4").contains("avc1.42c00d");
        assertThat(Long.parseLong(piece.header("Haidang-Start-Us"))).isGreaterThan(startUs);
        assertThat(Long.parseLong(piece.header("Haidang-End-Us")))
                .isGreaterThan(Long.parseLong(piece.header("Haidang-Start-Us")));
        assertThat(Long.parseLong(piece.header("Haidang-Media-Start-Us"))).isNotNegative();
        assertThat(new String(piece.response().body(), 4, 4, StandardCharsets.US_ASCII))
                .isEqualTo("ftyp");

        TestClient.Answer whole = client.get("cameras/" + id + "/video.mp4" + range);
        assertThat(whole.status()).isEqualTo(200);
        byte[] bytes = whole.response().body();
        assertThat(whole.header("Content-Length")).isEqualTo(Integer.toString(bytes.length));
        assertThat(whole.header("Content-Disposition")).contains("played_");
        TestClient.Answer part =
                client.get("cameras/" + id + "/video.mp4" + range, "Range", "bytes=10-19");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).startsWith("bytes 10-19/");
        assertThat(part.response().body()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 10, 20));
        assertThat(
                        client.get(
                                        "cameras/" + id + "/video.mp4" + range,
                                        "Range",
                                        "bytes=99999999-")
                                .status())
                .isEqualTo(416);
        assertThat(
                        client.get(
                                        "cameras/"
                                                + id
                                                + "/snapshot.jpg?at="
                                                + System.currentTimeMillis() * 1_000)
                                .status())
                .isIn(200, 404);
    }

    @Test
    void tellsGapsWithTheirReasons() {
        long startUs = System.currentTimeMillis() * 1_000 - 1_000_000;
        String id = client.addCamera("gappy", Map.of());
        server.sources.named("gappy/main").fail(FailureReason.AUTHENTICATION);
        String range = "?from=" + startUs + "&to=" + (startUs + 60_000_000);
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        client.get("cameras/" + id + "/coverage" + range)
                                .text()
                                .contains("camera-authentication"));
        assertThat(client.get("cameras/" + id + "/coverage" + range).text())
                .contains("The camera did not accept the login.");
    }

    @Test
    void tellsWhatWasFetchedLater() throws Exception {
        String id = client.addCamera("card", Map.of());
        // Whole seconds, so that they come back as they were given.
        long endUs = System.currentTimeMillis() / 1_000 * 1_000_000;
        long startUs = endUs - 10_000_000;
        Archive archive = server.server.archive();
        try (Filling filling = archive.fill(new StreamKey(id, "main"), startUs, endUs)) {
            FragmentMaker maker =
                    new FragmentMaker(fragment -> {
                        try {
                            filling.write(fragment);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            maker.tracks(List.of(new Track(1, FakeSources.VIDEO, 90_000)));
            for (int i = 0; i < 100; i++) {
                byte[] data = new byte[200];
                ByteBuffer.wrap(data).putInt(196).put((byte) (i % 10 == 0 ? 0x65 : 0x41));
                long us = i * 40_000L;
                maker.unit(
                        new AccessUnit(
                                1,
                                us * 9 / 100,
                                us * 9 / 100,
                                startUs + us,
                                i % 10 == 0,
                                false,
                                false,
                                data));
            }
            maker.flush();
            assertThat(filling.finish()).hasSize(1);
        }
        String range = "?from=" + (startUs - 60_000_000) + "&to=" + (endUs + 60_000_000);
        var fetched = client.get("cameras/" + id + "/recordings" + range).json().get("fetched");
        assertThat(fetched).hasSize(1);
        assertThat(Instant.parse(fetched.get(0).get("from").stringValue()))
                .isEqualTo(Instant.ofEpochSecond(startUs / 1_000_000));
        assertThat(Instant.parse(fetched.get(0).get("to").stringValue()))
                .isEqualTo(Instant.ofEpochSecond(startUs / 1_000_000 + 4));
        var hours = client.get("cameras/" + id + "/coverage" + range).json().get("hours");
        assertThat(hours.get(0).get("fetchedSeconds").isNumber()).isTrue();
    }

    @Test
    void saysWhatIsWrongWithATime() {
        String id = client.addCamera("timed", Map.of());
        assertThat(client.get("cameras/" + id + "/recordings?from=yesterday&to=5").status())
                .isEqualTo(422);
        assertThat(client.get("cameras/" + id + "/recordings?from=9&to=5").status()).isEqualTo(422);
        assertThat(client.get("cameras/" + id + "/recordings?from=9").status()).isEqualTo(422);
        assertThat(client.get("cameras/" + id + "/playback?at=5").json().get("type").stringValue())
                .isEqualTo("urn:haidang:nothing-recorded");
        assertThat(
                        client.get(
                                        "cameras/"
                                                + id
                                                + "/recordings?from=2026-11-23T02:15:04Z&to=2026-11-23T09:15:05%2B07:00")
                                .status())
                .isEqualTo(200);
        assertThat(client.get("cameras/none/recordings?from=1&to=2").status()).isEqualTo(404);
    }
}
