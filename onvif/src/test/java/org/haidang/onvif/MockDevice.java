package org.haidang.onvif;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The npm package's own mock device, running as a program at an address of its own. */
final class MockDevice implements AutoCloseable {

    private static final String SCRIPT = "mock-device.js";

    private final InetAddress address;
    private final Process program;
    private final int port;

    private MockDevice(InetAddress address, Process program, int port) {
        this.address = address;
        this.program = program;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder with its packages
     */
    static MockDevice start(Path folder) throws Exception {
        try (var script = MockDevice.class.getResourceAsStream(SCRIPT)) {
            Files.copy(
                    Objects.requireNonNull(script),
                    folder.resolve(SCRIPT),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        InetAddress address = Loopback.address();
        Process program =
                new ProcessBuilder("node", SCRIPT, address.getHostAddress())
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("mock.log").toFile())
                        .start();
        try {
            BufferedReader out =
                    new BufferedReader(
                            new InputStreamReader(
                                    program.getInputStream(), StandardCharsets.UTF_8));
            String said = CompletableFuture.supplyAsync(() -> line(out)).get(30, TimeUnit.SECONDS);
            return new MockDevice(address, program, Integer.parseInt(said));
        } catch (Exception e) {
            program.destroyForcibly();
            throw new AssertionError(Files.readString(folder.resolve("mock.log")), e);
        }
    }

    private static String line(BufferedReader out) {
        try {
            return String.valueOf(out.readLine());
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    InetAddress address() {
        return address;
    }

    /** Of its device service, as the standard says. */
    URI service() {
        return URI.create(root() + "/onvif/device_service");
    }

    String root() {
        return "http://" + address.getHostAddress() + ":" + port;
    }

    @Override
    public void close() {
        program.destroy();
    }
}
