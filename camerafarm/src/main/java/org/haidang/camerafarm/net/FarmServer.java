package org.haidang.camerafarm.net;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.haidang.camerafarm.camera.CameraStream;
import org.haidang.camerafarm.camera.Door;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Misbehaviour;
import org.jspecify.annotations.Nullable;

/**
 * All cameras on one thread. Every two milliseconds it sends what is due and reads what came; each
 * picture is one copy into a shared buffer and one write.
 */
public final class FarmServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(FarmServer.class.getName());

    private static final long TICK_MS = 2;
    private static final long IDLE_MS = 50;
    private static final long SECOND_NS = 1_000_000_000L;

    /** Connections in the accept queue: a thousand viewers may come at once. */
    private static final int BACKLOG = 1_024;

    private static final int MAX_TASKS = 256;
    private static final int REPORT_BYTES = 256;

    private final FarmSettings settings;
    private final Map<String, FakeCamera> cameras = new LinkedHashMap<>();
    private final Selector selector;
    private final Map<String, UdpPorts> udp = new LinkedHashMap<>();
    private final List<Door> doors = new ArrayList<>();
    private final IdentityHashMap<Door, ServerSocketChannel> listening = new IdentityHashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(MAX_TASKS);
    private final RandomGenerator random;
    private final Outlet.Tools tools;
    private final Meter meter = new Meter();
    private final List<Consumer<FarmStats>> listeners = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile FarmStats stats = FarmStats.NONE;
    private volatile boolean closing;
    private boolean listenAgain;

    /**
     * Opens the ports; {@link #start()} begins to serve.
     *
     * @param all the cameras that are called at the address and port of the settings
     * @param more further doors, of these cameras or of others
     * @param random for session ids, SSRCs, nonces and lost packets
     * @throws IOException when a port cannot be had
     */
    public FarmServer(
            FarmSettings settings, List<FakeCamera> all, List<Door> more, RandomGenerator random)
            throws IOException {
        this.settings = settings;
        this.random = random;
        Map<String, FakeCamera> own = Door.byId(all);
        cameras.putAll(own);
        more.forEach(door -> cameras.putAll(door.cameras()));
        int longest = 0;
        for (FakeCamera camera : cameras.values()) {
            longest = Math.max(longest, longestBlock(camera));
        }
        tools =
                new Outlet.Tools(
                        ByteBuffer.allocateDirect(longest + 1), random, settings.packetAtATime());
        selector = Selector.open();
        if (settings.portPerCamera()) {
            int port = settings.port();
            for (FakeCamera camera : all) {
                open(door(port, own, camera));
                port = port == 0 ? 0 : port + 1;
            }
        } else {
            open(door(settings.port(), own, null));
        }
        for (Door door : more) {
            open(door);
        }
    }

    private Door door(int port, Map<String, FakeCamera> all, @Nullable FakeCamera only) {
        return new Door(
                settings.bind(), port, all, Door.Paths.CAMERA, only, settings.credentials(), null);
    }

    /** Opens a door for the first time. */
    private void open(Door door) throws IOException {
        ServerSocketChannel channel = listen(door);
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        Door opened = door.at(port);
        doors.add(opened);
        register(opened, channel);
        if (!udp.containsKey(door.host())) {
            udp.put(door.host(), UdpPorts.open(door.host(), selector));
        }
    }

    private void register(Door door, ServerSocketChannel channel) throws IOException {
        channel.register(selector, SelectionKey.OP_ACCEPT, door);
        listening.put(door, channel);
    }

    private static int longestBlock(FakeCamera camera) {
        return camera.streams().stream().mapToInt(CameraStream::longestBlock).max().orElse(0);
    }

    /** The first door at which a camera answers: its own port, the shared one, or a recorder. */
    public Door door(FakeCamera camera) {
        return doors.stream()
                .filter(door -> door.only() == null || door.only() == camera)
                .filter(door -> door.cameras().get(camera.plan().id()) == camera)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(camera.plan().id()));
    }

    /** The cameras by id. How they behave is for the loop only, see {@link #onLoop}. */
    public Map<String, FakeCamera> cameras() {
        return Collections.unmodifiableMap(cameras);
    }

    /** The figures of the last full second. */
    public FarmStats stats() {
        return stats;
    }

    /** Calls {@code listener} on the loop's thread every second; to be called before the start. */
    public void everySecond(Consumer<FarmStats> listener) {
        listeners.add(listener);
    }

    /** Starts the loop on a thread of its own. */
    public void start() {
        Thread.ofPlatform().name("camerafarm").start(this::run);
    }

    /**
     * Does something on the loop's thread.
     *
     * @return its result; failed when too many tasks wait or the farm has ended
     */
    public <T> CompletableFuture<T> onLoop(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean queued =
                !closing
                        && tasks.offer(() -> {
                            try {
                                result.complete(work.get());
                            } catch (RuntimeException e) {
                                result.completeExceptionally(e);
                            }
                        });
        if (queued) {
            selector.wakeup();
        } else {
            result.completeExceptionally(new IllegalStateException("the farm is busy or closed"));
        }
        return result;
    }

    /** Makes a camera misbehave from now on. On the loop's thread. */
    public void misbehave(FakeCamera camera, Misbehaviour what) {
        behave(camera);
        switch (what.kind()) {
            case CLOSE -> closeAll(camera);
            case JUMP -> sessions(camera).forEach(session -> session.jump(what.value()));
            case REFUSE_LOGIN -> {
                camera.misbehave(what, System.nanoTime());
                closeAll(camera);
            }
            case REBOOT, OUTAGE -> {
                camera.misbehave(what, System.nanoTime());
                closeAll(camera);
                closeDoors();
            }
            case FREEZE, BLACK, RESOLUTION, HANG, DROP -> camera.misbehave(what, System.nanoTime());
        }
    }

    /** Takes a camera back to normal. On the loop's thread. */
    public void behave(FakeCamera camera) {
        listenAgain |= camera.away();
        camera.behave(System.nanoTime());
    }

    private List<MediaSession> sessions(FakeCamera camera) {
        List<MediaSession> sessions = new ArrayList<>();
        for (Connection connection : connections) {
            MediaSession session = connection.session();
            if (session != null && session.camera() == camera) {
                sessions.add(session);
            }
        }
        return sessions;
    }

    private int replays(Door door) {
        int replays = 0;
        for (Connection connection : connections) {
            replays += connection.door() == door && connection.replay() != null ? 1 : 0;
        }
        return replays;
    }

    private void closeAll(FakeCamera camera) {
        for (Connection connection : List.copyOf(connections)) {
            if (connection.camera() == camera) {
                drop(connection);
            }
        }
    }

    private void closeDoors() {
        for (Door door : doors) {
            ServerSocketChannel channel = isShut(door) ? listening.remove(door) : null;
            if (channel != null) {
                try {
                    channel.close();
                    selector.selectNow(); // the port is free only when its key is gone
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.WARNING, "a camera's port did not close", e);
                }
            }
        }
    }

    /** A camera's own door is shut while it is away, a recorder's while all its channels are. */
    private static boolean isShut(Door door) {
        FakeCamera only = door.only();
        if (only != null) {
            return only.away();
        }
        return door.paths() == Door.Paths.RECORDER
                && door.cameras().values().stream().allMatch(FakeCamera::away);
    }

    private void listenWhereMissing() {
        listenAgain = false;
        for (Door door : doors) {
            if (!listening.containsKey(door) && !isShut(door)) {
                try {
                    register(door, listen(door));
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.WARNING, "a camera's port is taken, trying again");
                    listenAgain = true;
                }
            }
        }
    }

    private static ServerSocketChannel listen(Door door) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.configureBlocking(false);
        try {
            server.bind(new InetSocketAddress(door.host(), door.port()), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot listen on " + door.host() + ":" + door.port(), e);
        }
        return server;
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(connections.isEmpty() ? IDLE_MS : TICK_MS);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid()) {
                        serve(key);
                    }
                }
                selector.selectedKeys().clear();
                runTasks();
                long nowNs = System.nanoTime();
                sendDue(nowNs);
                if (meter.secondOver(nowNs)) {
                    everySecond(nowNs);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the camera farm ends", e);
        } finally {
            closeEverything();
            ended.countDown();
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.attachment() instanceof UdpPorts ports) {
            ports.drain();
        } else if (key.attachment() instanceof Connection connection) {
            serve(key, connection);
        } else {
            accept((ServerSocketChannel) key.channel(), (Door) key.attachment());
        }
    }

    private void serve(SelectionKey key, Connection connection) {
        try {
            if (key.isReadable()) {
                connection.read();
            }
            if (key.isValid() && key.isWritable()) {
                connection.outlet().flush();
            }
        } catch (IOException e) {
            drop(connection);
        }
    }

    private void accept(ServerSocketChannel server, Door door) throws IOException {
        UdpPorts datagrams = udp.get(door.host());
        if (datagrams == null) {
            throw new IllegalStateException("no UDP ports for " + door.host());
        }
        SocketChannel channel = server.accept();
        while (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            TcpOutlet outlet = new TcpOutlet(channel, key, tools);
            InetAddress peer = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            Conversation conversation = new Conversation(new Place(door, datagrams, outlet, peer));
            Connection connection = new Connection(channel, key, outlet, door, conversation);
            key.attach(connection);
            connections.add(connection);
            channel = server.accept();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void sendDue(long nowNs) {
        List<Connection> gone = new ArrayList<>(0);
        for (Connection connection : connections) {
            MediaSession session = connection.session();
            ReplaySession replay = connection.replay();
            try {
                if (session != null && session.playing() && session.nextDueNs() <= nowNs) {
                    session.run(nowNs, meter);
                } else if (replay != null && replay.playing()) {
                    replay.run(nowNs);
                }
            } catch (IOException e) {
                gone.add(connection);
            }
        }
        gone.forEach(this::drop);
    }

    private void everySecond(long nowNs) {
        for (FakeCamera camera : cameras.values()) {
            if (camera.misbehaviourOver(nowNs)) {
                behave(camera);
            }
        }
        if (listenAgain) {
            listenWhereMissing();
        }
        int sessions = 0;
        int stalled = 0;
        for (Connection connection : connections) {
            MediaSession session = connection.session();
            if (session != null && session.playing()) {
                sessions++;
                stalled += session.outlet().stalled() ? 1 : 0;
            }
        }
        FarmStats now = meter.take(nowNs, sessions, stalled);
        stats = now;
        listeners.forEach(listener -> listener.accept(now));
    }

    private void drop(Connection connection) {
        connections.remove(connection);
        connection.close();
    }

    private void closeEverything() {
        connections.forEach(Connection::close);
        for (SelectionKey key : selector.keys()) {
            try {
                key.channel().close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "closing", e);
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing", e);
        }
    }

    /** Ends the loop and waits until all is closed. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        selector.wakeup();
        ended.await();
    }

    /** Waits until the farm has ended. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** What a conversation sees of the farm. */
    private final class Place implements Conversation.Host {
        private final Door door;
        private final UdpPorts datagrams;
        private final TcpOutlet outlet;
        private final InetAddress peer;

        Place(Door door, UdpPorts datagrams, TcpOutlet outlet, InetAddress peer) {
            this.door = door;
            this.datagrams = datagrams;
            this.outlet = outlet;
            this.peer = peer;
        }

        @Override
        public FarmSettings settings() {
            return settings;
        }

        @Override
        public Door door() {
            return door;
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public TcpOutlet tcp() {
            return outlet;
        }

        @Override
        public UdpPorts udp() {
            return datagrams;
        }

        @Override
        public int replays() {
            return FarmServer.this.replays(door);
        }

        @Override
        public Outlet.Tools tools() {
            return tools;
        }

        @Override
        public InetAddress peer() {
            return peer;
        }

        @Override
        public long nowNs() {
            return System.nanoTime();
        }
    }

    /** Counts a second. */
    private static final class Meter implements MediaSession.Pulse {
        private final OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        private final Lateness lateness = new Lateness();
        private final ByteBuffer report = ByteBuffer.allocateDirect(REPORT_BYTES);
        private long secondNs = System.nanoTime();
        private long cpuNs = system.getProcessCpuTime();
        private long blocks;
        private long bytes;
        private long drops;
        private int lateSeconds;

        @Override
        public void block(long lateNs, int sent) {
            if (sent < 0) {
                drops++;
                return;
            }
            blocks++;
            bytes += sent;
            lateness.add(lateNs);
        }

        @Override
        public ByteBuffer reportBuffer() {
            return report.clear();
        }

        boolean secondOver(long nowNs) {
            return nowNs - secondNs >= SECOND_NS;
        }

        FarmStats take(long nowNs, int sessions, int stalled) {
            double seconds = (double) (nowNs - secondNs) / SECOND_NS;
            long cpuNow = system.getProcessCpuTime();
            double cpuMs = (cpuNow - cpuNs) / 1e6 / seconds;
            int late = lateness.p99Ms();
            if (late > FarmStats.LATE_MS) {
                lateSeconds++;
            }
            FarmStats result =
                    new FarmStats(
                            sessions,
                            stalled,
                            blocks,
                            (long) (bytes / seconds),
                            drops,
                            late,
                            cpuMs,
                            lateSeconds);
            secondNs = nowNs;
            cpuNs = cpuNow;
            blocks = 0;
            bytes = 0;
            lateness.clear();
            return result;
        }
    }
}
