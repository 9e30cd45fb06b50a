package org.haidang.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haidang.uplink.centre.Answer;
import org.haidang.uplink.site.Outbox;
import org.haidang.uplink.site.PictureBudget;
import org.haidang.uplink.site.Trouble;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.wire.Ask;
import org.haidang.uplink.wire.AskKind;
import org.haidang.uplink.wire.Camera;
import org.haidang.uplink.wire.Holder;
import org.haidang.uplink.wire.Instruction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version before this one still works, from both sides. */
@Timeout(60)
class VersionsTest extends LinkRig {
    private static final long AT_US = 1_622_000_000_000_000L;

    private final FakePictures pictures = new FakePictures();
    private final List<Instruction> instructed = new CopyOnWriteArrayList<>();
    private final FakeTurning turning = new FakeTurning();
    private final FakeConfiguring configuring = new FakeConfiguring();

    private Uplink linked(Versions ofSite, Versions ofCentre, Outbox outbox) throws Exception {
        centre = opened(new FakeCentre(folder.resolve("other"), 0, ofCentre));
        Uplink link = link(enrolled("s1"), outbox, ofSite);
        centre.instructions.add(Instruction.newBuilder().setId("i1").build());
        link.instructions(instructed::add);
        link.turning(turning);
        link.configuring(configuring);
        link.lastPictures(pictures, new PictureBudget(Duration.ofMillis(200), 1_000_000_000));
        return link;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1", "1, 2, 1", "2, 1, 1", "2, 2, 2", "2, 3, 2", "3, 2, 2", "3, 3, 3", "3, 4, 3",
        "4, 3, 3", "4, 4, 4", "4, 5, 4", "5, 4, 4", "5, 5, 5"
    })
    void allThatBothKnowIsSpoken(int ofSite, int ofCentre, int spoken) throws Exception {
        site.camera("gate");
        MemoryOutbox outbox = new MemoryOutbox();
        outbox.add("before");
        linked(new Versions(1, ofSite), new Versions(1, ofCentre), outbox);

        await().atMost(LIMIT).until(() -> centre.comings.contains("+s1 Cơ sở Thử"));
        await().atMost(LIMIT).until(() -> centre.state("gate").equals("live"));
        assertThat(centre.cameras("s1")).containsExactly("gate");
        outbox.add("after");
        await().atMost(LIMIT).until(() -> centre.applied("s1") == 2 && outbox.size() == 0);

        Heard heard = watch("s1", "gate");
        site.pictures("gate", 11, 2_000);
        await().atMost(LIMIT).until(() -> heard.units.size() >= 10);

        try (Answer answer =
                centre.centre()
                        .ask(
                                "s1",
                                Ask.newBuilder()
                                        .setCameraId("gate")
                                        .setStream("main")
                                        .setKind(AskKind.PIECE)
                                        .setFromUs(AT_US)
                                        .setSeconds(8))) {
            assertThat(answer.head()).isPresent();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            answer.writeTo(Channels.newChannel(out), 1_000_000);
            assertThat(out.toByteArray()).isEqualTo(FakeRecordings.content(AT_US, 1_000_000));
        }

        if (spoken >= Protocol.STILLS_SINCE) {
            await().atMost(LIMIT).until(() -> centre.stills.size() >= 2);
        } else {
            // All of the above took several rounds.
            assertThat(pictures.made).isEmpty();
            assertThat(centre.stills).isEmpty();
        }
        boolean instructs = spoken >= Protocol.INSTRUCTIONS_SINCE;
        Instruction now = Instruction.newBuilder().setId("i2").build();
        assertThat(centre.centre().instruct("s1", now)).isEqualTo(instructs);
        assertThat(centre.centre().version("s1")).isEqualTo(spoken);
        if (instructs) {
            await().atMost(LIMIT).until(() -> instructed.size() == 2);
        } else {
            assertThat(instructed).isEmpty();
        }
        turns(spoken >= Protocol.TURNS_SINCE);
        settings(spoken >= Protocol.SETTINGS_SINCE);
        assertThat(centre.refusals).isEmpty();
        assertThat(centre.misuses).isEmpty();
    }

    /** An older one is told none, and says of nobody that he turns. */
    private void turns(boolean may) throws NoAnswerException {
        if (may) {
            assertThat(centre.centre().turn("s1", FakeTurning.left("gate")).getOutcome())
                    .isEqualTo("done");
        } else {
            assertThatThrownBy(() -> centre.centre().turn("s1", FakeTurning.left("gate")))
                    .isInstanceOfSatisfying(
                            NoAnswerException.class,
                            e -> assertThat(e.why()).isEqualTo(NoAnswer.TOO_OLD));
        }
        site.holder = Holder.newBuilder().setName("Bình").build();
        site.state = "stale";
        await().atMost(LIMIT).until(() -> centre.state("gate").equals("stale"));
        assertThat(Objects.requireNonNull(centre.states.get("gate")).hasHolder()).isEqualTo(may);
        assertThat(turning.turns).hasSize(may ? 1 : 0);
    }

    /** An older one is told none, and says of no camera how it is set. */
    private void settings(boolean may) throws NoAnswerException {
        if (may) {
            assertThat(centre.centre().configure("s1", FakeConfiguring.longer("gate")).getOutcome())
                    .isEqualTo("done");
        } else {
            assertThatThrownBy(
                            () -> centre.centre().configure("s1", FakeConfiguring.longer("gate")))
                    .isInstanceOfSatisfying(
                            NoAnswerException.class,
                            e -> assertThat(e.why()).isEqualTo(NoAnswer.TOO_OLD));
        }
        Camera told = Objects.requireNonNull(centre.catalogues.get("s1")).getCameras(0);
        assertThat(told.hasSettings()).isEqualTo(may);
        assertThat(told.getConfigureGranted()).isEqualTo(may);
        assertThat(configuring.told).hasSize(may ? 1 : 0);
    }

    /** What it could not keep is said again, until it can. */
    @Test
    void anInstructionThatIsNotKeptComesAgain() throws Exception {
        centre.instructions.add(Instruction.newBuilder().setId("i1").setWords("Nhắc").build());
        Uplink link = link(enrolled("s1"), Outbox.none());
        List<String> heard = new CopyOnWriteArrayList<>();
        link.instructions(said -> {
            heard.add(said.getWords());
            if (heard.size() < 3) {
                throw new IllegalStateException("the disk is full");
            }
        });
        await().atMost(LIMIT).until(() -> heard.size() == 3);
        await().atMost(LIMIT).until(() -> link.state().linked());
        assertThat(heard).containsOnly("Nhắc");
    }

    @Test
    void withoutAVersionInCommonBothSidesSaySo() throws Exception {
        Uplink link = linked(new Versions(4, 5), new Versions(1, 3), Outbox.none());
        await().atMost(LIMIT).until(() -> link.state().trouble() == Trouble.VERSION);
        String words =
                "the site speaks protocol 4 to 5, the centre 1 to 3: update the older of the two";
        assertThat(link.state().why()).isEqualTo(words);
        assertThat(centre.refusals).contains("s1: " + words);
        assertThat(centre.kinds).containsOnly(Refusal.VERSION);
        assertThat(centre.centre().linked("s1")).isFalse();
    }

    @Test
    void theNewestOfBothIsSpoken() {
        Versions ours = new Versions(2, 4);
        assertThat(ours.common(1, 3)).isEqualTo(3);
        assertThat(ours.common(3, 9)).isEqualTo(4);
        assertThat(ours.common(1, 2)).isEqualTo(2);
        assertThat(ours.common(1, 1)).isZero();
        assertThat(ours.common(5, 9)).isZero();
        // What strangers say, too.
        assertThat(ours.common(4, 3)).isZero();
        assertThat(ours.common(0, -1)).isZero();
        assertThatThrownBy(() -> new Versions(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Versions(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
