package org.haidang.server.live;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.haidang.server.engine.Attention;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.LiveWatch;
import org.haidang.server.engine.StreamName;

/**
 * All browsers that watch live: how many there may be, that they are still there, and that their
 * sessions still are. Thread-safe.
 */
public final class Viewers implements AutoCloseable {
    public static final int MAX_VIEWERS = 512;
    public static final int MAX_PER_SESSION = 64;

    /** Pictures end within five seconds after the right to them. */
    private static final long CHECK_SECONDS = 2;

    private static final int CHECKS_PER_PING = 7;
    private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(45);

    /** How asking for a place ended. */
    public sealed interface Admission {
        record Admitted(LiveViewer viewer) implements Admission {}

        record TooMany() implements Admission {}

        /** The camera is not there or switched off. */
        record NoStream() implements Admission {}
    }

    private final CameraEngine engine;
    private final Predicate<String> sessionGood;
    private final Set<LiveViewer> open = ConcurrentHashMap.newKeySet();
    private final QueuedThreadPool writers;
    private final ScheduledExecutorService checker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("live-check").factory());
    private int checks;
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder groupsLost = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * @param sessionGood whether a session, by its hash, still counts
     */
    public Viewers(CameraEngine engine, Predicate<String> sessionGood) {
        this.engine = engine;
        this.sessionGood = sessionGood;
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        this.writers = new QueuedThreadPool(threads, threads);
        writers.setName("live-write");
        writers.setDaemon(true);
        writers.setReservedThreads(0);
        LifeCycle.start(writers);
        var _ =
                checker.scheduleWithFixedDelay(
                        this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        engine.listen(this::stateChanged);
    }

    /**
     * Takes a place for a browser; it counts from now on, also before the socket is open.
     *
     * @param attention how closely it is looked at
     * @param ended told once when the viewer has left, if it was admitted
     * @param allowed asked again every two seconds; when it says no, the pictures end
     */
    public synchronized Admission admit(
            String cameraId,
            StreamName name,
            Attention attention,
            String sessionHash,
            BooleanSupplier allowed,
            Runnable ended,
            Supplier<String> stateJson) {
        long ofSession =
                open.stream().filter(viewer -> viewer.sessionHash().equals(sessionHash)).count();
        if (open.size() >= MAX_VIEWERS || ofSession >= MAX_PER_SESSION) {
            refused.increment();
            return new Admission.TooMany();
        }
        Optional<LiveWatch> watch = engine.watch(cameraId, name);
        if (watch.isEmpty()) {
            return new Admission.NoStream();
        }
        watch.get().source().attention(watch.get().reader(), attention);
        Executor executor = writers;
        LiveViewer viewer =
                new LiveViewer(
                        this,
                        cameraId,
                        sessionHash,
                        watch.get(),
                        allowed,
                        ended,
                        stateJson,
                        executor,
                        System::nanoTime);
        open.add(viewer);
        return new Admission.Admitted(viewer);
    }

    /** The socket could not be opened after all. */
    public void abandon(LiveViewer viewer) {
        viewer.end();
    }

    void left(LiveViewer viewer) {
        open.remove(viewer);
    }

    void sent(int bytes) {
        bytesSent.add(bytes);
    }

    void lost(long groups) {
        groupsLost.add(groups);
    }

    private void stateChanged(String cameraId) {
        for (LiveViewer viewer : open) {
            if (viewer.cameraId().equals(cameraId)) {
                viewer.stateChanged();
            }
        }
    }

    /** A session has ended: so do its pictures. */
    public void sessionEnded(String hash) {
        for (LiveViewer viewer : open) {
            if (viewer.sessionHash().equals(hash)) {
                viewer.close(LiveViewer.CLOSE_SESSION_ENDED, "session ended");
            }
        }
    }

    /** Rights have changed: nobody waits for the next look. */
    public void rightsChanged() {
        if (!checker.isShutdown()) {
            checker.execute(this::checkRights);
        }
    }

    private void checkRights() {
        for (LiveViewer viewer : open) {
            if (!viewer.allowed()) {
                viewer.close(LiveViewer.CLOSE_NO_RIGHT, "right withdrawn");
            }
        }
    }

    private void check() {
        checkRights();
        boolean ping = checks++ % CHECKS_PER_PING == 0;
        List<LiveViewer> now = List.copyOf(open);
        Set<String> good = ConcurrentHashMap.newKeySet();
        now.stream()
                .map(LiveViewer::sessionHash)
                .distinct()
                .filter(this::stillGood)
                .forEach(good::add);
        for (LiveViewer viewer : now) {
            if (!good.contains(viewer.sessionHash())) {
                viewer.close(LiveViewer.CLOSE_SESSION_ENDED, "session ended");
            } else if (viewer.givesWay()) {
                viewer.close(LiveViewer.CLOSE_GIVES_WAY, "gives way to others");
            } else if (viewer.silentNs() > SILENT_NS) {
                viewer.close(LiveViewer.CLOSE_NO_PONG, "no pong");
            } else if (ping) {
                viewer.ping();
            }
        }
    }

    private boolean stillGood(String hash) {
        try {
            return sessionGood.test(hash);
        } catch (RuntimeException e) {
            // A database that is away is no reason to darken the wall.
            return true;
        }
    }

    public int count() {
        return open.size();
    }

    /** Of which cameras a picture is open now. */
    public Set<String> cameras() {
        return open.stream().map(LiveViewer::cameraId).collect(Collectors.toSet());
    }

    public long bytesSent() {
        return bytesSent.sum();
    }

    public long groupsLost() {
        return groupsLost.sum();
    }

    public long refused() {
        return refused.sum();
    }

    @Override
    public void close() {
        checker.shutdownNow();
        for (LiveViewer viewer : open) {
            viewer.close(1001, "server stops");
        }
        LifeCycle.stop(writers);
    }
}
