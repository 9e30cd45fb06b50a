package org.haidang.uplink.centre;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.TurnLimits;
import org.haidang.uplink.wire.FromCentre;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;

/**
 * What this centre has told its sites to turn and is waiting to hear of: at most {@link
 * TurnLimits#UNDER_WAY} at a site and {@value #MAX} in all, each for {@link Protocol#TURN_SECONDS}.
 * Thread-safe.
 */
final class Turns {
    static final int MAX = 256;

    private record Waiting(String siteId, CompletableFuture<Turned> answer) {}

    private final Centre centre;
    private final long patienceMs;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Waiting> waiting = new HashMap<>();

    Turns(Centre centre, long patienceMs) {
        this.centre = centre;
        this.patienceMs = patienceMs;
    }

    /** Says it, and waits for the answer. */
    Turned turn(String siteId, Turn.Builder turn) throws NoAnswerException {
        SiteLink link =
                centre.link(siteId)
                        .orElseThrow(() ->
                                new NoAnswerException(
                                        NoAnswer.NO_LINK, "site " + siteId + " is not linked"));
        if (link.version() < Protocol.TURNS_SINCE) {
            throw new NoAnswerException(
                    NoAnswer.TOO_OLD, "site " + siteId + " speaks protocol " + link.version());
        }
        long id = numbers.incrementAndGet();
        CompletableFuture<Turned> answer = enter(siteId, id);
        try {
            link.say(FromCentre.newBuilder().setTurn(turn.setId(id)));
            if (centre.link(siteId).filter(link::equals).isEmpty()) {
                // It broke meanwhile, perhaps before this one was among those that it ended.
                throw new NoAnswerException(NoAnswer.NO_LINK, "the link broke");
            }
            return answer.get(patienceMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoAnswerException(NoAnswer.LATE, "site " + siteId + " is silent");
        } catch (ExecutionException e) {
            throw new NoAnswerException(
                    e.getCause() instanceof NoAnswerException known ? known.why() : NoAnswer.FAILED,
                    "so says site " + siteId + " or its link");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(NoAnswer.FAILED, "interrupted");
        } finally {
            synchronized (this) {
                waiting.remove(id);
            }
        }
    }

    private synchronized CompletableFuture<Turned> enter(String siteId, long id)
            throws NoAnswerException {
        long there = waiting.values().stream().filter(each -> each.siteId().equals(siteId)).count();
        if (there >= TurnLimits.UNDER_WAY || waiting.size() >= MAX) {
            throw new NoAnswerException(
                    NoAnswer.TOO_MANY,
                    there + " turns at site " + siteId + ", " + waiting.size() + " in all");
        }
        CompletableFuture<Turned> answer = new CompletableFuture<>();
        waiting.put(id, new Waiting(siteId, answer));
        return answer;
    }

    /** A site answers; nobody may wait for it any more, and no other site's turn is meant. */
    void answered(String siteId, Turned turned) {
        Waiting one;
        synchronized (this) {
            one = waiting.get(turned.getId());
        }
        if (one == null || !one.siteId().equals(siteId)) {
            return;
        }
        String wrong = TurnLimits.wrong(turned);
        if (wrong == null) {
            one.answer().complete(turned);
        } else {
            centre.listener().misused(siteId, "an answer to a turn: " + wrong);
            one.answer()
                    .completeExceptionally(
                            new NoAnswerException(NoAnswer.FAILED, "it has " + wrong));
        }
    }

    /** The site's link is gone. */
    void lost(String siteId) {
        List<Waiting> lost;
        synchronized (this) {
            lost = waiting.values().stream().filter(each -> each.siteId().equals(siteId)).toList();
        }
        lost.forEach(each ->
                each.answer()
                        .completeExceptionally(
                                new NoAnswerException(NoAnswer.NO_LINK, "the link broke")));
    }

    /** How many are waited for, for tests and metrics. */
    synchronized int count() {
        return waiting.size();
    }
}
