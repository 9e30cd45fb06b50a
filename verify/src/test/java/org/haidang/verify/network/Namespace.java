package org.haidang.verify.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haidang.benchmark.program.Host;
import org.haidang.benchmark.program.Program;

/**
 * A network of its own on this machine, with addresses, routes and firewall like another machine's
 * (network_namespaces(7)). Its name carries our process id, so that two runs do not meet. It needs
 * Linux, root, {@code ip} and {@code nft}; on {@link #close} all that runs in it ends and it is
 * gone, at the latest with us.
 *
 * <p>A socket stays in the network in which it was made, whichever thread then uses it: so some
 * threads of ours live there and make connections for the others.
 */
public final class Namespace implements Host, AutoCloseable {
    private static final int O_RDONLY = 0;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int THREADS = 16;
    private static final int PATIENCE_S = 10;

    private final String name;
    private final List<Cable> doors = new CopyOnWriteArrayList<>();
    private final ExecutorService inside;
    private final Thread lastChance = new Thread(this::remove);
    private boolean closed;

    /**
     * Makes one with a loopback and nothing else.
     *
     * @param role short, and another for each that there is at once
     */
    public Namespace(String role) {
        this.name = "hd" + ProcessHandle.current().pid() + "-" + role;
        run(List.of("ip", "netns", "add", name), "");
        Runtime.getRuntime().addShutdownHook(lastChance);
        this.inside = Executors.newFixedThreadPool(THREADS, work -> entering(name, work));
        ip("link", "set", "lo", "up");
    }

    /** Whether this machine lets us. */
    public static boolean possible() {
        if (Program.find("ip").isEmpty()
                || Program.find("nft").isEmpty()
                || !"root".equals(System.getProperty("user.name"))) {
            return false;
        }
        try (Namespace trial = new Namespace("trial")) {
            trial.nft("add table inet trial");
            return true;
        } catch (AssertionError refused) {
            return false;
        }
    }

    public String name() {
        return name;
    }

    /** Runs {@code ip} on it. */
    public void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments));
        run(command, "");
    }

    /** Gives rules to its firewall. */
    public void nft(String rules) {
        run(command(List.of("nft", "-f", "-")), rules);
    }

    /** Runs a short command in it; what it prints. */
    public String run(String... command) {
        return run(command(List.of(command)), "");
    }

    @Override
    public List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(command);
        return all;
    }

    /** A port of ours that leads to one of its loopback, and of nobody else. */
    @Override
    public URI reach(URI loopback) {
        Cable door =
                new Cable(() -> connect("127.0.0.1", loopback.getPort(), Duration.ofSeconds(5)));
        doors.add(door);
        return door.address();
    }

    /**
     * Connects from it.
     *
     * @param host an address, no name
     */
    public Socket connect(String host, int port, Duration limit) throws IOException {
        try {
            return inside.submit(() -> connected(new InetSocketAddress(host, port), limit))
                    .get(limit.toSeconds() + PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(host + ":" + port, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Socket connected(InetSocketAddress to, Duration limit) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(to, Math.toIntExact(limit.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Of these the ones that take a connection from it within a second, tried side by side. */
    public List<InetSocketAddress> reached(List<InetSocketAddress> targets) {
        List<InetSocketAddress> taken = new CopyOnWriteArrayList<>();
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (InetSocketAddress target : targets) {
            tries.add(() -> {
                try (Socket _ = connected(target, Duration.ofSeconds(1))) {
                    return taken.add(target);
                } catch (IOException nobody) {
                    return false;
                }
            });
        }
        try {
            inside.invokeAll(tries).forEach(one -> assertDone(one.state()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return taken;
    }

    private static void assertDone(Future.State state) {
        if (state != Future.State.SUCCESS) {
            throw new AssertionError("a try to connect ended as " + state);
        }
    }

    /** Where its programs listen for TCP, as {@code address:port}. */
    public Set<String> listeners() {
        Set<String> all = new TreeSet<>();
        run("ss", "-Htln").lines().forEach(line -> all.add(line.strip().split("\\s+")[3]));
        return all;
    }

    private static String run(List<String> command, String input) {
        String said;
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return said;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        throw new AssertionError(String.join(" ", command) + ": " + said);
    }

    @Override
    public void close() {
        doors.forEach(Cable::close);
        inside.shutdownNow();
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(lastChance);
        } catch (IllegalStateException e) {
            // It is what runs now.
        }
    }

    private synchronized void remove() {
        if (closed) {
            return;
        }
        closed = true;
        run(List.of("ip", "netns", "pids", name), "")
                .lines()
                .map(pid -> Long.parseLong(pid.strip()))
                .filter(pid -> pid != ProcessHandle.current().pid())
                .map(ProcessHandle::of)
                .forEach(left -> left.ifPresent(ProcessHandle::destroyForcibly));
        run(List.of("ip", "netns", "delete", name), "");
    }

    // ------------------------------------------------------------------ threads there

    private static Thread entering(String name, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name("in " + name)
                .unstarted(() -> {
                    enter(name);
                    work.run();
                });
    }

    private static void enter(String name) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment path = local.allocateFrom("/var/run/netns/" + name);
            int fd = (int) Native.OPEN.invokeExact(path, O_RDONLY);
            int entered = fd < 0 ? fd : (int) Native.SETNS.invokeExact(fd, CLONE_NEWNET);
            if (fd >= 0) {
                int _ = (int) Native.CLOSE.invokeExact(fd);
            }
            if (entered != 0) {
                throw new IllegalStateException("network " + name + " cannot be entered");
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The calls that Java does not have. */
    private static final class Native {
        private static final Linker LINKER = Linker.nativeLinker();
        static final MethodHandle OPEN =
                handle(
                        "open",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        static final MethodHandle SETNS =
                handle(
                        "setns",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        static final MethodHandle CLOSE =
                handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

        private static MethodHandle handle(
                String name, FunctionDescriptor form, Linker.Option... options) {
            return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), form, options);
        }
    }
}
