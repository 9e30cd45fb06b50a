package org.haidang.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.wire.Configure;
import org.haidang.uplink.wire.Configured;
import org.haidang.uplink.wire.InvalidSetting;
import org.haidang.uplink.wire.Person;
import org.haidang.uplink.wire.Still;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Settings of cameras, over real TLS. */
@Timeout(60)
class SettingsLinkTest extends LinkRig {
    private final FakeConfiguring configuring = new FakeConfiguring();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

    private Uplink configured() throws Exception {
        opened(people);
        site.camera("gate");
        Uplink link = linked("s1");
        link.configuring(configuring);
        return link;
    }

    private Configured longer() throws NoAnswerException {
        return centre.centre().configure("s1", FakeConfiguring.longer("gate"));
    }

    private static void failsFor(NoAnswer why, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        NoAnswerException.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    @Test
    void aSiteIsToldWhatWasSeenWhatIsWantedAndByWhomAndItsAnswerComesBack() throws Exception {
        configured();
        Configured answer = longer();
        assertThat(answer.getOutcome()).isEqualTo("done");
        assertThat(answer.getSettings()).isEqualTo(FakeConfiguring.A_MONTH);
        Configure told = configuring.told.getFirst();
        assertThat(told.getCameraId()).isEqualTo("gate");
        assertThat(told.getPerson().getName()).isEqualTo("An");
        assertThat(told.getBase()).isEqualTo(FakeConfiguring.TWO_WEEKS);
        assertThat(told.getWanted()).isEqualTo(FakeConfiguring.A_MONTH);
        assertThat(centre.centre().callsOpen()).isZero();
    }

    @Test
    void aSiteThatHasNobodyForItYetDoesNotLetIt() throws Exception {
        site.camera("gate");
        linked("s1");
        assertThat(longer().getOutcome()).isEqualTo("not_granted");
    }

    @Test
    void withoutALinkItIsSaidAtOnce() {
        failsFor(NoAnswer.NO_LINK, this::longer);
    }

    @Test
    void aSiteThatIsSilentIsWaitedForFiveSecondsAndNoLonger() throws Exception {
        configured();
        configuring.disk = new CountDownLatch(1);
        long beganNs = System.nanoTime();
        failsFor(NoAnswer.LATE, this::longer);
        long tookMs = (System.nanoTime() - beganNs) / 1_000_000;
        assertThat(tookMs).isBetween(4_900L, 15_000L);
        assertThat(centre.centre().callsOpen()).isZero();
        configuring.disk.countDown();
        assertThat(longer().getOutcome()).as("what came late is nobody's answer").isEqualTo("done");
    }

    @Test
    void aLinkThatBreaksEndsTheWaiting() throws Exception {
        Uplink link = configured();
        configuring.disk = new CountDownLatch(1);
        Future<Configured> waiting = people.submit((Callable<Configured>) this::longer);
        await().atMost(LIMIT).until(() -> configuring.told.size() == 1);
        link.close();
        assertThatThrownBy(waiting::get).hasMessageContaining("no_link");
        configuring.disk.countDown();
    }

    /**
     * Numbers are of the centre and not of a link: another site could say one that is waited for.
     */
    @Test
    void anotherSitesAnswerIsNobodys() throws Exception {
        configured();
        configuring.disk = new CountDownLatch(1);
        Future<Configured> waiting = people.submit((Callable<Configured>) this::longer);
        await().atMost(LIMIT).until(() -> configuring.told.size() == 1);
        long id = configuring.told.getFirst().getId();
        try (Intruder.Spoken other = Intruder.greet(enrolled("s2"), Protocol.NEWEST)) {
            other.say(Configured.newBuilder().setId(id).setOutcome("done").build());
            // What was said before it is heard before it.
            other.say(Still.getDefaultInstance());
            await().atMost(LIMIT).until(() -> other.taken() == 1);
        }
        assertThat(waiting.isDone()).isFalse();
        configuring.disk.countDown();
        assertThat(waiting.get().getSettings()).isEqualTo(FakeConfiguring.A_MONTH);
    }

    @Test
    void thirtyTwoMayWaitAtASiteAndTurnsHaveRoomOfTheirOwn() throws Exception {
        Uplink link = configured();
        FakeTurning turning = new FakeTurning();
        link.turning(turning);
        configuring.disk = new CountDownLatch(1);
        List<Future<Configured>> waiting = new ArrayList<>();
        for (int i = 0; i < Protocol.CALLS_UNDER_WAY; i++) {
            waiting.add(people.submit((Callable<Configured>) this::longer));
        }
        await().atMost(LIMIT).until(() -> configuring.told.size() == Protocol.CALLS_UNDER_WAY);
        failsFor(NoAnswer.TOO_MANY, this::longer);
        assertThat(centre.centre().turn("s1", FakeTurning.left("gate")).getOutcome())
                .isEqualTo("done");
        configuring.disk.countDown();
        for (Future<Configured> one : waiting) {
            assertThat(one.get().getOutcome()).isEqualTo("done");
        }
        assertThat(configuring.told).hasSize(Protocol.CALLS_UNDER_WAY);
    }

    @Test
    void whatIsNoSettingIsNotGivenToTheSite() throws Exception {
        configured();
        List<Configure.Builder> wrong =
                List.of(
                        FakeConfiguring.longer(""),
                        FakeConfiguring.longer("x".repeat(65)),
                        FakeConfiguring.longer("gate").clearPerson(),
                        FakeConfiguring.longer("gate").setPerson(Person.newBuilder().setKey(" ")),
                        FakeConfiguring.longer("gate")
                                .setPerson(
                                        Person.newBuilder().setKey("an").setName("x".repeat(101))),
                        FakeConfiguring.longer("gate").clearWanted(),
                        FakeConfiguring.longer("gate").clearBase(),
                        FakeConfiguring.longer("gate").setWanted(FakeConfiguring.settings(3_651)),
                        FakeConfiguring.longer("gate").setWanted(FakeConfiguring.settings(-1)),
                        FakeConfiguring.longer("gate").setBase(FakeConfiguring.settings(3_651)));
        for (Configure.Builder each : wrong) {
            assertThat(centre.centre().configure("s1", each).getOutcome()).isEqualTo("failed");
        }
        assertThat(configuring.told).isEmpty();
        assertThat(
                        centre.centre()
                                .configure(
                                        "s1",
                                        FakeConfiguring.longer("gate")
                                                .setWanted(FakeConfiguring.settings(3_650)))
                                .getOutcome())
                .isEqualTo("done");
    }

    @Test
    void anAnswerThatNoSiteOfOursGivesIsNoneAndTheLinkGoesOn() throws Exception {
        configured();
        Configured good = configuring.answer;
        for (Configured wrong :
                List.of(
                        Configured.newBuilder().setOutcome("x".repeat(65)).build(),
                        good.toBuilder().setSettings(FakeConfiguring.settings(3_651)).build(),
                        refusing(4, "vì"),
                        refusing(1, "x".repeat(501)))) {
            configuring.answer = wrong;
            failsFor(NoAnswer.FAILED, this::longer);
        }
        assertThat(centre.misuses)
                .hasSize(4)
                .allSatisfy(what -> assertThat(what).contains("settings"));
        configuring.answer = refusing(3, "x".repeat(500));
        assertThat(longer().getInvalidCount()).isEqualTo(3);
    }

    private static Configured refusing(int settings, String why) {
        Configured.Builder answer = Configured.newBuilder().setOutcome("invalid");
        for (int i = 0; i < settings; i++) {
            answer.addInvalid(InvalidSetting.newBuilder().setField("retentionDays").setVi(why));
        }
        return answer.build();
    }
}
