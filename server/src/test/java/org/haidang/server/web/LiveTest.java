package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haidang.media.rtsp.net.ReadMode;
import org.haidang.media.source.FailureReason;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Grant;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private final TestServer server = TestServer.shared();

    @SuppressWarnings("NullAway.Init")
    private TestClient client;

    @BeforeEach
    void logIn() {
        client = server.loggedIn();
    }

    /** What a browser got. */
    private static class Viewer implements WebSocket.Listener {
        final List<String> texts = new CopyOnWriteArrayList<>();
        final List<byte[]> binaries = new CopyOnWriteArrayList<>();
        volatile int closed;
        private final StringBuilder text = new StringBuilder();
        private final java.io.ByteArrayOutputStream binary = new java.io.ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                texts.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            binary.writeBytes(bytes);
            if (last) {
                binaries.add(binary.toByteArray());
                binary.reset();
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed = code;
            return null;
        }

        String firstBox(int message) {
            return new String(binaries.get(message), 4, 4, StandardCharsets.US_ASCII);
        }

        boolean said(String part) {
            return texts.stream().anyMatch(t -> t.contains(part));
        }
    }

    @Test
    void sendsStateInitSegmentAndThenFragmentsFromAKeyPicture() throws Exception {
        String id = client.addCamera("wall", Map.of());
        FakeSources.Fake camera = server.sources.named("wall/main");
        camera.live();
        // Larger than a frame of the socket may be.
        camera.pictures(14, 200_000);
        Viewer viewer = new Viewer();
        WebSocket socket = client.live(id, "?stream=main", viewer, server.url);
        await().atMost(SOON).until(() -> viewer.binaries.size() >= 4);
        assertThat(viewer.texts.getFirst()).contains("\"type\":\"state\"").contains("\"kind\":");
        assertThat(viewer.texts)
                .anySatisfy(t ->
                        assertThat(t)
                                .contains("\"type\":\"init\"")
                                .contains("video/mp4; codecs=\\\"avc1.42c00d\\\"")
                                .contains("\"codec\":\"H264\"")
                                .contains("\"width\":320"));
        assertThat(viewer.firstBox(0)).isEqualTo("ftyp");
        assertThat(new String(viewer.binaries.getFirst(), StandardCharsets.ISO_8859_1))
                .doesNotContain("alaw");
        assertThat(viewer.firstBox(1)).isEqualTo("prft");
        assertThat(camera.mode).isEqualTo(ReadMode.IMMEDIATE);
        int before = viewer.binaries.size();
        camera.pictures(3, 600);
        await().atMost(SOON).until(() -> viewer.binaries.size() >= before + 3);
        camera.fail(FailureReason.AUTHENTICATION);
        await().atMost(SOON).until(() -> viewer.said("\"reason\":\"authentication\""));
        var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        await().atMost(SOON).until(() -> camera.mode == ReadMode.SWEEP);
    }

    @Test
    void pullsASubStreamOnlyWhileSomebodyWatches() throws Exception {
        String id = client.addCamera("small", Map.of("subUrl", "rtsp://10.9.8.7/sub"));
        assertThat(server.sources.pulled("small/sub")).isFalse();
        Viewer viewer = new Viewer();
        WebSocket socket = client.live(id, "?stream=sub", viewer, server.url);
        await().atMost(SOON).until(() -> server.sources.pulled("small/sub"));
        server.sources.named("small/sub").live();
        server.sources.named("small/sub").pictures(3, 300);
        await().atMost(SOON).until(() -> viewer.said("\"stream\":\"sub\""));
        socket.abort();
    }

    @Test
    void tellsASlowViewerWhatItLostAndGoesOnFromAKeyPicture() throws Exception {
        String id = client.addCamera("slow", Map.of("recordMain", false));
        Viewer viewer =
                new Viewer() {
                    @Override
                    public void onOpen(WebSocket socket) {
                        // Asks for nothing: the socket's buffers fill.
                    }
                };
        WebSocket socket = client.live(id, "", viewer, server.url);
        FakeSources.Fake camera = server.sources.named("slow/main");
        camera.live();
        for (int i = 0; i < 60; i++) {
            camera.pictures(10, 60_000);
        }
        socket.request(Long.MAX_VALUE);
        await().atMost(SOON).until(() -> viewer.said("\"type\":\"lag\""));
        socket.abort();
    }

    @Test
    void endsWithTheSession() throws Exception {
        String id = client.addCamera("ended", Map.of());
        Viewer viewer = new Viewer();
        client.live(id, "", viewer, server.url);
        client.send("DELETE", "session", null);
        await().atMost(SOON).until(() -> viewer.closed == 4401);
    }

    @Test
    void endsWithinFiveSecondsAfterTheRight() throws Exception {
        User watcher =
                server.server
                        .accounts()
                        .add("watcher-" + System.nanoTime(), "W", "three old boats at dusk", "vi");
        Rights rights = server.server.rights();
        Grant grant = rights.give(watcher.id(), Rights.Gift.everywhere("duty-watcher"), "");
        TestClient own = new TestClient(server.url);
        own.logIn(watcher.username(), "three old boats at dusk");
        List<Viewer> tiles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String id = client.addCamera("tile-" + i, Map.of());
            server.sources.named("tile-" + i + "/main").live();
            Viewer tile = new Viewer();
            own.live(id, "", tile, server.url);
            tiles.add(tile);
        }
        await().atMost(SOON).until(() -> tiles.stream().allMatch(t -> !t.texts.isEmpty()));
        rights.withdraw(grant.id());
        await().atMost(Duration.ofSeconds(5))
                .until(() -> tiles.stream().allMatch(tile -> tile.closed == 4403));
        assertThat(own.get("cameras").status()).isEqualTo(403);
    }

    @Test
    void endsWhenTheTimeOfTheGrantIsOver() throws Exception {
        User watcher =
                server.server
                        .accounts()
                        .add("guest-" + System.nanoTime(), "G", "three old boats at dusk", "vi");
        long untilUs = (System.currentTimeMillis() + 1_500) * 1_000;
        server.server
                .rights()
                .give(
                        watcher.id(),
                        new Rights.Gift("duty-watcher", Scope.EVERYWHERE, null, untilUs),
                        "");
        TestClient own = new TestClient(server.url);
        own.logIn(watcher.username(), "three old boats at dusk");
        String id = client.addCamera("hour", Map.of());
        Viewer tile = new Viewer();
        own.live(id, "", tile, server.url);
        await().atMost(Duration.ofSeconds(8)).until(() -> tile.closed == 4403);
    }

    @Test
    void refusesStrangersAndOtherSites() {
        String id = client.addCamera("guarded", Map.of());
        assertThatThrownBy(() -> client.live(id, "", new Viewer(), "http://evil.example"))
                .hasCauseInstanceOf(java.net.http.WebSocketHandshakeException.class);
        assertThatThrownBy(() -> new TestClient(server.url).live(id, "", new Viewer(), server.url))
                .hasCauseInstanceOf(java.net.http.WebSocketHandshakeException.class);
        assertThatThrownBy(() -> client.live("none", "", new Viewer(), server.url))
                .hasCauseInstanceOf(java.net.http.WebSocketHandshakeException.class);
    }

    @Test
    void callsNothingLiveThatIsNot() {
        String id = client.addCamera("honest", Map.of());
        FakeSources.Fake camera = server.sources.named("honest/main");
        assertThat(kind(id)).isEqualTo("connecting");
        camera.live();
        assertThat(kind(id)).isEqualTo("stale");
        camera.pictures(3, 300);
        await().atMost(SOON).until(() -> kind(id).equals("live"));
        await().atMost(SOON).until(() -> kind(id).equals("stale"));
        camera.fail(FailureReason.UNREACHABLE);
        var state = client.get("cameras/" + id).json().get("state");
        assertThat(state.get("kind").stringValue()).isEqualTo("failed");
        assertThat(state.get("reason").stringValue()).isEqualTo("unreachable");
        assertThat(state.get("action").stringValue()).isNotBlank();
        assertThat(state.get("retryAt").stringValue()).endsWith("Z");
    }

    private String kind(String id) {
        return client.get("cameras/" + id).json().get("state").get("kind").stringValue();
    }

    @Test
    void givesTheNewestKeyPictureAsAStill() {
        String id = client.addCamera("still", Map.of());
        assertThat(client.get("cameras/" + id + "/snapshot.jpg").status()).isEqualTo(404);
        FakeSources.Fake camera = server.sources.named("still/main");
        camera.live();
        camera.pictures(3, 300);
        TestClient.Answer still = client.get("cameras/" + id + "/snapshot.jpg?width=100");
        assertThat(still.status()).isEqualTo(200);
        assertThat(still.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(Long.parseLong(still.header("Haidang-Picture-Us"))).isPositive();
        assertThat(client.get("cameras/" + id + "/snapshot.jpg?width=1").status()).isEqualTo(422);
    }

    @Test
    void sendsEventsForEveryCameraAndEachChange() throws Exception {
        String id = client.addCamera("sse", Map.of());
        var response =
                client.http
                        .sendAsync(
                                client.request("events").build(),
                                java.net.http.HttpResponse.BodyHandlers.ofLines())
                        .get(10, java.util.concurrent.TimeUnit.SECONDS);
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reader = Thread.ofVirtual().start(() -> response.body().forEach(lines::add));
        await().atMost(SOON).until(() -> lines.stream().anyMatch(l -> l.contains(id)));
        assertThat(lines).anyMatch(l -> l.equals("event: system"));
        server.sources.named("sse/main").fail(FailureReason.BUSY);
        await().atMost(SOON).until(() -> lines.stream().anyMatch(l -> l.contains("\"busy\"")));
        client.send("DELETE", "cameras/" + id, null);
        await().atMost(SOON)
                .until(() -> lines.stream().anyMatch(l -> l.contains(id) && l.contains("removed")));
        client.send("DELETE", "session", null);
        assertThat(reader.join(SOON)).isTrue();
    }
}
