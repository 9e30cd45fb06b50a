package org.haidang.benchmark.tier;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.uplink.site.Enrol;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.InvitationException;
import org.haidang.uplink.trust.Membership;

/** Many sites in this process. */
public final class SimulatedSites implements AutoCloseable {
    /** Enrolling at once, as on the morning after the dispatch. */
    private static final int ENROLLING = 8;

    private final Pictures pictures = new Pictures();
    private final List<SimulatedSite> sites = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> delaysNs = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService happening =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("happening").factory());
    private int next;

    /**
     * Enrols the sites by the real procedure.
     *
     * @param facilities of all sites together
     * @param cameras of all sites together
     * @param folder for what a site would keep
     */
    public SimulatedSites(List<Invitation> invitations, int facilities, int cameras, Path folder)
            throws IOException {
        List<Callable<Membership>> work = new ArrayList<>();
        for (int i = 0; i < invitations.size(); i++) {
            int number = i;
            work.add(() -> enrolled(invitations.get(number), number));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(ENROLLING)) {
            int number = 0;
            for (Future<Membership> member : threads.invokeAll(work)) {
                sites.add(
                        new SimulatedSite(
                                member.get(),
                                name(number),
                                share(facilities, number, invitations.size()),
                                share(cameras, number, invitations.size()),
                                pictures,
                                folder.resolve("site-" + number),
                                delaysNs::add));
                number++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a site cannot enrol", e.getCause());
        }
    }

    private static int share(int all, int number, int sites) {
        return (int) ((long) all * (number + 1) / sites - (long) all * number / sites);
    }

    private static Membership enrolled(Invitation invitation, int number)
            throws InvitationException, IOException {
        return Enrol.with(invitation, name(number), "simulated", Instant.now(), Route.STRAIGHT);
    }

    private static String name(int number) {
        return "Cơ sở giả lập số " + (number + 1);
    }

    /** Dials, all of them at once. */
    public void start() {
        sites.forEach(SimulatedSite::start);
    }

    public int linked() {
        return (int) sites.stream().filter(SimulatedSite::linked).count();
    }

    /** From now on something happens at one site after the other. */
    public void happen(double perSecond) {
        var _ =
                happening.scheduleAtFixedRate(
                        () -> sites.get(next++ % sites.size()).happen(),
                        0,
                        (long) (1e6 / perSecond),
                        TimeUnit.MICROSECONDS);
    }

    /** Milliseconds each fact took from happening to being kept, since the last time of asking. */
    public double[] delaysMs() {
        List<Long> taken = new ArrayList<>();
        for (Long each = delaysNs.poll(); each != null; each = delaysNs.poll()) {
            taken.add(each);
        }
        return taken.stream().mapToDouble(ns -> ns / 1e6).toArray();
    }

    /** Facts that no centre keeps yet. */
    public long waiting() {
        return sites.stream().mapToLong(SimulatedSite::waiting).sum();
    }

    @Override
    public void close() {
        happening.shutdownNow();
        sites.parallelStream().forEach(SimulatedSite::close);
        pictures.close();
    }
}
