package org.haidang.benchmark.program;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A line of so many bits per second, with delay and loss, between two programs of this machine: a
 * TUN device whose packets we let wait or drop, so that the kernel's own TCP meets them. Whoever
 * connects to {@link #host} reaches the same port of a program that listens at {@link #here} or at
 * all addresses. It needs root and Linux.
 *
 * <p>The kernel never sends a packet for an address of its own out of a device. So the far end of
 * the line has an address that is nobody's, and what comes for it goes back in as if sent by its
 * neighbour, to our own address, and the other way round.
 */
public final class ThinLine implements AutoCloseable {
    private static final Path DEVICE = Path.of("/dev/net/tun");
    private static final Path CONGESTION =
            Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");
    private static final String PREFIX = "10.214.7.";
    private static final int MTU = 1_500;

    /** What waits for the line; more is dropped, as a router does. */
    private static final int QUEUE_BYTES = 256 << 10;

    private static final int O_RDWR = 2;
    private static final long TUNSETIFF = 0x400454caL;
    private static final short IFF_TUN_NO_PI = 0x1001;
    private static final short POLLIN = 1;
    private static final int POLL_MS = 100;

    private static final Linker LINKER = Linker.nativeLinker();

    private final int fd;
    private final int net;
    private final Arena arena = Arena.ofShared();
    private final Direction up;
    private final Direction down;
    private final List<Thread> threads;
    private volatile boolean cut;
    private volatile boolean closed;

    /**
     * How the line is.
     *
     * @param bitsPerSecond each way
     * @param delay each way
     * @param loss share of the packets, each way
     * @param congestion the kernel's congestion control over it, such as {@code cubic}
     */
    public record Quality(long bitsPerSecond, Duration delay, double loss, String congestion) {}

    private ThinLine(Quality quality, int net) throws IOException {
        this.net = net;
        this.fd = Native.open(DEVICE);
        String name = "hdline" + net;
        Native.attach(fd, name);
        run("ip", "address", "add", here() + "/29", "dev", name);
        run("ip", "link", "set", name, "mtu", Integer.toString(MTU), "up");
        run(
                "ip",
                "route",
                "replace",
                PREFIX + net * 8 + "/29",
                "dev",
                name,
                "src",
                here(),
                "congctl",
                quality.congestion());
        this.up = new Direction(quality, 1);
        this.down = new Direction(quality, 2);
        this.threads =
                List.of(
                        begin("line-in", this::take),
                        begin("line-up", () -> give(up)),
                        begin("line-down", () -> give(down)));
    }

    /** Whether this machine lets us, and its kernel has such a congestion control. */
    public static boolean possible(String congestion) {
        try {
            return Files.isWritable(DEVICE)
                    && Program.find("ip").isPresent()
                    && "root".equals(System.getProperty("user.name"))
                    && List.of(Files.readString(CONGESTION).strip().split(" "))
                            .contains(congestion);
        } catch (IOException elsewhere) {
            return false;
        }
    }

    /**
     * Lays one.
     *
     * @param net 0 to 31, another for each line that there is at once
     */
    public static ThinLine lay(Quality quality, int net) throws IOException {
        return new ThinLine(quality, net);
    }

    /** Our own address on it, for whoever listens. */
    public String here() {
        return PREFIX + (net * 8 + 1);
    }

    /** What to connect to, to go over it. */
    public String host() {
        return PREFIX + (net * 8 + 2);
    }

    /** Nothing gets through any more, and nobody is told. */
    public void cut() {
        cut = true;
    }

    /** Carried so far, both ways. */
    public long bytes() {
        return up.bytes.sum() + down.bytes.sum();
    }

    private static Thread begin(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).start(work);
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    // ------------------------------------------------------------------ packets

    private record Waiting(byte[] packet, long dueNs) {}

    /** One way. Packets leave in order: the delay is the same for all. */
    private static final class Direction {
        final Quality quality;
        final SplittableRandom random;
        final Deque<Waiting> queue = new ArrayDeque<>();
        final LongAdder bytes = new LongAdder();
        long freeNs = System.nanoTime();

        Direction(Quality quality, long seed) {
            this.quality = quality;
            this.random = new SplittableRandom(seed);
        }

        synchronized void add(byte[] packet) {
            long nowNs = System.nanoTime();
            freeNs = Math.max(freeNs, nowNs);
            long waitingBytes = (freeNs - nowNs) * quality.bitsPerSecond() / 8_000_000_000L;
            if (waitingBytes > QUEUE_BYTES || random.nextDouble() < quality.loss()) {
                return;
            }
            freeNs += packet.length * 8_000_000_000L / quality.bitsPerSecond();
            bytes.add(packet.length);
            queue.add(new Waiting(packet, freeNs + quality.delay().toNanos()));
            notifyAll();
        }

        synchronized Waiting next() throws InterruptedException {
            while (queue.isEmpty()) {
                wait();
            }
            return queue.removeFirst();
        }
    }

    private void take() {
        MemorySegment buffer = arena.allocate(MTU + 64);
        while (!closed) {
            int count = Native.read(fd, buffer, POLL_MS);
            if (count < 20 || cut) {
                continue;
            }
            byte[] packet = buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
            int to = packet[19] & 0xFF;
            if (packet[0] >> 4 != 4 || packet[9] != 6) {
                continue;
            }
            if (to == net * 8 + 2) {
                turn(packet, net * 8 + 3);
                up.add(packet);
            } else if (to == net * 8 + 3) {
                turn(packet, net * 8 + 2);
                down.add(packet);
            }
        }
    }

    /** Makes it come from there, to us. */
    private void turn(byte[] packet, int from) {
        packet[15] = (byte) from;
        packet[19] = (byte) (net * 8 + 1);
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        int head = (packet[0] & 0xF) * 4;
        bytes.putShort(10, (short) 0);
        bytes.putShort(10, (short) ~sum(bytes, 0, head, 0));
        // RFC 9293 section 3.1: with the addresses, the protocol and the length.
        int length = packet.length - head;
        bytes.putShort(head + 16, (short) 0);
        bytes.putShort(head + 16, (short) ~sum(bytes, head, length, sum(bytes, 12, 8, 6 + length)));
    }

    private static int sum(ByteBuffer bytes, int at, int count, int before) {
        long sum = before;
        for (int i = 0; i + 1 < count; i += 2) {
            sum += bytes.getShort(at + i) & 0xFFFF;
        }
        if (count % 2 == 1) {
            sum += (bytes.get(at + count - 1) & 0xFF) << 8;
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return (int) sum;
    }

    private void give(Direction way) {
        MemorySegment buffer = arena.allocate(MTU + 64);
        try {
            while (!closed) {
                Waiting next = way.next();
                for (long left = next.dueNs() - System.nanoTime();
                        left > 0;
                        left = next.dueNs() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (!cut) {
                    MemorySegment.copy(
                            next.packet(),
                            0,
                            buffer,
                            ValueLayout.JAVA_BYTE,
                            0,
                            next.packet().length);
                    Native.write(fd, buffer, next.packet().length);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Thread thread : threads) {
                if (!thread.getName().equals("line-in")) {
                    thread.interrupt();
                }
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Native.close(fd);
        arena.close();
    }

    // ------------------------------------------------------------------ the kernel

    /** The few calls that Java does not have. */
    private static final class Native {
        private static final MethodHandle OPEN =
                handle(
                        "open",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        private static final MethodHandle IOCTL =
                handle(
                        "ioctl",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS),
                        Linker.Option.firstVariadicArg(2));
        private static final MethodHandle POLL =
                handle(
                        "poll",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT));
        private static final MethodHandle READ = transfer("read");
        private static final MethodHandle WRITE = transfer("write");
        private static final MethodHandle CLOSE =
                handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

        private static MethodHandle transfer(String name) {
            return handle(
                    name,
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG));
        }

        private static MethodHandle handle(
                String name, FunctionDescriptor form, Linker.Option... options) {
            return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), form, options);
        }

        static int open(Path device) throws IOException {
            try (Arena local = Arena.ofConfined()) {
                int fd = (int) OPEN.invokeExact(local.allocateFrom(device.toString()), O_RDWR);
                if (fd < 0) {
                    throw new IOException(device + " cannot be opened: are we root?");
                }
                return fd;
            } catch (Throwable e) {
                throw failed(e);
            }
        }

        /** {@code struct ifreq}: a name of 16 bytes, then the flags. */
        static void attach(int fd, String name) throws IOException {
            try (Arena local = Arena.ofConfined()) {
                MemorySegment request = local.allocate(40);
                request.setString(0, name);
                request.set(ValueLayout.JAVA_SHORT, 16, IFF_TUN_NO_PI);
                if ((int) IOCTL.invokeExact(fd, TUNSETIFF, request) < 0) {
                    throw new IOException("no TUN device " + name + ": are we root?");
                }
            } catch (Throwable e) {
                throw failed(e);
            }
        }

        /** The bytes of one packet; 0 when none comes in time. */
        static int read(int fd, MemorySegment buffer, int waitMs) {
            try (Arena local = Arena.ofConfined()) {
                MemorySegment asked = local.allocate(8, 4);
                asked.set(ValueLayout.JAVA_INT, 0, fd);
                asked.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
                if ((int) POLL.invokeExact(asked, 1L, waitMs) <= 0) {
                    return 0;
                }
                return (int) (long) READ.invokeExact(fd, buffer, buffer.byteSize());
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static void write(int fd, MemorySegment buffer, int count) {
            try {
                // What the kernel does not take is lost, as on any line.
                long ignored = (long) WRITE.invokeExact(fd, buffer, (long) count);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static void close(int fd) {
            try {
                int ignored = (int) CLOSE.invokeExact(fd);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        private static IOException failed(Throwable e) {
            return e instanceof IOException io ? io : new IOException(e);
        }
    }
}
