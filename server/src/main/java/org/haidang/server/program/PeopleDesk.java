package org.haidang.server.program;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Entry;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.camera.store.FacilityStore;
import org.haidang.server.identity.Passwords;
import org.haidang.server.identity.store.User;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.settings.Settings;
import org.haidang.server.store.Database;
import org.haidang.server.tier.SiteDesk;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.server.web.request.WallActs;

/**
 * People's part of a server that is stopped or runs: it opens the database and the audit log and
 * takes nothing else, so it works beside the server. What it changes counts at the server's next
 * request, and is recorded before.
 */
public final class PeopleDesk implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PeopleDesk.class.getName());

    private final Database database;
    private final Audit audit;
    private final People people;

    private PeopleDesk(Database database, Audit audit, Sealer sealer) {
        this.database = database;
        this.audit = audit;
        this.people =
                People.of(
                        database,
                        sealer,
                        userId -> false,
                        new WallActs(audit),
                        userId -> false,
                        new Passwords(),
                        new SecureRandom(),
                        Clock.systemUTC());
    }

    /**
     * Opens it.
     *
     * @throws StartException if there is no server's data there, for a mistyped folder must not
     *     become a new one; or if the audit log's anchor cannot be read
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
            return open(settings, HaidangServer.database(settings), sealer);
        } catch (IOException e) {
            throw new StartException(key + " cannot be read: " + e, e);
        }
    }

    private static PeopleDesk open(Settings settings, Database database, Sealer sealer) {
        Path anchor = HaidangServer.auditAnchor(settings);
        try {
            Audit audit =
                    Audit.open(database, anchor, HaidangServer.auditKey(sealer), Clock.systemUTC());
            return new PeopleDesk(database, audit, sealer);
        } catch (IOException e) {
            database.close();
            throw new StartException(anchor + " cannot be read: " + e, e);
        }
    }

    /**
     * Records what is about to be done to a person, by whom the machine knows.
     *
     * @throws StartException if it cannot be recorded: then it must not be done
     */
    public void record(AuditKind kind, User about, String act) {
        String sudo = System.getenv("SUDO_USER");
        try {
            audit.append(
                    Entry.of(operator(), kind)
                            .with("name", about.displayName())
                            .with("user", about.id())
                            .with("act", act)
                            .with("sudo", sudo));
        } catch (AuditUnavailableException e) {
            throw new StartException(
                    "Nothing was done, because it cannot be recorded in the audit log: " + e, e);
        }
    }

    public People people() {
        return people;
    }

    /** The sites below, when this is a centre. */
    public SiteDesk sites() {
        return new SiteDesk(new SiteStore(database), audit, new SecureRandom(), Clock.systemUTC());
    }

    /** The facility with that id or exactly that name; empty when there is none. */
    public Optional<String> facility(String idOrName) {
        FacilityStore facilities = new FacilityStore(database);
        return facilities
                .byId(idOrName)
                .or(() ->
                        facilities.all().stream()
                                .filter(one -> one.name().equals(idOrName))
                                .findFirst())
                .map(Facility::id);
    }

    /**
     * Records that this server becomes a site.
     *
     * @throws StartException if it cannot be recorded: then it must not be done
     */
    public void recordJoining(String centre) {
        try {
            audit.append(Entry.of(operator(), AuditKind.CENTRE_JOINED).with("name", centre));
        } catch (AuditUnavailableException e) {
            throw new StartException(
                    "Nothing was done, because it cannot be recorded in the audit log: " + e, e);
        }
    }

    /** Whoever works on this machine. */
    public static Actor operator() {
        return Actor.operator(System.getProperty("user.name"));
    }

    @Override
    public void close() {
        try {
            audit.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "closing the audit log's anchor", e);
        } finally {
            database.close();
        }
    }
}
