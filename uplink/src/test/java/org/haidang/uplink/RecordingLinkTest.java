package org.haidang.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.haidang.uplink.centre.Answer;
import org.haidang.uplink.site.Outbox;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.Ask;
import org.haidang.uplink.wire.AskKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asks about recordings, over real TLS. */
@Timeout(60)
class RecordingLinkTest extends LinkRig {
    private static final long AT_US = 1_622_000_000_000_000L;

    private Answer ask(AskKind kind, long fromUs) throws NoAnswerException {
        return opened(
                centre.centre()
                        .ask(
                                "s1",
                                Ask.newBuilder()
                                        .setCameraId("gate")
                                        .setStream("main")
                                        .setKind(kind)
                                        .setFromUs(fromUs)
                                        .setToUs(fromUs + 1_000_000)
                                        .setSeconds(8)));
    }

    private static byte[] read(Answer answer, long count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.writeTo(Channels.newChannel(out), count);
        return out.toByteArray();
    }

    private void awaitNothingLeft() {
        await().atMost(LIMIT).until(() -> recordings.answering.get() == 0);
        await().atMost(LIMIT).until(() -> centre.centre().asksOpen() == 0);
    }

    private static void failsFor(NoAnswer why, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        NoAnswerException.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    @Test
    void aCentreHearsWhatIsRecordedAndCovered() throws Exception {
        linked("s1");
        try (Answer answer = ask(AskKind.RECORDED, AT_US)) {
            assertThat(answer.recorded().getSpansList())
                    .singleElement()
                    .satisfies(span -> {
                        assertThat(span.getFromUs()).isEqualTo(AT_US);
                        assertThat(span.getBytes()).isEqualTo(7);
                    });
        }
        try (Answer answer = ask(AskKind.COVERAGE, AT_US)) {
            assertThat(answer.coverage().getHours(0).getStartUs()).isEqualTo(AT_US);
        }
        awaitNothingLeft();
    }

    @Test
    void aPieceComesBitForBitAndIsCounted() throws Exception {
        Uplink link = linked("s1");
        try (Answer answer = ask(AskKind.PIECE, AT_US)) {
            assertThat(answer.head().orElseThrow().getBytes()).isEqualTo(1_000_000);
            assertThat(read(answer, 1_000_000)).isEqualTo(FakeRecordings.content(AT_US, 1_000_000));
        }
        assertThat(link.state().mediaBytes()).isEqualTo(1_000_000);
        awaitNothingLeft();
    }

    @Test
    void ofAFileOnlyTheRangeComesThatIsWanted() throws Exception {
        linked("s1");
        try (Answer answer = ask(AskKind.FILE, AT_US)) {
            assertThat(answer.head()).isPresent();
            assertThat(recordings.written.get()).isZero();
            answer.want(300_000, 400_000);
            assertThat(read(answer, 400_000))
                    .isEqualTo(
                            Arrays.copyOfRange(
                                    FakeRecordings.content(AT_US, 1_000_000), 300_000, 700_000));
        }
        awaitNothingLeft();
    }

    @Test
    void nothingRecordedIsAnAnswer() throws Exception {
        recordings.bytes = 0;
        linked("s1");
        try (Answer answer = ask(AskKind.PIECE, AT_US)) {
            assertThat(answer.head()).isEmpty();
        }
        awaitNothingLeft();
    }

    @Test
    void aReaderWhoDoesNotReadHoldsUpNobodyAndFillsNoMemory() throws Exception {
        recordings.bytes = 1L << 40;
        linked("s1");
        List<Answer> stalled = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Answer answer = ask(AskKind.PIECE, AT_US + i);
            assertThat(answer.head()).isPresent();
            stalled.add(answer);
        }
        await().atMost(LIMIT).until(() -> recordings.answering.get() == 8);
        // Each has its credit under way, and the site waits in its next write: whatever lies in
        // between is at most that much per ask.
        await().during(Duration.ofMillis(300))
                .atMost(LIMIT)
                .until(() -> recordings.written.get() <= 8 * 256_000);
        recordings.bytes = 5_000_000;
        try (Answer quick = ask(AskKind.PIECE, AT_US + 99)) {
            assertThat(quick.head()).isPresent();
            assertThat(read(quick, 5_000_000)).hasSize(5_000_000);
        }
        stalled.forEach(Answer::close);
        awaitNothingLeft();
    }

    @Test
    void aSeekEndsTheOldAskAtOnce() throws Exception {
        recordings.bytes = 1L << 40;
        linked("s1");
        CountDownLatch reading = new CountDownLatch(1);
        Answer old = ask(AskKind.PIECE, AT_US);
        Thread reader =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                old.writeTo(new Counting(reading), 1L << 40);
                            } catch (IOException ended) {
                                // As it must.
                            }
                        });
        assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
        old.close();
        recordings.bytes = 300_000;
        try (Answer next = ask(AskKind.PIECE, AT_US + 5)) {
            assertThat(read(next, 300_000)).isEqualTo(FakeRecordings.content(AT_US + 5, 300_000));
        }
        awaitNothingLeft();
        assertThat(reader.join(Duration.ofSeconds(30))).isTrue();
    }

    private record Counting(CountDownLatch first) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) {
            int count = bytes.remaining();
            bytes.position(bytes.limit());
            first.countDown();
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aLinkThatBreaksEndsTheAnswerAndLeavesNothing() throws Exception {
        recordings.bytes = 1L << 40;
        Membership member = enrolled("s1");
        Uplink link = link(member, Outbox.none());
        await().atMost(LIMIT).until(() -> centre.centre().linked("s1"));
        Answer answer = ask(AskKind.PIECE, AT_US);
        assertThat(answer.head()).isPresent();
        link.close();
        failsFor(
                NoAnswer.NO_LINK,
                () ->
                        answer.writeTo(
                                Channels.newChannel(OutputStream.nullOutputStream()), 1L << 40));
        answer.close();
        awaitNothingLeft();
        failsFor(NoAnswer.NO_LINK, () -> ask(AskKind.PIECE, AT_US));
    }

    @Test
    void whatIsNotGrantedIsRefusedWithoutAWordOnTheOtherConnection() throws Exception {
        recordings.granted = false;
        Uplink link = linked("s1");
        try (Answer answer = ask(AskKind.PIECE, AT_US)) {
            failsFor(NoAnswer.NOT_GRANTED, answer::head);
        }
        assertThat(link.state().mediaBytes()).isZero();
        awaitNothingLeft();
    }

    @Test
    void whatIsWithdrawnEndsOnItsWay() throws Exception {
        recordings.bytes = 1L << 40;
        Uplink link = linked("s1");
        Answer answer = ask(AskKind.PIECE, AT_US);
        assertThat(answer.head()).isPresent();
        recordings.granted = false;
        link.grantsChanged();
        failsFor(
                NoAnswer.NOT_GRANTED,
                () ->
                        answer.writeTo(
                                Channels.newChannel(OutputStream.nullOutputStream()), 1L << 40));
        answer.close();
        awaitNothingLeft();
    }

    @Test
    void aDiskThatFailsOnTheWayIsTold() throws Exception {
        recordings.failAfter = 600_000;
        linked("s1");
        try (Answer answer = ask(AskKind.PIECE, AT_US)) {
            failsFor(NoAnswer.FAILED, () -> read(answer, 1_000_000));
        }
        awaitNothingLeft();
    }

    @Test
    void moreAsksThanASiteBearsAreRefused() throws Exception {
        recordings.bytes = 1L << 40;
        linked("s1");
        for (int i = 0; i < 32; i++) {
            assertThat(ask(AskKind.PIECE, AT_US + i).head()).isPresent();
        }
        failsFor(NoAnswer.TOO_MANY, () -> ask(AskKind.PIECE, AT_US));
    }

    @Test
    void aSiteFromBeforeIsNotAsked() throws Exception {
        Membership member = enrolled("old");
        try (AutoCloseable old = Intruder.greetAsOld(member)) {
            await().atMost(LIMIT).until(() -> centre.centre().linked("old"));
            failsFor(
                    NoAnswer.TOO_OLD,
                    () -> centre.centre().ask("old", Ask.newBuilder().setCameraId("gate")));
        }
    }

    @Test
    void aSiteCannotAnswerAnotherOnesAsk() throws Exception {
        recordings.disk = new CountDownLatch(1);
        linked("s1");
        Membership other = enrolled("s2");
        try (Answer answer = ask(AskKind.PIECE, AT_US)) {
            assertThat(Intruder.answer(other, 1)).isEqualTo("NOT_FOUND: no such ask");
            recordings.disk.countDown();
            assertThat(answer.head()).isPresent();
        }
        awaitNothingLeft();
    }
}
