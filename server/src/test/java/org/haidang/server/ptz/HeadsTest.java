package org.haidang.server.ptz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.OnvifDevice;
import org.haidang.onvif.OnvifException;
import org.haidang.onvif.OnvifFailure;
import org.haidang.onvif.OnvifLimits;
import org.haidang.onvif.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conversations with a device that is a server of the test's; time is the test's, too. */
class HeadsTest {
    private static final Motion LEFT = new Motion(-0.5, 0, 0);
    private static final Credentials RIGHT = new Credentials("giamsat", "mật khẩu");
    private static final Credentials WRONG = new Credentials("nguoila", "x");

    private final FakePtzDevice device = new FakePtzDevice();
    private final AtomicLong nowMs = new AtomicLong(1_620_000_000_000L);
    private final AtomicInteger conversations = new AtomicInteger();
    private final Heads heads =
            new Heads(
                    (service, login) -> {
                        conversations.incrementAndGet();
                        return new OnvifDevice(
                                service,
                                login,
                                OnvifLimits.DEFAULT,
                                address -> true,
                                this::now,
                                new Random(1));
                    },
                    this::now);
    private final Head head = new Head(device.service(), null, "turns");

    private Instant now() {
        return Instant.ofEpochMilli(nowMs.get());
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void movesForASecondAtATime() throws Exception {
        heads.move(head, new Motion(-0.5, 0.25, 1));
        assertThat(device.envelopes.getLast())
                .contains("PT1S", "-0.5", "0.25", "turns")
                .contains("ContinuousMove");
        heads.stop(head);
        assertThat(device.asked.getLast()).isEqualTo("Stop");
    }

    @Test
    void asksOnceWhereItIsToldToMove() throws Exception {
        for (int i = 0; i < 5; i++) {
            heads.move(head, LEFT);
        }
        assertThat(device.times("GetServices")).isEqualTo(1);
        assertThat(device.times("ContinuousMove")).isEqualTo(5);
        assertThat(conversations).hasValue(1);
    }

    @Test
    void forgetsAConversationAMinuteAfterItWasUsed() throws Exception {
        heads.move(head, LEFT);
        nowMs.addAndGet(59_999);
        heads.look();
        assertThat(heads.kept()).isEqualTo(1);
        heads.move(head, LEFT);
        nowMs.addAndGet(60_000);
        heads.look();
        assertThat(heads.kept()).isZero();
        heads.move(head, LEFT);
        assertThat(conversations).hasValue(2);
    }

    @Test
    void talksToADeviceAboutOneThingAtATime() throws Exception {
        heads.presets(head); // finds its way
        CountDownLatch slow = new CountDownLatch(1);
        device.slow = slow;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Head other = new Head(device.service(), null, "other profile");
            Callable<Boolean> moves =
                    () -> {
                        heads.move(head, LEFT);
                        return true;
                    };
            Callable<Boolean> othersMoves =
                    () -> {
                        heads.move(other, LEFT);
                        return true;
                    };
            List<Future<Boolean>> all = List.of(people.submit(moves), people.submit(othersMoves));
            await().until(() -> device.times("ContinuousMove") == 1);
            slow.countDown();
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(device.most).hasValue(1);
        assertThat(device.times("ContinuousMove")).isEqualTo(2);
    }

    @Test
    void whoeverWaitsTooLongForAnothersCommandIsToldSo() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        device.slow = slow;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first =
                    people.submit(() -> {
                        heads.move(head, LEFT);
                        return true;
                    });
            await().until(() -> device.times("ContinuousMove") == 1);
            assertThatThrownBy(() -> heads.stop(head)).isInstanceOf(HeadBusyException.class);
            slow.countDown();
            assertThat(first.get()).isTrue();
        }
    }

    @Test
    void keepsPresetsAndKnowsTheirNames() throws Exception {
        assertThat(heads.nameOf(head, "1")).as("nothing was told yet").isEqualTo("1");
        assertThat(heads.presets(head)).containsExactly(new Preset("1", "Cổng sau"));
        assertThat(heads.nameOf(head, "1")).isEqualTo("Cổng sau");
        heads.presets(head);
        assertThat(device.times("GetPresets")).as("just told").isEqualTo(1);
        Preset saved = heads.save(head, "Bãi xe");
        assertThat(heads.presets(head)).contains(saved).hasSize(2);
        heads.call(head, saved.token());
        assertThat(device.envelopes.getLast()).contains("GotoPreset", ">" + saved.token() + "<");
        heads.remove(head, saved.token());
        assertThat(heads.presets(head)).hasSize(1);
    }

    @Test
    void logsInAndIsRefusedTwiceAtMostUntilTheLoginIsAnother() throws Exception {
        device.username = RIGHT.username();
        Head wrong = new Head(device.service(), WRONG, "turns");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> heads.move(wrong, LEFT))
                    .isInstanceOfSatisfying(
                            OnvifException.class,
                            e -> assertThat(e.failure()).isEqualTo(OnvifFailure.LOGIN_REFUSED));
            nowMs.addAndGet(59_000); // nobody waits, and it is never idle
        }
        assertThat(device.refused.get()).isBetween(1, 2);
        heads.move(new Head(device.service(), RIGHT, "turns"), LEFT);
        assertThat(device.asked.getLast()).isEqualTo("ContinuousMove");
        int before = device.refused.get();
        nowMs.addAndGet(Heads.REFUSED_PAUSE.toMillis());
        assertThatThrownBy(() -> heads.move(wrong, LEFT)).isInstanceOf(OnvifException.class);
        assertThat(device.refused.get()).as("after the pause").isGreaterThan(before);
    }

    @Test
    void keepsSoManyConversationsAndNoMore() throws Exception {
        for (int i = 0; i < Heads.MAX_CONVERSATIONS + 3; i++) {
            nowMs.addAndGet(1);
            heads.move(new Head(device.service(), new Credentials("u" + i, "p"), "turns"), LEFT);
        }
        assertThat(heads.kept()).isEqualTo(Heads.MAX_CONVERSATIONS);
    }
}
