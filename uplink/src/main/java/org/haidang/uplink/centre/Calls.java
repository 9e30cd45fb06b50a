package org.haidang.uplink.centre;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.wire.FromCentre;
import org.jspecify.annotations.Nullable;

/**
 * Words of one kind that this centre has said to its sites, each of which has an answer: at most
 * {@link Protocol#CALLS_UNDER_WAY} of a site wait for theirs and {@value #MAX} in all, each for
 * {@link Protocol#ANSWER_SECONDS}. Thread-safe.
 *
 * @param <A> the answer
 */
final class Calls<A> {
    static final int MAX = 256;

    private record Waiting<A>(String siteId, CompletableFuture<A> answer) {}

    private final Centre centre;
    private final String what;
    private final int since;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Waiting<A>> waiting = new HashMap<>();

    /**
     * @param what such a word is, such as {@code a turn}
     * @param since the first version of the contract that has them
     */
    Calls(Centre centre, String what, int since) {
        this.centre = centre;
        this.what = what;
        this.since = since;
    }

    /**
     * Says it, and waits for the answer.
     *
     * @param word makes it of its id
     */
    A call(String siteId, LongFunction<FromCentre.Builder> word) throws NoAnswerException {
        SiteLink link =
                centre.link(siteId)
                        .orElseThrow(() ->
                                new NoAnswerException(
                                        NoAnswer.NO_LINK, "site " + siteId + " is not linked"));
        if (link.version() < since) {
            throw new NoAnswerException(
                    NoAnswer.TOO_OLD, "site " + siteId + " speaks protocol " + link.version());
        }
        long id = numbers.incrementAndGet();
        CompletableFuture<A> answer = enter(siteId, id);
        try {
            link.say(word.apply(id));
            if (centre.link(siteId).filter(link::equals).isEmpty()) {
                // It broke meanwhile, perhaps before this one was among those that it ended.
                throw new NoAnswerException(NoAnswer.NO_LINK, "the link broke");
            }
            return answer.get(Protocol.ANSWER_SECONDS, TimeUnit.SECONDS);
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

    private synchronized CompletableFuture<A> enter(String siteId, long id)
            throws NoAnswerException {
        long there = waiting.values().stream().filter(each -> each.siteId().equals(siteId)).count();
        if (there >= Protocol.CALLS_UNDER_WAY || waiting.size() >= MAX) {
            throw new NoAnswerException(
                    NoAnswer.TOO_MANY,
                    "%s too many: %d at site %s, %d in all"
                            .formatted(what, there, siteId, waiting.size()));
        }
        CompletableFuture<A> answer = new CompletableFuture<>();
        waiting.put(id, new Waiting<>(siteId, answer));
        return answer;
    }

    /**
     * A site answers; nobody may wait for it any more, and no other site's word is meant.
     *
     * @param wrong what makes it an answer that no site of ours gives; null when nothing does
     */
    void answered(String siteId, long id, A answer, @Nullable String wrong) {
        Waiting<A> one;
        synchronized (this) {
            one = waiting.get(id);
        }
        if (one == null || !one.siteId().equals(siteId)) {
            return;
        }
        if (wrong == null) {
            one.answer().complete(answer);
        } else {
            centre.listener().misused(siteId, "an answer to " + what + ": " + wrong);
            one.answer()
                    .completeExceptionally(
                            new NoAnswerException(NoAnswer.FAILED, "it has " + wrong));
        }
    }

    /** The site's link is gone. */
    void lost(String siteId) {
        List<Waiting<A>> lost;
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
