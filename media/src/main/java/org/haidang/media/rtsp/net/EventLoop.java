package org.haidang.media.rtsp.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One thread, one selector, many sources. Three things happen in it: channels that are read at once
 * are served when they are ready, all members get a turn every {@link EventLoops#SWEEP_MS} ms, and
 * tasks from other threads are run. What goes wrong in one member ends that member only.
 */
final class EventLoop {

    /** Called in the loop's thread. */
    interface Member {
        /** A turn: read what has gathered, look after what is due. */
        void onTurn(long nowNs, long wallUs);

        /** Whether turns should come every {@link EventLoop#QUICK_NS} for now. */
        boolean wantsQuickTurns();

        /** It has thrown; it must close itself and not throw again. */
        void onCrash(Throwable cause);
    }

    /** Attached to each key. */
    interface Ready {
        void onReady(SelectionKey key, long nowNs, long wallUs);

        Member member();
    }

    static final long QUICK_NS = 20_000_000;
    private static final long TURN_NS = EventLoops.SWEEP_MS * 1_000_000L;
    private static final Logger LOG = System.getLogger("org.haidang.media.rtsp");

    final ReadBuffer buffer = new ReadBuffer();

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sources = new AtomicInteger();
    private final List<Member> members = new ArrayList<>();
    private final List<Member> turns = new ArrayList<>();
    private volatile boolean stopped;
    private long nextTurnNs;
    private long nextQuickNs;
    private long wallBaseUs;
    private long wallBaseNs;

    EventLoop(int number) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("rtsp-loop-" + number).unstarted(this::run);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /** Sources that were given this loop and have not ended. Any thread. */
    int sources() {
        return sources.get();
    }

    /** Counts a source until its end. Any thread. */
    void countUntil(CompletableFuture<Void> end) {
        sources.incrementAndGet();
        var _ = end.whenComplete((none, error) -> sources.decrementAndGet());
    }

    Selector selector() {
        return selector;
    }

    /** Runs a task in the loop's thread, soon. Dropped once the loop has stopped. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** As {@link #execute(Runnable)}; what goes wrong ends this member only. */
    void execute(Member member, Runnable task) {
        execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | StackOverflowError e) {
                member.onCrash(e);
            }
        });
    }

    /** In the loop only. */
    void add(Member member) {
        members.add(member);
    }

    /** In the loop only. */
    void remove(Member member) {
        members.remove(member);
    }

    void stop() throws InterruptedException {
        stopped = true;
        selector.wakeup();
        if (!inLoop()) {
            thread.join(5_000);
        }
    }

    private void run() {
        while (!stopped) {
            try {
                pass();
            } catch (ClosedSelectorException e) {
                return;
            } catch (Exception | StackOverflowError e) {
                LOG.log(Level.ERROR, "an event loop went wrong and goes on", e);
            }
        }
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "an event loop did not close its selector", e);
        }
    }

    private void pass() throws IOException {
        select();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        long nowNs = System.nanoTime();
        if (nowNs - nextTurnNs >= 0) {
            nextTurnNs = nowNs + TURN_NS;
            nextQuickNs = nowNs + QUICK_NS;
            turn(nowNs, false);
        } else if (nowNs - nextQuickNs >= 0) {
            nextQuickNs = nowNs + QUICK_NS;
            turn(nowNs, true);
        }
    }

    private void select() throws IOException {
        if (!tasks.isEmpty()) {
            selector.selectNow(this::serve);
        } else if (members.isEmpty()) {
            selector.select(this::serve);
        } else {
            long until = anyQuick() ? Math.min(nextTurnNs, nextQuickNs) : nextTurnNs;
            long waitMs = (until - System.nanoTime() + 999_999) / 1_000_000;
            if (waitMs <= 0) {
                selector.selectNow(this::serve);
            } else {
                selector.select(this::serve, waitMs);
            }
        }
    }

    private boolean anyQuick() {
        for (Member member : members) {
            if (member.wantsQuickTurns()) {
                return true;
            }
        }
        return false;
    }

    private void turn(long startNs, boolean quickOnly) {
        Instant wall = Instant.now();
        wallBaseUs = wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000;
        wallBaseNs = startNs;
        turns.clear();
        turns.addAll(members); // members come and go during their turns
        for (Member member : turns) {
            if (!quickOnly || member.wantsQuickTurns()) {
                long nowNs = System.nanoTime();
                try {
                    member.onTurn(nowNs, wallUs(nowNs));
                } catch (RuntimeException | StackOverflowError e) {
                    member.onCrash(e);
                }
            }
        }
        turns.clear();
    }

    private void serve(SelectionKey key) {
        if (!(key.attachment() instanceof Ready ready)) {
            return;
        }
        long nowNs = System.nanoTime();
        try {
            ready.onReady(key, nowNs, wallUs(nowNs));
        } catch (RuntimeException | StackOverflowError e) {
            ready.member().onCrash(e);
        }
    }

    /** The server's clock at a moment, microseconds since 1970 UTC. */
    long wallUs(long nowNs) {
        if (wallBaseUs == 0) {
            Instant wall = Instant.now();
            wallBaseUs = wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000;
            wallBaseNs = nowNs;
        }
        return wallBaseUs + (nowNs - wallBaseNs) / 1_000;
    }
}
