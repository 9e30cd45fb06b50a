package org.haidang.server.command;

import java.util.concurrent.CountDownLatch;

/** Ctrl-C and kill: everything is stopped in order before the process ends. */
final class Shutdown {
    private Shutdown() {}

    static Thread hook(AutoCloseable what, CountDownLatch stopped) {
        Thread hook =
                Thread.ofPlatform()
                        .name("shutdown")
                        .unstarted(() -> {
                            try {
                                what.close();
                            } catch (Exception e) {
                                System.err.println("while stopping: " + e);
                            } finally {
                                stopped.countDown();
                            }
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    static void cancel(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Already stopping; the hook does it.
        }
    }
}
