package org.haidang.camerafarm;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.haidang.camerafarm.net.FarmStats;

/** The program; see the package's description for its command line. */
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_OPTION = 2;
    private static final int LATE = 3;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println("camerafarm: " + e.getMessage());
            System.exit(WRONG_OPTION);
            return;
        }
        if (options.help()) {
            System.out.print(Options.HELP);
            return;
        }
        try {
            System.exit(run(options));
        } catch (IOException e) {
            System.err.println("camerafarm: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static int run(Options options) throws IOException, InterruptedException {
        if (options.clipsOnly()) {
            int count = Farm.clips(options).size();
            System.err.println("camerafarm: " + count + " clips are in " + options.clips());
            return 0;
        }
        if (options.selfBench()) {
            return SelfBench.run(options);
        }
        return play(options);
    }

    private static int play(Options options) throws IOException, InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Farm farm = Farm.start(options);
        if (options.stats()) {
            farm.server().everySecond(stats -> System.err.println(stats.line()));
        }
        farm.play();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (options.jsonReady()) {
            out.println(farm.readyJson());
        } else {
            out.print(farm.readyText());
            out.flush();
        }
        if (options.exitOnStdinEof()) {
            Thread.ofPlatform().daemon().start(() -> countDownAtEof(System.in, end));
        }
        if (options.seconds() == 0) {
            end.await();
        } else {
            boolean eof = end.await(options.seconds(), TimeUnit.SECONDS);
            if (eof) {
                System.err.println("camerafarm: standard input closed");
            }
        }
        FarmStats last = farm.server().stats();
        farm.close();
        return options.stats() && last.isVoid() ? LATE : 0;
    }

    private static void countDownAtEof(InputStream in, CountDownLatch end) {
        try {
            in.transferTo(PrintStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("camerafarm: standard input failed: " + e.getMessage());
        }
        end.countDown();
    }
}
