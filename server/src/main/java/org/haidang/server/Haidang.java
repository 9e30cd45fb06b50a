package org.haidang.server;

import org.haidang.server.command.Commands;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The program. See {@code --help}. */
public final class Haidang {
    private Haidang() {}

    public static void main(String[] args) {
        // Spring Boot would set up logging a second time, which costs start-up time.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(Commands.run(args));
    }
}
