package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.TestCameras;
import org.haidang.server.event.store.CameraEventStore;
import org.haidang.server.event.store.EventKind;
import org.haidang.server.event.store.KeptEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store of what cameras report must do on every database. */
abstract class CameraEventStoreContract {
    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private CameraEventStore store;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        store = new CameraEventStore(database);
        TestCameras.add(database, "c1", "c2");
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private static KeptEvent event(String id, String camera, long beginUs, @Nullable Long endUs) {
        return new KeptEvent(
                id, camera, EventKind.LINE_CROSSED, beginUs, endUs, beginUs + 1, "http://h/đ");
    }

    private List<String> page(
            long sinceUs, long fromUs, long toUs, @Nullable String before, int limit) {
        return store.page("c1", sinceUs, fromUs, toUs, before, limit).stream()
                .map(KeptEvent::id)
                .toList();
    }

    @Test
    void keepsWhatHappenedAndWhatLasts() {
        KeptEvent over = event("a", "c1", 100, 100L);
        KeptEvent lasts = event("b", "c2", 200, null);
        assertThat(store.add(over)).isTrue();
        assertThat(store.add(lasts)).isTrue();
        assertThat(store.lasting()).containsExactly(lasts);
        assertThat(store.page("c1", 0, 0, 1_000, null, 9)).containsExactly(over);
        store.end("b", 300);
        assertThat(store.lasting()).isEmpty();
        assertThat(store.page("c2", 0, 0, 1_000, null, 9)).containsExactly(lasts.ended(300));
    }

    @Test
    void givesWhatLastedInARangeTheNewestFirst() {
        store.add(event("before", "c1", 100, 199L));
        store.add(event("into", "c1", 150, 200L));
        store.add(event("in1", "c1", 250, 260L));
        store.add(event("in2", "c1", 250, 260L));
        store.add(event("lasts", "c1", 260, null));
        store.add(event("after", "c1", 300, 310L));
        store.add(event("other", "c2", 250, 260L));
        assertThat(page(0, 200, 300, null, 9)).containsExactly("lasts", "in2", "in1", "into");
        assertThat(page(151, 200, 300, null, 9)).containsExactly("lasts", "in2", "in1");
        assertThat(page(0, 200, 300, null, 2)).containsExactly("lasts", "in2");
        assertThat(page(0, 200, 300, "in2", 9)).as("of one time").containsExactly("in1", "into");
        assertThat(page(0, 200, 300, "into", 9)).isEmpty();
        assertThat(page(0, 200, 300, "nobody's", 9)).isEmpty();
        assertThat(page(0, 200, 300, "other", 9)).as("of another camera").isEmpty();
    }

    @Test
    void removesTheOldestThatAreOver() {
        store.add(event("lasts", "c1", 50, null));
        for (int i = 1; i <= 5; i++) {
            store.add(event("e" + i, "c1", i * 100L, i * 100L));
            store.add(event("o" + i, "c2", i * 100L, i * 100L));
        }
        assertThat(store.removeBefore(300, 3)).isEqualTo(3);
        assertThat(store.removeBefore(300, 3)).isEqualTo(1);
        assertThat(store.removeBefore(300, 3)).isZero();
        assertThat(page(0, 0, 1_000, null, 9)).containsExactly("e5", "e4", "e3", "lasts");
        assertThat(store.removeBefore("c1", Long.MAX_VALUE, 2)).isEqualTo(2);
        assertThat(page(0, 0, 1_000, null, 9)).containsExactly("e5", "lasts");
        assertThat(store.page("c2", 0, 0, 1_000, null, 9)).hasSize(3);
    }

    @Test
    void forgetsWithTheCameraAndKeepsNothingOfOneThatIsNotThere() {
        store.add(event("a", "c1", 100, null));
        store.ask("c1", false, 1);
        new CameraStore(database).remove("c1");
        assertThat(store.lasting()).isEmpty();
        assertThat(store.unasked()).isEmpty();
        assertThat(store.add(event("b", "c1", 100, null))).isFalse();
    }

    @Test
    void remembersWhomNotToAsk() {
        store.ask("c1", false, 1);
        store.ask("c1", false, 2);
        store.ask("c2", true, 2);
        assertThat(store.unasked()).containsExactly("c1");
        store.ask("c1", true, 3);
        assertThat(store.unasked()).isEmpty();
    }
}
