package org.haidang.uplink.centre;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.wire.Ask;
import org.haidang.uplink.wire.AskEnd;
import org.haidang.uplink.wire.FromCentre;

/**
 * What this centre has asked its sites and is being answered. At most {@value #MAX_PER_SITE} at a
 * site and {@value #MAX} in all; each may hold {@value Answer#CREDIT} bytes. Thread-safe.
 */
final class Asks {
    static final int MAX_PER_SITE = 32;
    static final int MAX = 256;

    private final Centre centre;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Answer> open = new HashMap<>();

    Asks(Centre centre) {
        this.centre = centre;
    }

    Answer ask(String siteId, Ask.Builder question) throws NoAnswerException {
        SiteLink link =
                centre.link(siteId)
                        .orElseThrow(() ->
                                new NoAnswerException(
                                        NoAnswer.NO_LINK, "site " + siteId + " is not linked"));
        if (!link.answersAsks()) {
            throw new NoAnswerException(
                    NoAnswer.TOO_OLD, "site " + siteId + " does not know asks for recordings");
        }
        Answer answer = new Answer(this, siteId, numbers.incrementAndGet());
        synchronized (this) {
            long there =
                    open.values().stream().filter(each -> each.siteId().equals(siteId)).count();
            if (there >= MAX_PER_SITE || open.size() >= MAX) {
                throw new NoAnswerException(
                        NoAnswer.TOO_MANY,
                        there + " asks at site " + siteId + ", " + open.size() + " in all");
            }
            open.put(answer.id(), answer);
        }
        link.say(
                FromCentre.newBuilder()
                        .setAsk(question.setId(answer.id()).setCredit(Answer.CREDIT)));
        if (centre.link(siteId).filter(link::equals).isEmpty()) {
            // It broke meanwhile, perhaps before this one was among those that it ended.
            answer.fail(NoAnswer.NO_LINK);
        }
        return answer;
    }

    /** What a site answers; empty when it is not that site's, or is over. */
    synchronized Optional<Answer> of(String siteId, long id) {
        return Optional.ofNullable(open.get(id)).filter(each -> each.siteId().equals(siteId));
    }

    void refused(String siteId, long id, String why) {
        of(siteId, id).ifPresent(answer -> answer.fail(NoAnswer.of(why)));
    }

    synchronized void forget(Answer answer) {
        open.remove(answer.id());
    }

    /** The site need not go on. */
    void end(Answer answer) {
        centre.link(answer.siteId())
                .ifPresent(link ->
                        link.say(
                                FromCentre.newBuilder()
                                        .setAskEnd(AskEnd.newBuilder().setId(answer.id()))));
    }

    /** The site's link is gone. */
    void lost(String siteId) {
        List<Answer> lost;
        synchronized (this) {
            lost = open.values().stream().filter(each -> each.siteId().equals(siteId)).toList();
        }
        lost.forEach(answer -> answer.fail(NoAnswer.NO_LINK));
    }

    /** How many are open, for tests and metrics. */
    synchronized int count() {
        return open.size();
    }
}
