package org.haidang.camerafarm.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.haidang.camerafarm.TestCameras;
import org.haidang.camerafarm.clip.Clip;
import org.haidang.camerafarm.clip.ClipStore;
import org.haidang.camerafarm.clip.Part;
import org.haidang.camerafarm.packet.Reel;
import org.junit.jupiter.api.Test;

class TrackPlayerTest {

    private static final long START_NS = 5_000_000_000L;
    private static final long PICTURE_NS = 80_000_000L;

    private static Clip clip(CameraPlan camera) throws Exception {
        return Objects.requireNonNull(
                new ClipStore(TestCameras.CLIPS, System.err)
                        .load(List.of(camera.recipes()))
                        .get(camera.main()));
    }

    private static TrackPlayer player(Reel reel, int first) {
        TrackPlayer player = new TrackPlayer(reel, 0, 1, 65_530, -50_000);
        player.start(first, START_NS);
        return player;
    }

    @Test
    void runsOnOverTheEndOfTheLoop() throws Exception {
        TrackPlayer player = player(Reel.video(clip(TestCameras.plain()), Part.LIVE), 225);
        int sequence = player.sequence();
        int timestamp = player.timestamp();
        for (int i = 1; i < 60; i++) {
            int packets = player.item().block().packets();
            player.advance(true);
            assertThat(player.dueNs()).isEqualTo(START_NS + i * PICTURE_NS);
            assertThat(player.timestamp() - timestamp).isEqualTo(7_200);
            assertThat(player.sequence()).isEqualTo(sequence + packets & 0xffff);
            sequence = player.sequence();
            timestamp = player.timestamp();
        }
    }

    @Test
    void leavesRoomForReorderedPicturesWhenItSwitches() throws Exception {
        Clip clip = clip(TestCameras.reordered());
        for (int before = 0; before < 9; before++) {
            TrackPlayer player = player(Reel.video(clip, Part.LIVE), 0);
            int latest = player.timestamp();
            for (int i = 0; i < before; i++) {
                player.advance(true);
                latest = Math.max(latest, player.timestamp());
            }
            player.advance(true);
            player.switchTo(Reel.video(clip, Part.BLACK), 0);
            assertThat(player.item().key()).isTrue();
            assertThat(player.timestamp() - latest).isBetween(7_200, 5 * 7_200);
        }
    }

    @Test
    void countsWhatWasSentButNotWhatWasDropped() throws Exception {
        TrackPlayer player = player(Reel.video(clip(TestCameras.plain()), Part.LIVE), 0);
        int first = player.item().block().packets();
        player.advance(true);
        player.advance(false);
        assertThat(player.packetsSent()).isEqualTo(first);
    }

    @Test
    void findsTheNearestKeyPictureAroundTheEndOfTheLoop() throws Exception {
        Reel reel = Reel.video(clip(TestCameras.plain()), Part.LIVE);
        assertThat(reel.nearestKey(0)).isZero();
        assertThat(reel.nearestKey(13 * 7_200)).isEqualTo(25);
        assertThat(reel.nearestKey(reel.loopTicks() - 7_200)).isZero();
        assertThat(reel.nearestKey(reel.loopTicks() * 5 + 12 * 7_200)).isZero();
    }
}
