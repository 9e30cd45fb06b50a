package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.verify.network.Namespace;
import org.haidang.verify.network.Premises;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sites with the same private network, each behind a router that masquerades and lets nothing
 * in, and a centre with a public address; the server and the camera of both sites have the same
 * addresses. Each program is the real one, in a network of its own. Needs Linux, root, {@code ip}
 * and {@code nft}.
 */
class BehindRoutersTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** RFC 5737: nobody's. */
    private static final String CENTRE = "198.51.100.10";

    private static final int LINK_PORT = 9443;
    private static final int CAMERA_PORT = 554;
    private static final int PICTURES = 30;

    /** What else may be open somewhere. */
    private static final Set<Integer> USUAL =
            Set.of(22, 80, 443, CAMERA_PORT, 8443, 8554, LINK_PORT);

    private static final Map<String, String> CENTRE_SETTINGS =
            Map.of(
                    "HAIDANG_LINKS_PORT",
                    Integer.toString(LINK_PORT),
                    "HAIDANG_LINKS_BIND",
                    CENTRE,
                    "HAIDANG_LINKS_ADDRESS",
                    CENTRE + ":" + LINK_PORT);

    @TempDir Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void needNetworks() {
        boolean possible = Namespace.possible();
        if (!possible) {
            System.err.println(
                    "SKIPPED: networks of its own need Linux, root, 'ip' and 'nft' (nftables)");
        }
        Assumptions.assumeTrue(possible, "no network namespaces");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    /** One of the sites, its camera and what the centre calls that. */
    private record Place(
            String name,
            Premises premises,
            Farm farm,
            Server server,
            Farm.Camera camera,
            String id) {
        /** Hashes of the pictures that it has recorded. */
        Set<String> recorded() {
            Set<String> all = new HashSet<>();
            for (Path file : Recordings.files(server.archive(), id, "main")) {
                for (FragmentInfo picture : Recordings.pictures(file)) {
                    all.add(ArrivingVideo.hash(Recordings.samples(file, picture)));
                }
            }
            return all;
        }
    }

    private Farm farm(String name, Premises premises) {
        return opened(
                Farm.start(
                        folder(name),
                        premises.camera(),
                        List.of(
                                "--cameras",
                                "2",
                                "--bind",
                                Premises.CAMERA,
                                "--port",
                                Integer.toString(CAMERA_PORT))));
    }

    private Place place(String name, Premises premises, Farm farm, int which) {
        Server server = opened(Server.start(folder(name), premises.server(), Map.of()));
        Farm.Camera camera = farm.cameras().get(which);
        String id = server.add(List.of(camera)).of(camera);
        return new Place(name, premises, farm, server, camera, id);
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void twoSitesOfTheSamePrivateNetworkAreSeenThroughRoutersThatLetNothingIn() throws IOException {
        Namespace world = opened(new Namespace("centre"));
        world.ip("address", "add", CENTRE + "/32", "dev", "lo");
        Premises north = opened(new Premises(world, 1));
        Premises south = opened(new Premises(world, 2));

        Farm northFarm = farm("north", north);
        Farm southFarm = farm("south", south);

        // Side by side; all have ended before what they opened is closed.
        Executor each = work -> Thread.ofPlatform().daemon().start(work);
        var centreStarts =
                CompletableFuture.supplyAsync(
                        () -> opened(Server.start(folder("centre"), world, CENTRE_SETTINGS)), each);
        var northStarts =
                CompletableFuture.supplyAsync(() -> place("north", north, northFarm, 0), each);
        var southStarts =
                CompletableFuture.supplyAsync(() -> place("south", south, southFarm, 1), each);
        CompletableFuture.allOf(centreStarts, northStarts, southStarts).join();
        Server centre = centreStarts.join();
        Place first = northStarts.join();
        Place second = southStarts.join();

        // The same address, and not the same camera.
        String address = "rtsp://" + Premises.CAMERA + ":" + CAMERA_PORT + "/";
        assertThat(first.camera().main()).startsWith(address);
        assertThat(second.camera().main()).startsWith(address);
        assertThat(first.camera().name()).isNotEqualTo(second.camera().name());

        Enrolment enrolment =
                new Enrolment(
                        folder,
                        Map.of("centre", world, "north", north.server(), "south", south.server()));
        enrolment.joinOnce("north", "centre", CENTRE_SETTINGS, "Trạm phía Bắc");
        enrolment.joinOnce("south", "centre", CENTRE_SETTINGS, "Trạm phía Nam");
        first.server().awaitRecording(List.of(first.id()), LIMIT);
        second.server().awaitRecording(List.of(second.id()), LIMIT);
        String firstThere = Enrolment.awaitCamera(centre, first.camera().name());
        String secondThere = Enrolment.awaitCamera(centre, second.camera().name());

        List<String> seenFirst = live(centre, firstThere);
        List<String> seenSecond = live(centre, secondThere);
        awaitRecorded(first, seenFirst);
        awaitRecorded(second, seenSecond);
        assertThat(first.recorded()).doesNotContainAnyElementsOf(seenSecond);
        assertThat(second.recorded()).doesNotContainAnyElementsOf(seenFirst);

        letsNothingIn(first);
        letsNothingIn(second);

        // A picture that were the other site's would go on.
        first.farm().close();
        await().atMost(LIMIT).until(() -> !LinkedTiers.kind(centre, firstThere).equals("live"));
        assertThat(live(centre, secondThere)).hasSize(PICTURES);
    }

    /** Hashes of the next pictures that a viewer at the centre gets. */
    private static List<String> live(Server centre, String camera) throws IOException {
        List<String> seen = new ArrayList<>();
        try (LiveBytes bytes = new LiveBytes(centre.api(), camera, "main")) {
            ArrivingVideo.read(
                    bytes, picture -> seen.add(picture.payload()) && seen.size() == PICTURES);
        }
        assertThat(seen).hasSize(PICTURES);
        return seen;
    }

    /** On the site's disk are the very pictures that the centre showed. */
    private static void awaitRecorded(Place place, List<String> seen) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> place.recorded().containsAll(seen));
    }

    private static void letsNothingIn(Place place) {
        Premises premises = place.premises();
        // From inside all of it is there, so that silence outside is the router's.
        InetSocketAddress camera = new InetSocketAddress(Premises.CAMERA, CAMERA_PORT);
        InetSocketAddress centre = new InetSocketAddress(CENTRE, LINK_PORT);
        assertThat(premises.server().reached(List.of(camera, centre)))
                .as(place.name())
                .containsExactlyInAnyOrder(camera, centre);
        assertThat(premises.server().listeners())
                .as("the site's server listens to its own machine alone")
                .isNotEmpty()
                .allMatch(one -> one.startsWith("127.0.0.1:") || one.contains("ffff:127.0.0.1]:"));

        Set<Integer> ports = new TreeSet<>(premises.ports());
        assertThat(ports).contains(CAMERA_PORT);
        ports.addAll(USUAL);
        long before = premises.knocked();
        assertThat(premises.takenFromOutside(ports)).as(place.name()).isEmpty();
        assertThat(premises.knocked() - before)
                .as("the tries came as far as the router")
                .isGreaterThanOrEqualTo(ports.size());
        assertThat(premises.letIn()).as(place.name()).isZero();
        // Enrolment, control and pictures at least.
        assertThat(premises.outward()).as(place.name()).isGreaterThanOrEqualTo(3);
        System.out.printf(
                "%s: %d connections went out; %d packets knocked at %d ports, %d got in%n",
                place.name(),
                premises.outward(),
                premises.knocked(),
                ports.size(),
                premises.letIn());
    }
}
