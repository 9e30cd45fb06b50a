package org.haidang.verify.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.haidang.verify.system.TurningHead;
import org.jspecify.annotations.Nullable;

/**
 * A server whose first camera turns and reports what it notices, another camera, and a watcher
 * before a browser.
 *
 * @param head the first camera
 * @param camera its id
 */
record DutyRoom(
        Chromium chromium,
        Farm farm,
        Server server,
        TurningHead head,
        String camera,
        Person watcher)
        implements AutoCloseable {

    /**
     * Starts everything.
     *
     * @param folder of its own
     */
    static DutyRoom open(Path folder) {
        Chromium chromium = Chromium.start();
        Farm farm = null;
        Server server = null;
        try {
            farm = Farm.demo(folder, TurningHead.options().toArray(String[]::new));
            server = Server.start(folder.resolve("server"));
            TurningHead head = TurningHead.of(farm);
            String camera =
                    server.add(List.of(head.camera(), farm.cameras().getFirst())).of(head.camera());
            assertThat(head.examinedBy(server.api(), camera).at("/device/ptz").asBoolean())
                    .isTrue();
            try (Api administrator = server.administrator()) {
                Person watcher =
                        Person.invited(administrator, "Phạm Văn Trực", Person.grant("duty-watcher"))
                                .taken(server);
                return new DutyRoom(chromium, farm, server, head, camera, watcher);
            }
        } catch (RuntimeException | Error e) {
            close(server, farm, chromium);
            throw e;
        }
    }

    private static void close(@Nullable AutoCloseable... started) {
        Stream.of(started)
                .filter(Objects::nonNull)
                .forEach(each -> {
                    try {
                        each.close();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @Override
    public void close() {
        close(server, farm, chromium);
    }
}
