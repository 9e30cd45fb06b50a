package org.haidang.uplink;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.haidang.uplink.centre.RemoteSource;
import org.haidang.uplink.site.Enrol;
import org.haidang.uplink.site.MediaBudget;
import org.haidang.uplink.site.Outbox;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Timing;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.trust.Membership;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A site and a centre over real TLS on loopback. */
abstract class LinkRig {
    static final Duration LIMIT = Duration.ofSeconds(30);

    static final Timing QUICK =
            new Timing(
                    Duration.ofMillis(50),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(3),
                    Duration.ofMillis(100),
                    Duration.ofMillis(400));

    @TempDir Path folder;

    /** Bits per second of the site's line; 0 for no bound. */
    final AtomicLong lineBits = new AtomicLong();

    final MediaBudget budget = new MediaBudget(lineBits::get);

    private final List<AutoCloseable> open = new ArrayList<>();
    final FakeSite site = new FakeSite();
    final FakeRecordings recordings = new FakeRecordings();
    FakeCentre centre;

    @BeforeEach
    void openCentre() throws IOException {
        centre = opened(new FakeCentre(folder.resolve("centre"), 0));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    Membership enrolled(String id) throws Exception {
        return Enrol.with(centre.invite(id), "Cơ sở Thử", "test", Instant.now(), Route.STRAIGHT);
    }

    Uplink link(Membership member, Outbox outbox) {
        return link(member, outbox, Protocol.SPOKEN);
    }

    Uplink link(Membership member, Outbox outbox, Versions versions) {
        return link(member, outbox, versions, Route.STRAIGHT, Clock.systemUTC());
    }

    Uplink link(
            Membership member, Outbox outbox, Versions versions, Route route, InstantSource clock) {
        return opened(
                new Uplink(
                                new Uplink.Config(
                                        folder.resolve("site"),
                                        "Cơ sở Thử",
                                        "test",
                                        QUICK,
                                        route,
                                        budget,
                                        versions),
                                member,
                                site,
                                outbox,
                                recordings,
                                clock,
                                RandomGenerator.getDefault())
                        .start());
    }

    Uplink linked(String id) throws Exception {
        Uplink link = link(enrolled(id), Outbox.none());
        await().atMost(LIMIT).until(() -> centre.centre().linked(id));
        return link;
    }

    Heard watch(String siteId, String camera) {
        Heard heard = new Heard();
        RemoteSource source = opened(centre.centre().source(siteId, camera, "main", heard));
        source.start();
        return heard;
    }
}
