package org.haidang.camerafarm.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.haidang.camerafarm.TestCameras;
import org.haidang.camerafarm.camera.CameraPlan;
import org.haidang.camerafarm.camera.CameraStream;
import org.haidang.camerafarm.camera.DeviceClock;
import org.haidang.camerafarm.camera.DeviceFaults;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.FarmClock;
import org.haidang.camerafarm.camera.Storage;
import org.haidang.camerafarm.camera.TestStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replay to a client that reads when the test says so. */
class ReplaySessionTest {

    private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");
    private static final int RECEIVE_BYTES = 64 * 1024;

    private final FarmClock clock = new FarmClock(() -> START, () -> 0);
    private final ByteBuffer taken = ByteBuffer.allocate(1 << 20);
    private Selector selector;
    private SocketChannel client;
    private SocketChannel server;
    private TcpOutlet outlet;
    private ReplaySession session;
    private int longest;
    private long turns;

    @BeforeEach
    void replayAnHourToAClient() throws Exception {
        CameraPlan plan = TestCameras.plain();
        CameraStream stream = TestStreams.of(plan);
        longest = stream.longestBlock();
        FakeCamera camera =
                new FakeCamera(
                        plan,
                        stream,
                        null,
                        new FakeCamera.Start(0, 0, new DeviceClock(clock, new DeviceFaults(clock))),
                        new Storage.Size(START.minus(Duration.ofHours(9)), Duration.ofHours(24)));
        Storage storage = Objects.requireNonNull(camera.storage());
        connect();
        Outlet.Tools tools =
                new Outlet.Tools(
                        ByteBuffer.allocateDirect(longest),
                        RandomGenerator.of("L64X128MixRandom"),
                        false);
        outlet = new TcpOutlet(server, server.register(selector, SelectionKey.OP_READ), tools);
        session = new ReplaySession(camera, "x", outlet, tools);
        session.add(new ReplayTrack(storage.feed().video(), 0, 1, 2, 3));
        session.play(
                ReplayPlan.of(storage, 0, -Duration.ofHours(1).toNanos(), Long.MAX_VALUE),
                new ReplaySession.Manner(false, 7),
                0);
    }

    private void connect() throws IOException {
        selector = Selector.open();
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = SocketChannel.open();
            client.setOption(java.net.StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
            client.connect(listening.getLocalAddress());
            server = listening.accept();
        }
        client.configureBlocking(false);
        server.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        selector.close();
    }

    @Test
    void keepsOneBlockForAClientThatDoesNotRead() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            turn();
        }
        // The kernel still moves what it took into the client's buffer for a while; then no more
        // goes.
        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            long before = session.tracks().getFirst().takenNs();
                            turn();
                            return session.tracks().getFirst().takenNs() == before;
                        },
                        still -> still);
        assertThat(outlet.stalled()).isTrue();
        assertThat(session.playing()).isTrue();
    }

    private void turn() throws IOException {
        session.run(turns++);
        outlet.flush();
        assertThat(outlet.waitingBytes()).isLessThanOrEqualTo(longest);
    }

    @Test
    void sendsEverythingOnceTheClientReads() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            session.run(i);
        }
        assertThat(outlet.stalled()).isTrue();
        long bytes = 0;
        for (int i = 0; session.playing() || outlet.stalled(); i++) {
            bytes += read();
            outlet.flush();
            session.run(i);
            assertThat(outlet.waitingBytes()).isLessThanOrEqualTo(longest + 20);
        }
        assertThat(session.over()).isTrue();
        assertThat(bytes).isGreaterThan(10_000_000);
    }

    private int read() throws IOException {
        taken.clear();
        return client.read(taken);
    }

    @Test
    void sendsNoMoreAtOnceThanLeavesTheLiveStreamsOnTime() throws Exception {
        long before = session.tracks().getFirst().sentNs();
        session.run(0);
        assertThat(Duration.ofNanos(session.tracks().getFirst().sentNs() - before))
                .isLessThanOrEqualTo(
                        Duration.ofMillis(80).multipliedBy(ReplaySession.MAX_BLOCKS_AT_ONCE));
    }
}
