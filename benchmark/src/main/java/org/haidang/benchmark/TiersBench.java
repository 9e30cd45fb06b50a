package org.haidang.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.LiveViewer;
import org.haidang.benchmark.program.Server;
import org.haidang.benchmark.tier.SimulatedSites;
import org.haidang.server.audit.Actor;
import org.haidang.server.demo.Ports;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.settings.SettingsReader;
import org.haidang.server.tier.Tiers;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Invitation;
import tools.jackson.databind.JsonNode;

/**
 * What a centre costs with many sites: the real server, and simulated sites that enrol and link by
 * the real protocol from this process. Then the centre is killed and started again, and all of them
 * come back.
 */
final class TiersBench {
    /** Held, for what nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger("org.haidang.uplink");

    private static final int LINK_LIMIT_S = 600;
    private static final int CURVE_S = 5;
    private static final int BACK_LIMIT_S = 300;
    private static final int SCREENS = 50;

    /** Sees the one screen. */
    private static final String ABOVE = "national-committee";

    /** A server lets one session watch a few more. */
    private static final int VIEWERS_OF_A_SESSION = 50;

    private static final Duration PICTURE_LIMIT = Duration.ofSeconds(60);

    private final Settings settings;
    private final Path work;
    private final Report report = new Report("tiers");

    TiersBench(Settings settings, Path work) {
        this.settings = settings;
        this.work = work;
    }

    Report run() throws IOException {
        int sites = settings.sites();
        int cameras = settings.siteCameras();
        int viewers = settings.viewers(50);
        report.put("sites", sites);
        report.put("facilities", settings.siteFacilities());
        report.put("cameras", cameras);
        // Each of thousands of sites would say each time it dials.
        LOG.setLevel(Level.SEVERE);
        report.put("facts per second", settings.factsPerSecond());
        int port = Ports.free();
        Map<String, String> environment =
                Map.of(
                        "HAIDANG_LINKS_PORT",
                        Integer.toString(port),
                        "HAIDANG_LINKS_BIND",
                        "127.0.0.1");
        RecordBench.progress("inviting " + sites + " sites");
        Server.start(work, List.of(), environment).close();
        List<Invitation> invitations = invite(sites, environment);
        Server server = Server.start(work, List.of(), environment);
        try {
            RecordBench.progress("enrolling them");
            long enrolledNs = System.nanoTime();
            try (SimulatedSites all =
                    new SimulatedSites(invitations, settings.siteFacilities(), cameras, work)) {
                report.put("enrolments per second", sites / seconds(enrolledNs));
                link(all, server, sites, cameras);
                all.happen(settings.factsPerSecond());
                RecordBench.pause(settings.warmupSeconds());
                RecordBench.progress("measuring");
                idle(all, server, "linked");
                screens(server);
                view(server, viewers);
                server.kill();
                server.close();
                Thread watching = watchThemComeBack(all, sites);
                server = Server.start(work, List.of(), environment);
                join(watching);
                idle(all, server, "after the restart");
            }
        } finally {
            server.close();
        }
        return report;
    }

    private List<Invitation> invite(int sites, Map<String, String> environment) throws IOException {
        Map<String, String> options = new HashMap<>();
        options.put("data", work.resolve("data").toString());
        options.put("http.bind", "127.0.0.1");
        options.put("tls.mode", "off");
        var read = SettingsReader.read(null, environment, options);
        List<Invitation> invitations = new ArrayList<>();
        try (HaidangServer server = HaidangServer.open(read)) {
            byte[] authority =
                    Authority.open(
                                    Tiers.authorityFolder(read),
                                    Clock.systemUTC(),
                                    new SecureRandom())
                            .fingerprint();
            for (int i = 0; i < sites; i++) {
                invitations.add(
                        server.tiers()
                                .desk()
                                .invite(
                                        Actor.server("bench"),
                                        "Cơ sở giả lập số " + (i + 1),
                                        null,
                                        Tiers.address(read),
                                        authority));
            }
        }
        return invitations;
    }

    private void link(SimulatedSites all, Server server, int sites, int cameras) {
        RecordBench.progress("linking them all at once");
        double cpuBefore = CpuClock.cpuMs(server.pid());
        long startNs = System.nanoTime();
        all.start();
        List<Integer> curve = new ArrayList<>();
        until(
                "all linked",
                LINK_LIMIT_S,
                () -> {
                    if (seconds(startNs) >= curve.size() * CURVE_S) {
                        curve.add(all.linked());
                    }
                    return all.linked() == sites;
                });
        report.put("linked each " + CURVE_S + " s", curve.toString());
        report.put("all linked after s", seconds(startNs));
        until(
                "all cameras entered",
                LINK_LIMIT_S,
                () -> server.api().get("/cameras").size() >= cameras);
        report.put("all cameras entered after s", seconds(startNs));
        report.put(
                "linking: server cpu-ms per camera",
                (CpuClock.cpuMs(server.pid()) - cpuBefore) / cameras);
    }

    private void idle(SimulatedSites all, Server server, String name) {
        double cpuBefore = CpuClock.cpuMs(server.pid());
        double ownBefore = CpuClock.cpuMs(ProcessHandle.current().pid());
        var _ = all.delaysMs();
        long startNs = System.nanoTime();
        RecordBench.pause(settings.seconds());
        double s = seconds(startNs);
        report.put(name + ": server cpu-ms per s", (CpuClock.cpuMs(server.pid()) - cpuBefore) / s);
        report.put(
                name + ": sites' own cpu-ms per s",
                (CpuClock.cpuMs(ProcessHandle.current().pid()) - ownBefore) / s);
        report.put(
                name + ": server resident MiB", CpuClock.residentBytes(server.pid()) / 1_048_576.0);
        double[] delays = all.delaysMs();
        report.put(name + ": facts kept", delays.length);
        report.put(name + ": fact until kept, p50 ms", Report.median(delays));
        report.put(name + ": fact until kept, p95 ms", Report.percentile(delays, 95));
        report.put(name + ": facts waiting at the end", all.waiting());
        if (delays.length == 0) {
            report.doubt("no fact was kept");
        }
    }

    private void screens(Server server) {
        try (Api above = server.person(ABOVE)) {
            screen("the one screen", above, "/overview");
        }
        screen("list of all cameras", server.api(), "/cameras");
    }

    private void screen(String name, Api who, String path) {
        double[] ms = new double[SCREENS];
        int bytes = who.bytes(path).length;
        for (int i = 0; i < SCREENS; i++) {
            long startNs = System.nanoTime();
            who.bytes(path);
            ms[i] = seconds(startNs) * 1e3;
        }
        report.put(name + ": kB", bytes / 1_000);
        report.put(name + ": p50 ms", Report.median(ms));
        report.put(name + ": p95 ms", Report.percentile(ms, 95));
    }

    private void view(Server server, int count) {
        RecordBench.progress(count + " viewers");
        List<String> ids = new ArrayList<>();
        for (JsonNode camera : server.api().get("/cameras")) {
            ids.add(camera.get("id").asString());
        }
        List<LiveViewer> viewers = new ArrayList<>();
        List<Api> sessions = new ArrayList<>();
        try {
            double[] first = new double[count];
            for (int i = 0; i < count; i++) {
                if (i % VIEWERS_OF_A_SESSION == 0) {
                    sessions.add(server.anotherSession());
                }
                int camera = (int) ((long) ids.size() * i / count);
                LiveViewer viewer = LiveViewer.open(sessions.getLast(), ids.get(camera), "sub");
                viewers.add(viewer);
                first[i] = viewer.awaitFirstPicture(PICTURE_LIMIT).toMillis();
            }
            report.put("viewers", count);
            report.put("first picture: p50 ms", Report.median(first));
            report.put("first picture: p95 ms", Report.percentile(first, 95));
            double cpuBefore = CpuClock.cpuMs(server.pid());
            long bytesBefore = viewers.stream().mapToLong(LiveViewer::bytes).sum();
            long startNs = System.nanoTime();
            RecordBench.pause(settings.seconds());
            double s = seconds(startNs);
            report.put(
                    "viewing: server cpu-ms per s", (CpuClock.cpuMs(server.pid()) - cpuBefore) / s);
            report.put(
                    "viewing: kbit/s per viewer",
                    (viewers.stream().mapToLong(LiveViewer::bytes).sum() - bytesBefore)
                            * 8
                            / 1e3
                            / s
                            / count);
            report.put(
                    "viewing: server resident MiB",
                    CpuClock.residentBytes(server.pid()) / 1_048_576.0);
            if (viewers.stream().anyMatch(LiveViewer::ended)) {
                report.doubt("a viewer was closed by the server");
            }
        } finally {
            viewers.forEach(LiveViewer::close);
            sessions.forEach(Api::close);
        }
    }

    /** How many are linked, second by second: a crowd at the door would be seen here. */
    private Thread watchThemComeBack(SimulatedSites all, int sites) {
        RecordBench.progress("the centre was killed and is started again; all come back");
        long startNs = System.nanoTime();
        return Thread.ofPlatform()
                .start(() -> {
                    // What a site has not noticed yet still counts as linked.
                    List<Integer> curve = new ArrayList<>();
                    boolean gone = false;
                    while ((!gone || all.linked() < sites) && curve.size() < BACK_LIMIT_S) {
                        gone |= all.linked() == 0;
                        curve.add(all.linked());
                        RecordBench.pause(1);
                    }
                    curve.add(all.linked());
                    report.put("linked each second after the kill", curve.toString());
                    report.put("all linked again after s", seconds(startNs));
                    if (all.linked() < sites) {
                        report.doubt("not all sites came back");
                    }
                });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(String what, int limitS, Condition condition) {
        for (int i = 0; i < limitS * 2; i++) {
            if (condition.holds()) {
                return;
            }
            RecordBench.pauseMs(500);
        }
        throw new IllegalStateException("not " + what + " within " + limitS + " s");
    }

    private static double seconds(long sinceNs) {
        return (System.nanoTime() - sinceNs) / 1e9;
    }
}
