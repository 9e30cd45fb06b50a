package org.haidang.server.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.settings.Settings;
import org.haidang.server.store.Database;

/**
 * People's part of a server that is stopped or runs: it opens the database and takes nothing else,
 * so it works beside the server. What it changes counts at the server's next request.
 */
public final class PeopleDesk implements AutoCloseable {
    private final Database database;
    private final People people;

    private PeopleDesk(Database database, Sealer sealer) {
        this.database = database;
        this.people =
                People.of(database, sealer, userId -> false, new SecureRandom(), Clock.systemUTC());
    }

    /**
     * Opens it.
     *
     * @throws StartException if there is no server's data there: a mistyped folder must not become
     *     a new one
     */
    public static PeopleDesk open(Settings settings) {
        Path key = settings.data().resolve("secret.key");
        if (Files.notExists(key)) {
            throw new StartException(
                    "There is no server's data in "
                            + settings.data()
                            + ". Give the folder with --data, or the settings with --config.");
        }
        try {
            Sealer sealer = Sealer.withKeyFile(key, new SecureRandom());
            return new PeopleDesk(HaidangServer.database(settings), sealer);
        } catch (IOException e) {
            throw new StartException(key + " cannot be read: " + e, e);
        }
    }

    public People people() {
        return people;
    }

    @Override
    public void close() {
        database.close();
    }
}
