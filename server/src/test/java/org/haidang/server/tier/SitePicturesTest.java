package org.haidang.server.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.engine.RemoteCameras.Picture;
import org.junit.jupiter.api.Test;

class SitePicturesTest {
    private static final long NOW_US = 1_000_000_000_000L;

    private final SitePictures pictures = new SitePictures(100_000);

    private void put(String site, String camera, long takenUs, int bytes) {
        pictures.put(
                new RemoteAddress(site, camera), new Picture(takenUs, new byte[bytes]), NOW_US);
    }

    /** 0 when there is none. */
    private long takenUs(String site, String camera) {
        return pictures.of(new RemoteAddress(site, camera)).map(Picture::takenUs).orElse(0L);
    }

    @Test
    void keepsTheNewestOfEachCamera() {
        put("s1", "a", 1, 10_000);
        put("s1", "b", 2, 10_000);
        put("s1", "a", 3, 12_000);
        assertThat(takenUs("s1", "a")).isEqualTo(3);
        assertThat(takenUs("s1", "b")).isEqualTo(2);
        assertThat(takenUs("s2", "a")).isZero();
        assertThat(pictures.count()).isEqualTo(2);
        assertThat(pictures.bytes()).isBetween(22_000L, 23_000L);
    }

    @Test
    void whenThereIsNoRoomThoseGiveWayThatCameLongestAgo() {
        for (int i = 1; i <= 9; i++) {
            put("s1", "c" + i, i, 10_000);
        }
        put("s1", "c1", 10, 10_000);
        put("s1", "new", 11, 30_000);
        assertThat(pictures.bytes()).isLessThanOrEqualTo(100_000);
        assertThat(takenUs("s1", "c2")).isZero();
        assertThat(takenUs("s1", "c1")).isEqualTo(10);
        assertThat(takenUs("s1", "new")).isEqualTo(11);
    }

    @Test
    void forgetsWhatASiteDoesNotGiveAnyMore() {
        put("s1", "a", 1, 10);
        put("s1", "b", 2, 10);
        put("s2", "a", 3, 10);
        pictures.retain("s1", Set.of("b"));
        assertThat(takenUs("s1", "a")).isZero();
        assertThat(takenUs("s1", "b")).isEqualTo(2);
        assertThat(takenUs("s2", "a")).isEqualTo(3);
        pictures.forgetSites("s2"::equals);
        assertThat(takenUs("s2", "a")).isZero();
        pictures.retain("s1", Set.of());
        assertThat(pictures.bytes()).isZero();
    }
}
