package org.haidang.uplink.centre;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.wire.Camera;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.FromCentre;
import org.haidang.uplink.wire.Lease;
import org.haidang.uplink.wire.LeaseEnd;
import org.haidang.uplink.wire.Renewal;

/** The leases that this centre holds at its sites. Thread-safe. */
final class Lending {
    private final Centre centre;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, RemoteSource> held = new HashMap<>();

    /** Those that try again by themselves; its own lock. */
    private final List<RemoteSource> waitingFor = new ArrayList<>();

    Lending(Centre centre) {
        this.centre = centre;
    }

    /**
     * Asks the site for a stream.
     *
     * @return the lease; empty when the site is not linked
     */
    Optional<Long> ask(RemoteSource source) {
        Optional<SiteLink> link = centre.link(source.siteId());
        if (link.isEmpty()) {
            return Optional.empty();
        }
        long id = numbers.incrementAndGet();
        synchronized (this) {
            held.put(id, source);
        }
        link.get()
                .say(
                        FromCentre.newBuilder()
                                .setLease(
                                        Lease.newBuilder()
                                                .setId(id)
                                                .setCameraId(source.cameraId())
                                                .setStream(source.stream())
                                                .setSeconds(Protocol.LEASE_SECONDS)
                                                .setAttention(source.attention())));
        return Optional.of(id);
    }

    void giveBack(String siteId, long id) {
        synchronized (this) {
            held.remove(id);
        }
        centre.link(siteId)
                .ifPresent(link ->
                        link.say(
                                FromCentre.newBuilder()
                                        .setLeaseEnd(LeaseEnd.newBuilder().setId(id))));
    }

    /** The lease that a site pushes for; empty when it is not that site's, or is over. */
    synchronized Optional<RemoteSource> of(String siteId, long id) {
        return Optional.ofNullable(held.get(id)).filter(each -> each.siteId().equals(siteId));
    }

    void refused(String siteId, long id, String why) {
        of(siteId, id)
                .filter(source -> source.refused(id, why))
                .ifPresent(source -> centre.listener().withheld(siteId, source.cameraId(), why));
    }

    /** What a site grants has come: each that wants one of its cameras learns whether it may. */
    void granted(String siteId, Catalogue catalogue) {
        Set<String> live =
                catalogue.getCamerasList().stream()
                        .filter(camera -> !camera.getLiveWithheld())
                        .map(Camera::getId)
                        .collect(Collectors.toSet());
        followers(siteId).stream()
                .filter(source -> source.granted(live.contains(source.cameraId())))
                .forEach(source ->
                        centre.listener().withheld(siteId, source.cameraId(), "not_granted"));
    }

    /** The site's link is gone, and its leases with it. */
    void lost(String siteId) {
        List<RemoteSource> lost;
        synchronized (this) {
            lost =
                    held.values().stream()
                            .filter(each -> each.siteId().equals(siteId))
                            .distinct()
                            .toList();
            held.values().removeIf(each -> each.siteId().equals(siteId));
        }
        lost.forEach(source -> source.interrupted(0, "the link to the site is down"));
    }

    /** The site is back: whoever waits for it asks again. */
    void linked(String siteId) {
        followers(siteId).forEach(RemoteSource::tryAgain);
    }

    private List<RemoteSource> followers(String siteId) {
        synchronized (waitingFor) {
            return waitingFor.stream().filter(each -> each.siteId().equals(siteId)).toList();
        }
    }

    /** Keeps it among those that try again by themselves. */
    void follow(RemoteSource source) {
        synchronized (waitingFor) {
            waitingFor.add(source);
        }
    }

    void forget(RemoteSource source) {
        synchronized (waitingFor) {
            waitingFor.remove(source);
        }
    }

    synchronized void drop(long id) {
        held.remove(id);
    }

    /** To be called every {@link Protocol#RENEW_SECONDS}. */
    void renew() {
        Map<String, Renewal.Builder> bySite = new HashMap<>();
        Map<Long, RemoteSource> all;
        synchronized (this) {
            all = Map.copyOf(held);
        }
        all.forEach((id, source) ->
                bySite.computeIfAbsent(
                                source.siteId(),
                                site -> Renewal.newBuilder().setSeconds(Protocol.LEASE_SECONDS))
                        .addIds(id)
                        .addAttentions(source.attention()));
        bySite.forEach((site, renewal) ->
                centre.link(site)
                        .ifPresent(link -> link.say(FromCentre.newBuilder().setRenewal(renewal))));
    }

    /** To be called about once a second: those that wait try again when their time has come. */
    void tick(long nowNs) {
        List<RemoteSource> all;
        synchronized (waitingFor) {
            all = List.copyOf(waitingFor);
        }
        all.forEach(source -> source.tick(nowNs));
    }
}
