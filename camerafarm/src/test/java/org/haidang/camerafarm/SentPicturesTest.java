package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.haidang.camerafarm.camera.CameraPlan;
import org.haidang.media.clock.MediaClock;
import org.haidang.media.rtp.TrackListener;
import org.haidang.media.rtp.TrackReceiver;
import org.haidang.media.rtp.TrackSettings;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.junit.jupiter.api.Test;

/** What the control port says was sent is what a receiver gets. */
class SentPicturesTest {

    @Test
    void theEnginesReceiverGetsExactlyTheNalUnitsThatWereSent() throws Exception {
        List<CameraPlan> cameras =
                List.of(TestCameras.plain(), TestCameras.reordered(), TestCameras.hevc());
        try (Farm farm = TestCameras.farm(cameras)) {
            for (CameraPlan camera : cameras) {
                List<String> sent = sent(farm, camera.id());
                List<String> got = received(farm, camera);
                assertThat(got).hasSizeGreaterThan(40);
                assertThat(String.join(" ", repeated(sent))).contains(String.join(" ", got));
            }
        }
    }

    /** The loop twice, since a viewer may watch over its end. */
    private static List<String> repeated(List<String> hashes) {
        List<String> twice = new ArrayList<>(hashes);
        twice.addAll(hashes);
        return twice;
    }

    private static List<String> sent(Farm farm, String id) throws Exception {
        URI uri =
                URI.create(
                        "http://127.0.0.1:" + farm.controlPort() + "/sent/" + id + "?stream=main");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String json =
                    client.send(
                                    HttpRequest.newBuilder(uri).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            String live = json.substring(json.indexOf("\"live\""), json.indexOf("\"still\""));
            return Pattern.compile("[0-9a-f]{64}")
                    .matcher(live)
                    .results()
                    .map(found -> found.group())
                    .toList();
        }
    }

    private static List<String> received(Farm farm, CameraPlan camera) throws Exception {
        List<String> hashes = new ArrayList<>();
        TrackListener listener =
                new TrackListener() {
                    @Override
                    public void onFormat(Track track) {}

                    @Override
                    public void onUnit(AccessUnit unit) {
                        hashes.addAll(nalHashes(unit.data()));
                    }
                };
        TrackReceiver receiver =
                new TrackReceiver(
                        TrackSettings.of(
                                1, camera.main().video().codec().name(), 96, 90_000, Map.of()),
                        new MediaClock(),
                        listener);
        try (TestViewer viewer = new TestViewer(farm.rtspPort())) {
            viewer.play(ConversationTest.uri(farm, camera.id()));
            long us = 0;
            for (int i = 0; i < 150; i++) {
                byte[] packet = viewer.media().bytes();
                us += 20_000;
                receiver.onRtp(packet, 0, packet.length, us * 1_000, us);
            }
        }
        return hashes;
    }

    private static List<String> nalHashes(byte[] data) {
        List<String> hashes = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(data);
        while (rest.hasRemaining()) {
            byte[] nal = new byte[rest.getInt()];
            rest.get(nal);
            try {
                hashes.add(
                        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(nal)));
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        return hashes;
    }
}
