package org.haidang.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.wire.Holder;
import org.haidang.uplink.wire.Person;
import org.haidang.uplink.wire.Preset;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turning cameras, over real TLS. */
@Timeout(60)
class TurningLinkTest extends LinkRig {
    private final FakeTurning turning = new FakeTurning();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

    private Uplink turned() throws Exception {
        opened(people);
        site.camera("gate");
        Uplink link = linked("s1");
        link.turning(turning);
        return link;
    }

    private Turned left() throws NoAnswerException {
        return centre.centre().turn("s1", FakeTurning.left("gate"));
    }

    private static void failsFor(NoAnswer why, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        NoAnswerException.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    @Test
    void aSiteIsToldWhatAndByWhomAndItsAnswerComesBack() throws Exception {
        turned();
        turning.answer =
                Turned.newBuilder()
                        .setOutcome("held")
                        .addPresets(Preset.newBuilder().setToken("1").setName("Cổng sau"))
                        .build();
        Turned answer = left();
        assertThat(answer.getOutcome()).isEqualTo("held");
        assertThat(answer.getHolder().getName()).isEqualTo("An");
        assertThat(answer.getPresets(0).getName()).isEqualTo("Cổng sau");
        Turn told = turning.turns.getFirst();
        assertThat(told.getCameraId()).isEqualTo("gate");
        assertThat(told.getPerson().getKey()).isEqualTo("an");
        assertThat(told.getMove().getPan()).isEqualTo(-0.5);
        assertThat(centre.centre().callsOpen()).isZero();
    }

    @Test
    void withoutALinkItIsSaidAtOnce() {
        failsFor(NoAnswer.NO_LINK, this::left);
    }

    @Test
    void aSiteThatIsSilentIsWaitedForFiveSecondsAndNoLonger() throws Exception {
        turned();
        turning.camera = new CountDownLatch(1);
        long beganNs = System.nanoTime();
        failsFor(NoAnswer.LATE, this::left);
        long tookMs = (System.nanoTime() - beganNs) / 1_000_000;
        assertThat(tookMs).isBetween(4_900L, 15_000L);
        assertThat(centre.centre().callsOpen()).isZero();
        turning.camera.countDown();
        assertThat(left().getOutcome()).as("what came late is nobody's answer").isEqualTo("done");
    }

    @Test
    void aLinkThatBreaksEndsTheWaiting() throws Exception {
        Uplink link = turned();
        turning.camera = new CountDownLatch(1);
        Future<Turned> waiting = people.submit((Callable<Turned>) this::left);
        await().atMost(LIMIT).until(() -> turning.turns.size() == 1);
        link.close();
        assertThatThrownBy(waiting::get).hasMessageContaining("no_link");
        turning.camera.countDown();
    }

    @Test
    void thirtyTwoMayWaitAtASiteAndAlthoughTheyDoControlGoesOn() throws Exception {
        turned();
        turning.camera = new CountDownLatch(1);
        List<Future<Turned>> waiting = new ArrayList<>();
        for (int i = 0; i < Protocol.CALLS_UNDER_WAY; i++) {
            waiting.add(people.submit((Callable<Turned>) this::left));
        }
        await().atMost(LIMIT).until(() -> turning.turns.size() == Protocol.CALLS_UNDER_WAY);
        failsFor(NoAnswer.TOO_MANY, this::left);
        site.state = "stale";
        await().atMost(LIMIT).until(() -> centre.state("gate").equals("stale"));
        turning.camera.countDown();
        for (Future<Turned> one : waiting) {
            assertThat(one.get().getOutcome()).isEqualTo("done");
        }
        assertThat(turning.turns).hasSize(Protocol.CALLS_UNDER_WAY);
    }

    @Test
    void whatIsNoTurnIsNotGivenToTheCamera() throws Exception {
        turned();
        List<Turn.Builder> wrong = new CopyOnWriteArrayList<>();
        wrong.add(FakeTurning.left(""));
        wrong.add(FakeTurning.left("x".repeat(65)));
        wrong.add(FakeTurning.left("gate").clearPerson());
        wrong.add(FakeTurning.left("gate").setPerson(Person.newBuilder().setKey(" ")));
        wrong.add(
                FakeTurning.left("gate")
                        .setPerson(Person.newBuilder().setKey("an").setName("x".repeat(101))));
        wrong.add(FakeTurning.left("gate").setMove(Turn.Move.newBuilder().setPan(1.01)));
        wrong.add(FakeTurning.left("gate").setMove(Turn.Move.newBuilder().setZoom(Double.NaN)));
        wrong.add(FakeTurning.left("gate").setSave(Turn.Save.newBuilder().setName("x".repeat(65))));
        wrong.add(FakeTurning.left("gate").setCall(Turn.Call.getDefaultInstance()));
        wrong.add(FakeTurning.left("gate").clearWhat());
        for (Turn.Builder each : wrong) {
            assertThat(centre.centre().turn("s1", each).getOutcome()).isEqualTo("failed");
        }
        assertThat(turning.turns).isEmpty();
        assertThat(left().getOutcome()).isEqualTo("done");
    }

    @Test
    void anAnswerThatIsTooLargeIsNoneAndTheLinkGoesOn() throws Exception {
        turned();
        Turned.Builder many = Turned.newBuilder().setOutcome("done");
        for (int i = 0; i <= TurnLimits.MAX_PRESETS; i++) {
            many.addPresets(Preset.newBuilder().setToken("t" + i));
        }
        turning.answer = many.build();
        failsFor(NoAnswer.FAILED, this::left);
        assertThat(centre.misuses).singleElement().asString().contains("257 presets");
        turning.answer = Turned.newBuilder().setOutcome("done").build();
        assertThat(left().getOutcome()).isEqualTo("done");
    }

    @Test
    void whoTurnsACameraIsToldAtOnce() throws Exception {
        Uplink link = turned();
        site.holder = Holder.newBuilder().setName("Bình").build();
        link.statesChanged();
        await().atMost(LIMIT)
                .until(() ->
                        centre.states.containsKey("gate")
                                && Objects.requireNonNull(centre.states.get("gate"))
                                        .getHolder()
                                        .getName()
                                        .equals("Bình"));
        site.holder = Holder.getDefaultInstance();
        link.statesChanged();
        await().atMost(LIMIT)
                .until(() -> !Objects.requireNonNull(centre.states.get("gate")).hasHolder());
    }
}
