package org.haidang.server.audit;

import java.util.concurrent.locks.ReentrantLock;
import org.haidang.server.audit.store.ViewingTimes;
import org.jspecify.annotations.Nullable;

/**
 * Somebody sees a camera. Given by {@link Viewings}; who began it ends it there, once or more
 * often.
 */
public final class Viewing {
    /** Asks that belong to one viewing: the same session, camera and kind. */
    record Key(String session, String cameraId, AuditKind kind) {}

    /** Where a viewing is in its life. */
    enum State {
        /** Its beginning is not recorded yet: no picture may be given. */
        NEW,
        RUNNING,
        ENDED
    }

    /** Guards what follows; held while the beginning is written. */
    final ReentrantLock lock = new ReentrantLock();

    final Actor actor;
    final AuditKind kind;
    final Subject subject;

    /** Null for a viewing with an end of its own, which no idleness ends. */
    final @Nullable Key key;

    final String stream;
    final @Nullable String why;
    State state = State.NEW;
    long beginSeq;
    long fromUs;
    long toUs;
    long usedUs;
    long asks;
    boolean crashed;
    boolean refreshed;

    Viewing(
            Actor actor,
            AuditKind kind,
            Subject subject,
            @Nullable Key key,
            String stream,
            @Nullable String why) {
        this.actor = actor;
        this.kind = kind;
        this.subject = subject;
        this.key = key;
        this.stream = stream;
        this.why = why;
    }

    void begin(long from, long to, long nowUs) {
        fromUs = from;
        toUs = to;
        usedUs = nowUs;
        asks = 1;
    }

    void extend(long from, long to, long nowUs) {
        fromUs = Math.min(fromUs, from);
        toUs = Math.max(toUs, to);
        usedUs = Math.max(usedUs, nowUs);
        asks++;
        refreshed = false;
    }

    ViewingTimes times() {
        return new ViewingTimes(beginSeq, fromUs, toUs);
    }

    Entry beginning() {
        return Entry.of(actor, kind)
                .about(subject)
                .between(fromUs, toUs)
                .with("phase", "begin")
                .with("stream", stream)
                .with("why", why);
    }

    Entry ending() {
        return Entry.of(actor, kind)
                .about(subject)
                .between(fromUs, toUs)
                .with("phase", "end")
                .with("begin", beginSeq)
                .with("stream", stream)
                .with("asks", key == null || crashed ? null : asks)
                .with("crashed", crashed ? true : null);
    }
}
