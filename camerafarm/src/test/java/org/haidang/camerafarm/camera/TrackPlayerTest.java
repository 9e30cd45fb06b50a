package org.haidang.camerafarm.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.haidang.camerafarm.TestCameras;
import org.haidang.camerafarm.clip.Part;
import org.haidang.camerafarm.packet.Reel;
import org.junit.jupiter.api.Test;

class TrackPlayerTest {

    private static final long ORIGIN_NS = 5_000_000_000L;
    private static final long PICTURE_NS = 80_000_000L;

    private static TrackPlayer player(Timeline timeline, long startNs) {
        TrackPlayer player = new TrackPlayer(timeline, 0, 1, 65_530, -50_000);
        player.start(startNs, true);
        return player;
    }

    @Test
    void runsOnOverTheEndOfTheLoop() throws Exception {
        CameraStream stream = TestStreams.of(TestCameras.plain());
        Timeline timeline = new Timeline(Part.LIVE, stream.video(Part.LIVE), ORIGIN_NS);
        long startNs = ORIGIN_NS + 225 * PICTURE_NS;
        TrackPlayer player = player(timeline, startNs);
        int sequence = player.sequence();
        int timestamp = player.timestamp();
        for (int i = 1; i < 60; i++) {
            int packets = player.item().block().packets();
            player.advance(true);
            assertThat(player.dueNs()).isEqualTo(startNs + i * PICTURE_NS);
            assertThat(player.timestamp() - timestamp).isEqualTo(7_200);
            assertThat(player.sequence()).isEqualTo(sequence + packets & 0xffff);
            sequence = player.sequence();
            timestamp = player.timestamp();
        }
    }

    @Test
    void leavesRoomForReorderedPicturesWhenTheCameraTurns() throws Exception {
        CameraStream stream = TestStreams.of(TestCameras.reordered());
        for (int before = 0; before < 9; before++) {
            Timeline timeline = new Timeline(Part.LIVE, stream.video(Part.LIVE), ORIGIN_NS);
            TrackPlayer player = player(timeline, ORIGIN_NS);
            int latest = player.timestamp();
            long sentNs = player.dueNs();
            for (int i = 0; i < before; i++) {
                player.advance(true);
                latest = Math.max(latest, player.timestamp());
                sentNs = player.dueNs();
            }
            player.advance(true);
            timeline.turn(Part.BLACK, stream.video(Part.BLACK), sentNs);
            assertThat(player.item().key()).isTrue();
            assertThat(player.timestamp() - latest).isBetween(7_200, 5 * 7_200);
            assertThat(player.dueNs()).isGreaterThan(sentNs);
        }
    }

    @Test
    void countsWhatWasSentButNotWhatWasDropped() throws Exception {
        CameraStream stream = TestStreams.of(TestCameras.plain());
        TrackPlayer player =
                player(new Timeline(Part.LIVE, stream.video(Part.LIVE), ORIGIN_NS), ORIGIN_NS);
        int first = player.item().block().packets();
        player.advance(true);
        player.advance(false);
        assertThat(player.packetsSent()).isEqualTo(first);
    }

    @Test
    void findsTheNearestKeyPictureAroundTheEndOfTheLoop() throws Exception {
        Reel reel = TestStreams.of(TestCameras.plain()).video(Part.LIVE);
        assertThat(reel.nearestKey(0)).isZero();
        assertThat(reel.nearestKey(13 * 7_200)).isEqualTo(25);
        assertThat(reel.nearestKey(reel.loopTicks() - 7_200)).isZero();
        assertThat(reel.nearestKey(reel.loopTicks() * 5 + 12 * 7_200)).isZero();
    }
}
