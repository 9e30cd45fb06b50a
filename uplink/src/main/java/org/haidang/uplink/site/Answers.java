package org.haidang.uplink.site;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.wire.Ask;
import org.jspecify.annotations.Nullable;

/** The asks of the centre that are being answered, each in a thread of its own. Thread-safe. */
final class Answers {
    /** More at once are refused; twice what a centre asks at once, for those that are ending. */
    static final int MAX = 64;

    /** What was granted is asked again so often. */
    private static final long LOOK_NS = 2_000_000_000L;

    private static final System.Logger LOG = System.getLogger(Answers.class.getName());

    private final Recordings recordings;
    private final MediaChannel media;
    private final BiConsumer<Long, NoAnswer> refused;
    private final Map<Long, AnswerCall> running = new HashMap<>();
    private long lookedNs = System.nanoTime();

    /**
     * @param refused is told the ask that ends without a word on the connection for pictures
     */
    Answers(Recordings recordings, MediaChannel media, BiConsumer<Long, NoAnswer> refused) {
        this.recordings = recordings;
        this.media = media;
        this.refused = refused;
    }

    synchronized int count() {
        return running.size();
    }

    void open(Ask ask) {
        AnswerCall call = new AnswerCall(ask, media);
        boolean room;
        synchronized (this) {
            room = running.size() < MAX && running.putIfAbsent(ask.getId(), call) == null;
        }
        if (room) {
            Thread.ofVirtual().name("answer-" + ask.getId()).start(() -> answer(call));
        } else {
            refused.accept(ask.getId(), NoAnswer.TOO_MANY);
        }
    }

    private void answer(AnswerCall call) {
        Ask ask = call.ask();
        NoAnswer why = NoAnswer.FAILED;
        try {
            if (recordings.granted(ask.getCameraId())) {
                recordings.answer(ask, call);
                why = null;
            } else {
                recordings.overreached(ask.getCameraId());
                why = NoAnswer.NOT_GRANTED;
            }
        } catch (NoAnswerException e) {
            why = e.why();
        } catch (IOException | RuntimeException e) {
            // Also when the centre has gone: what it is told then, nobody hears.
            LOG.log(
                    call.isOpen() ? Level.WARNING : Level.DEBUG,
                    "an answer about camera " + ask.getCameraId() + " ends early",
                    e);
        } finally {
            end(call, why);
        }
    }

    private void end(AnswerCall call, @Nullable NoAnswer why) {
        long id = call.ask().getId();
        synchronized (this) {
            running.remove(id, call);
        }
        if (!call.finish(why)) {
            refused.accept(id, why == null ? NoAnswer.FAILED : why);
        }
    }

    /** The centre wants no more of it. */
    void end(long id) {
        AnswerCall call;
        synchronized (this) {
            call = running.get(id);
        }
        if (call != null) {
            call.cancel();
        }
    }

    /** To be called about once a second: ends what is not granted any more. */
    void tick(long nowNs) {
        if (nowNs - lookedNs >= LOOK_NS) {
            lookedNs = nowNs;
            endWithdrawn();
        }
    }

    /** Ends what is not granted any more. */
    void endWithdrawn() {
        for (AnswerCall call : all()) {
            if (!recordings.granted(call.ask().getCameraId())) {
                call.stop(NoAnswer.NOT_GRANTED);
            }
        }
    }

    private synchronized List<AnswerCall> all() {
        return List.copyOf(running.values());
    }

    /** The link is gone. */
    void endAll() {
        all().forEach(AnswerCall::cancel);
    }
}
