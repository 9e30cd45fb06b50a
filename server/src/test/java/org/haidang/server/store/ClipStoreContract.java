package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.haidang.server.clip.store.Clip;
import org.haidang.server.clip.store.Clip.State;
import org.haidang.server.clip.store.ClipStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of recordings, on every database. */
abstract class ClipStoreContract {
    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private ClipStore store;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        database.write(c ->
                c.sql(
                                "insert into incidents (id, facility_id, cameras, kind, severity,"
                                        + " title, from_us, state, created_by, created_us,"
                                        + " changed_us) values ('i', 'f', 'c1', 'OTHER', 'MINOR',"
                                        + " 't', 1, 'NEW', 'An', 1, 1)")
                        .update());
        store = new ClipStore(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private Clip only() {
        return store.of("i").getFirst();
    }

    private List<String> due(long nowUs) {
        return store.due(nowUs, nowUs, 10).stream().map(Clip::id).toList();
    }

    @Test
    void whatIsWantedIsDueOnceItsTimeIsOver() {
        assertThat(store.want("a", "i", "c1", 10, 20)).isTrue();
        assertThat(store.want("b", "i", "c1", 10, 20)).as("wanted before").isFalse();
        assertThat(store.times(20))
                .isEqualTo(Map.of("i", Map.of("c1", new ClipStore.Times(10, 20))));
        assertThat(store.times(21)).isEmpty();
        assertThat(due(19)).isEmpty();
        assertThat(due(20)).containsExactly("a");
        store.later("a", "no_link", 50);
        assertThat(due(49)).isEmpty();
        assertThat(only().why()).isEqualTo("no_link");
        assertThat(only().tries()).isEqualTo(1);
        assertThat(due(50)).containsExactly("a");
    }

    @Test
    void aCopyThatComesIsKeptWithItsHash() {
        store.want("a", "i", "c1", 10, 20);
        store.begun("a", "tag", "video/mp4", 1_000, 11, 19);
        store.later("a", "late", 5);
        store.got("a", 400);
        assertThat(only())
                .isEqualTo(
                        new Clip(
                                "a",
                                "i",
                                "c1",
                                10,
                                20,
                                State.WAITING,
                                "tag",
                                "video/mp4",
                                1_000,
                                400,
                                11,
                                19,
                                "",
                                "",
                                0));
        assertThat(store.bytes()).isEqualTo(400);
        assertThat(store.kept(only(), "beef")).isTrue();
        assertThat(only().state()).isEqualTo(State.KEPT);
        assertThat(only().got()).isEqualTo(1_000);
        assertThat(only().sha256()).isEqualTo("beef");
        assertThat(due(1_000)).isEmpty();
        assertThat(store.byId("a")).contains(only());
        assertThat(store.byId("none")).isEmpty();
    }

    @Test
    void anotherTimeOfTheIncidentIsFetchedAnew() {
        store.want("a", "i", "c1", 10, 20);
        store.begun("a", "tag", "video/mp4", 1_000, 11, 19);
        Clip before = only();
        assertThat(store.kept(before, "beef")).isTrue();
        assertThat(store.want("b", "i", "c1", 10, 30)).isTrue();
        assertThat(store.kept(before, "beef")).as("what is not wanted any more").isFalse();
        assertThat(only().state()).isEqualTo(State.WAITING);
        assertThat(only().id()).isEqualTo("a");
        assertThat(only().got()).isZero();
        assertThat(only().sha256()).isEmpty();
        assertThat(due(30)).containsExactly("a");
    }

    @Test
    void whatIsOverIsNeitherHereNorWanted() {
        store.want("a", "i", "c1", 10, 20);
        store.want("b", "i", "c2", 10, 40);
        assertThat(store.kept(store.byId("a").orElseThrow(), "beef")).isTrue();
        assertThat(store.endedBefore(21, 10)).extracting(Clip::id).containsExactly("a");
        Clip fetched = store.byId("a").orElseThrow();
        store.expired("a");
        assertThat(store.kept(fetched, "beef")).as("what came too late").isFalse();
        assertThat(store.endedBefore(100, 10)).extracting(Clip::id).containsExactly("b");
        store.nothing("b");
        assertThat(store.endedBefore(100, 10)).isEmpty();
        assertThat(store.bytes()).isZero();
        assertThat(store.of("i"))
                .extracting(Clip::state)
                .containsExactly(State.EXPIRED, State.NOTHING);
        assertThat(store.want("c", "i", "c1", 10, 20)).as("never again by itself").isFalse();
    }
}
