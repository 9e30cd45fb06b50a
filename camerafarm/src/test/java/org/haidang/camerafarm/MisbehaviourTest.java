package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haidang.camerafarm.camera.CameraPlan;
import org.haidang.camerafarm.clip.ClipStore;
import org.haidang.camerafarm.clip.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MisbehaviourTest {

    private Farm farm;
    private String uri;
    private TestViewer viewer;

    @BeforeEach
    void playOneOfTwoCameras() throws Exception {
        farm =
                TestCameras.farm(
                        List.of(TestCameras.plain(), TestCameras.longGroups()),
                        "--port-per-camera");
        uri = ConversationTest.uri(farm, "plain");
        viewer = new TestViewer(farm.rtspPort());
        viewer.play(uri);
        viewer.media();
    }

    @AfterEach
    void close() throws Exception {
        viewer.close();
        farm.close();
    }

    @Test
    void freezesOnOnePicture() throws Exception {
        CameraPlan plan = TestCameras.plain();
        Set<ByteBuffer> still = new HashSet<>();
        new ClipStore(TestCameras.CLIPS, System.err)
                .load(List.of(plan.recipes()))
                .values()
                .forEach(clip ->
                        clip.part(Part.STILL)
                                .forEach(each ->
                                        each.nals()
                                                .forEach(nal -> still.add(ByteBuffer.wrap(nal)))));
        misbehave("freeze", "");
        await().atMost(Duration.ofSeconds(10)).until(() -> still.contains(nextWholeSlice()));
        for (int i = 0; i < 10; i++) {
            assertThat(still).contains(nextWholeSlice());
        }
    }

    /** The next picture that is not key and came in one packet. */
    private ByteBuffer nextWholeSlice() throws IOException {
        byte[] bytes = viewer.media().bytes();
        while ((bytes[12] & 0x1f) != 1) {
            bytes = viewer.media().bytes();
        }
        return ByteBuffer.wrap(bytes, 12, bytes.length - 12).slice();
    }

    @Test
    void turnsBlack() throws Exception {
        misbehave("black", "");
        int bytes = 0;
        TestViewer.Frame frame = awaitKey();
        while (!frame.marker()) {
            frame = viewer.media();
            bytes += frame.bytes().length;
        }
        assertThat(bytes).as("a black key picture is small").isLessThan(3_000);
    }

    @Test
    void changesResolutionWithParameterSetsInBand() throws Exception {
        byte[] before = awaitKey().bytes();
        misbehave("resolution", "");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> {
                    byte[] now = awaitKey().bytes();
                    return !java.util.Arrays.equals(before, 12, before.length, now, 12, now.length);
                });
    }

    @Test
    void keepsTimestampsRisingWhenItChangesWhatItShows() throws Exception {
        int before = viewer.media().timestamp();
        for (String kind : List.of("black", "resolution", "freeze")) {
            misbehave(kind, "");
            for (int i = 0; i < 20; i++) {
                int now = viewer.media().timestamp();
                assertThat(now - before).isBetween(0, 90_000);
                before = now;
            }
        }
    }

    @Test
    void hangsWithoutClosingAndComesBack() throws Exception {
        misbehave("hang", "");
        viewer.forget();
        assertThat(viewer.silentForMs(500)).isTrue();
        assertThat(control("DELETE", "/cameras/plain/misbehave", "").statusCode()).isEqualTo(200);
        assertThat(viewer.media().bytes()).isNotEmpty();
    }

    @Test
    void closesItsConnectionsOnce() throws Exception {
        misbehave("close", "");
        assertThat(viewer.closed()).isTrue();
        try (TestViewer next = new TestViewer(farm.rtspPort())) {
            next.play(uri);
            assertThat(next.media().bytes()).isNotEmpty();
        }
    }

    @Test
    void losesPacketsSoThatSequenceNumbersShowGaps() throws Exception {
        misbehave("drop", "\"value\":30");
        int gaps = 0;
        int before = viewer.media().sequence();
        for (int i = 0; i < 100; i++) {
            int now = viewer.media().sequence();
            gaps += (now - before & 0xffff) > 1 ? 1 : 0;
            before = now;
        }
        assertThat(gaps).isBetween(5, 60);
    }

    @Test
    void jumpsInTime() throws Exception {
        int before = viewer.media().timestamp();
        misbehave("jump", "\"value\":-100");
        int now = before;
        for (int i = 0; i < 40 && now - before > -50 * 90_000; i++) {
            now = viewer.media().timestamp();
        }
        assertThat((now - before) / 90_000).isBetween(-100, -90);
    }

    @Test
    void refusesEveryLogin() throws Exception {
        misbehave("refuse-login", "");
        assertThat(viewer.closed()).isTrue();
        try (TestViewer next = new TestViewer(farm.rtspPort())) {
            assertThat(next.ask("DESCRIBE", uri).status()).isEqualTo(401);
        }
    }

    @Test
    void rebootsAndRefusesConnectionsMeanwhile() throws Exception {
        int port = farm.rtspPort();
        misbehave("reboot", "\"seconds\":2");
        assertThat(viewer.closed()).isTrue();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new TestViewer(port).close())
                .isInstanceOf(java.net.ConnectException.class);
        await().atMost(Duration.ofSeconds(10))
                .ignoreException(java.net.ConnectException.class)
                .until(() -> {
                    try (TestViewer next = new TestViewer(port)) {
                        return next.ask("DESCRIBE", uri).status() == 200;
                    }
                });
    }

    @Test
    void disturbsNoOtherCamera() throws Exception {
        String cameras = control("GET", "/cameras", "").body();
        int port = Integer.parseInt(cameras.replaceAll(".*:(\\d+)/long-groups/main.*", "$1"));
        try (TestViewer other = new TestViewer(port)) {
            other.play("rtsp://127.0.0.1:" + port + "/long-groups/main");
            int before = other.media().sequence();
            for (String kind : List.of("hang", "close", "refuse-login", "reboot")) {
                misbehave(kind, "");
                for (int i = 0; i < 5; i++) {
                    int now = other.media().sequence();
                    assertThat(now).isEqualTo(before + 1 & 0xffff);
                    before = now;
                }
            }
        }
    }

    @Test
    void goesBackToNormalByItself() throws Exception {
        misbehave("hang", "\"seconds\":1");
        assertThat(control("GET", "/cameras", "").body()).contains("\"misbehaviour\":\"hang\"");
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        !control("GET", "/cameras", "")
                                .body()
                                .contains("\"misbehaviour\":\"hang\""));
    }

    @Test
    void saysWhatItDoesNotUnderstand() throws Exception {
        assertThat(control("POST", "/cameras/plain/misbehave", "{\"kind\":\"dance\"}").body())
                .contains("no such kind: dance");
        assertThat(control("POST", "/cameras/plain/misbehave", "nonsense").statusCode())
                .isEqualTo(400);
        assertThat(control("POST", "/cameras/x/misbehave", "{\"kind\":\"hang\"}").statusCode())
                .isEqualTo(404);
        assertThat(control("POST", "/cameras/plain/misbehave", "{\"kind\":\"drop\"}").statusCode())
                .isEqualTo(400);
    }

    private TestViewer.Frame awaitKey() throws IOException {
        TestViewer.Frame frame = viewer.media();
        while (frame.nalType() != 7) {
            frame = viewer.media();
        }
        return frame;
    }

    private void misbehave(String kind, String more) throws Exception {
        String body = "{\"kind\":\"" + kind + "\"" + (more.isEmpty() ? "" : ", " + more) + "}";
        assertThat(control("POST", "/cameras/plain/misbehave", body).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> control(String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + farm.controlPort() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
