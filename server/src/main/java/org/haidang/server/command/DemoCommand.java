package org.haidang.server.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.haidang.server.demo.Demo;
import org.haidang.server.demo.DemoTier;
import org.haidang.server.demo.TiersDemo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything at once, with invented cameras. */
@Command(
        name = "demo",
        description = {
            "Shows everything with invented cameras: starts them as a program of their own, then the server on a"
                    + " SQLite file and a local archive, and prints the address and a login.",
            "",
            "The login is also in DIR/demo.json. The same DIR again goes on with its cameras and recordings."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            description = "port to listen on (default 8080, or a free one when that is taken)")
    @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder for database, recordings and clips (default ${DEFAULT-VALUE})",
            defaultValue = "haidang-demo")
    Path data = Path.of("haidang-demo");

    @Option(
            names = "--cameras",
            paramLabel = "N",
            description = "how many cameras (default ${DEFAULT-VALUE})",
            defaultValue = "8")
    int cameras = 8;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "stop by itself after that time (default: never)")
    int seconds;

    @Option(
            names = "--tiers",
            description =
                    "nation, province and two sites, each a program of its own, linked from below;"
                            + " prints their addresses")
    boolean tiers;

    @Option(names = "--tier", hidden = true, description = "one part of --tiers")
    DemoTier.Kind tier = DemoTier.Kind.WHOLE;

    @Option(names = "--links-port", hidden = true)
    int linksPort;

    @Option(names = "--facility", hidden = true)
    String facility = "";

    @Option(
            names = "--exit-on-stdin-eof",
            hidden = true,
            description = "ends with whoever started it, also when that is killed")
    boolean exitOnStdinEof;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (cameras < 1 || cameras > 200 || seconds < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--cameras is from 1 to 200, --seconds is not negative");
        }
        CountDownLatch stopped = new CountDownLatch(1);
        if (exitOnStdinEof) {
            Thread.ofPlatform().daemon().name("demo-stdin").start(() -> awaitEnd(stopped));
        }
        Path folder = data.toAbsolutePath().normalize();
        return tiers
                ? show(new TiersDemo(folder, port, cameras), TiersDemo::start, stopped)
                : show(
                        new Demo(
                                folder,
                                port,
                                cameras,
                                new DemoTier(tier, linksPort, facility),
                                System.getenv()),
                        Demo::start,
                        stopped);
    }

    private <D extends AutoCloseable> int show(D demo, Consumer<D> start, CountDownLatch stopped)
            throws Exception {
        Thread hook = Shutdown.hook(demo, stopped);
        try {
            start.accept(demo);
            boolean interrupted =
                    seconds == 0 ? await(stopped) : stopped.await(seconds, TimeUnit.SECONDS);
            if (!interrupted) {
                Shutdown.cancel(hook);
                demo.close();
            }
            return 0;
        } catch (RuntimeException e) {
            Shutdown.cancel(hook);
            demo.close();
            throw e;
        }
    }

    private static void awaitEnd(CountDownLatch stopped) {
        try {
            while (System.in.read() >= 0) {
                // Whoever started us says nothing; its end is what counts.
            }
        } catch (IOException e) {
            // The same as its end.
        }
        stopped.countDown();
    }

    private static boolean await(CountDownLatch stopped) throws InterruptedException {
        stopped.await();
        return true;
    }
}
