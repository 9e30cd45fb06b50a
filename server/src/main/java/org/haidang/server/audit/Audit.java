package org.haidang.server.audit;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.haidang.server.audit.store.Appended;
import org.haidang.server.audit.store.AuditFilter;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.AuditStore;
import org.haidang.server.audit.store.CutResult;
import org.haidang.server.audit.store.Draft;
import org.haidang.server.audit.store.Head;
import org.haidang.server.audit.store.Link;
import org.haidang.server.audit.store.OpenViewing;
import org.haidang.server.audit.store.ViewingTimes;
import org.haidang.server.secrets.MacKey;
import org.haidang.server.store.Database;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/**
 * The audit log. Thread-safe; callers wait for the database, so not on event loops, and must not be
 * inside a transaction of their own.
 *
 * <p>Rows are appended one transaction after the other. The place of the newest row is remembered
 * here and in the {@linkplain AnchorFile anchor}; each append looks whether the database still has
 * it, and notes for good in the anchor when it has not. The log goes on all the same: whoever can
 * damage it must not be able to stop the watch with it.
 */
public final class Audit implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Audit.class.getName());
    private static final int CUT_ROWS = 1_000;
    private static final long DAY_US = Duration.ofDays(1).toMillis() * 1_000;

    private final AuditStore store;
    private final AnchorFile anchorFile;
    private final MacKey key;
    private final InstantSource clock;

    /** Guards {@link #known} and the order of appends. */
    private final ReentrantLock appending = new ReentrantLock();

    private volatile Link known;
    private volatile Anchor.@Nullable Incident incident;

    /** What the last walk over the whole log found wrong. */
    private volatile Verification.@Nullable Problem found;

    private volatile long damagedSinceUs;

    private final List<Runnable> damageListeners = new CopyOnWriteArrayList<>();

    /** Guards the file. Apart from appending, so that one write of it serves several rows. */
    private final ReentrantLock anchoring = new ReentrantLock();

    private @Nullable Anchor anchored;
    private boolean anchorFails;

    private Audit(Database database, Path anchorFile, MacKey key, InstantSource clock)
            throws IOException {
        this.store = new AuditStore(database);
        this.anchorFile = new AnchorFile(anchorFile, key);
        this.key = key;
        this.clock = clock;
        Head head = store.head();
        this.known = head.last();
        this.incident = judge(this.anchorFile.read(), head);
        this.damagedSinceUs = nowUs();
        anchor();
    }

    /**
     * Opens the log and compares it with its anchor.
     *
     * @param anchorFile made with permissions 0600 if there is none and the log is empty; otherwise
     *     its absence is noted for good
     * @throws IOException if the anchor is there and cannot be read
     */
    public static Audit open(Database database, Path anchorFile, MacKey key, InstantSource clock)
            throws IOException {
        return new Audit(database, anchorFile, key, clock);
    }

    private Anchor.@Nullable Incident judge(AnchorFile.Found found, Head head) {
        long end = head.last().seq();
        return switch (found) {
            case AnchorFile.Found.Missing m ->
                    end == 0 ? null : incident(Anchor.Cause.MISSING, end);
            case AnchorFile.Found.Forged f -> incident(Anchor.Cause.FORGED, end);
            case AnchorFile.Found.Good(Anchor anchor) -> {
                Anchor.Incident before = anchor.incident();
                if (before != null) {
                    yield before;
                }
                yield anchor.last().hash().equals(store.hashAt(anchor.last().seq()))
                        ? null
                        : incident(Anchor.Cause.REMOVED, Math.min(anchor.last().seq(), end + 1));
            }
        };
    }

    private static Anchor.Incident incident(Anchor.Cause cause, long seq) {
        LOG.log(
                Level.ERROR,
                "audit log: "
                        + switch (cause) {
                            case REMOVED -> "rows that were written are gone or changed";
                            case MISSING -> "its anchor is missing";
                            case FORGED -> "its anchor was not written by this server";
                        }
                        + ", from row "
                        + seq
                        + "; run 'haidang audit verify' and find out who had access");
        return new Anchor.Incident(cause, seq);
    }

    /**
     * Records an act before it is done.
     *
     * @return the number of its row; it is durable
     * @throws AuditUnavailableException if it could not be recorded: the caller must not act
     */
    public long append(Entry entry) {
        return append(List.of(Draft.of(entry.content()))).getFirst().seq();
    }

    /**
     * Records many acts before any of them is done, in one transaction: all or none.
     *
     * @throws AuditUnavailableException if they could not be recorded: the caller must not act
     */
    public void appendAll(List<Entry> entries) {
        if (!entries.isEmpty()) {
            append(entries.stream().map(entry -> Draft.of(entry.content())).toList());
        }
    }

    /** Several rows in one transaction: all or none. */
    List<AuditRow> append(List<Draft> drafts) {
        Appended appended =
                recorded(() -> {
                    Appended done = store.append(drafts, nowUs(), known);
                    committed(done);
                    return done;
                });
        anchor();
        return appended.rows();
    }

    /** One at a time; whatever goes wrong means that nothing was recorded for certain. */
    private <T> T recorded(Supplier<T> change) {
        appending.lock();
        try {
            return reached(change);
        } finally {
            appending.unlock();
        }
    }

    private static <T> T reached(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw new AuditUnavailableException("the audit log cannot be written", e);
        }
    }

    private void committed(Appended appended) {
        Link before = appended.before();
        if (!known.hash().equals(appended.witness()) && incident == null) {
            incident = incident(Anchor.Cause.REMOVED, Math.min(known.seq(), before.seq() + 1));
            damagedSinceUs = nowUs();
            damageListeners.forEach(Runnable::run);
        }
        known = appended.last();
    }

    /** Writes the newest place into the anchor, unless another thread just did. */
    private void anchor() {
        anchoring.lock();
        try {
            Anchor now = new Anchor(known, incident);
            if (now.equals(anchored)) {
                return;
            }
            anchorFile.write(now);
            anchored = now;
            anchorFails = false;
        } catch (IOException e) {
            // The row is recorded; the next one tries again.
            if (!anchorFails) {
                LOG.log(Level.ERROR, "audit log: its anchor cannot be written", e);
            }
            anchorFails = true;
        } finally {
            anchoring.unlock();
        }
    }

    private boolean anchoredAll() {
        anchoring.lock();
        try {
            return anchored != null && anchored.last().equals(known);
        } finally {
            anchoring.unlock();
        }
    }

    /**
     * Removes one step of rows that are too old, whole days only so that few rows tell of it.
     *
     * @param retentionDays 0 keeps all
     * @return whether there may be more to remove
     * @throws AuditUnavailableException if the database does not take it
     */
    public boolean cut(int retentionDays, long nowUs) {
        // Rows behind the anchor must not go: it could not be compared any more.
        if (retentionDays == 0 || !anchoredAll()) {
            return false;
        }
        long beforeUs = Math.floorDiv(nowUs, DAY_US) * DAY_US - retentionDays * DAY_US;
        CutResult result =
                recorded(() -> {
                    CutResult done =
                            store.cut(
                                    beforeUs,
                                    CUT_ROWS,
                                    nowUs(),
                                    known,
                                    cut -> CutProof.content(cut, key));
                    if (done instanceof CutResult.Done(var cut, Appended appended, boolean more)) {
                        committed(appended);
                        Anchor.Incident found = incident;
                        if (found != null && found.seq() <= cut.last().seq()) {
                            incident = null;
                        }
                    }
                    return done;
                });
        return switch (result) {
            case CutResult.Nothing n -> false;
            case CutResult.Broken(long seq) -> {
                LOG.log(
                        Level.ERROR,
                        "audit log: row "
                                + seq
                                + " is damaged, so old rows are not removed; run 'haidang audit"
                                + " verify'");
                yield false;
            }
            case CutResult.Done(var cut, var appended, boolean more) -> {
                anchor();
                LOG.log(
                        Level.INFO,
                        "audit log: rows "
                                + cut.firstSeq()
                                + " to "
                                + cut.last().seq()
                                + " were older than "
                                + retentionDays
                                + " days and are removed");
                yield more;
            }
        };
    }

    /** Walks the whole log and its anchor; a minute for some millions of rows. */
    public Verification verify() throws IOException {
        Verification now = new AuditVerifier(store, anchorFile, key, CUT_ROWS).verify();
        Verification.Problem before = found;
        found = now.problem();
        if (!Objects.equals(before, now.problem())) {
            damagedSinceUs = nowUs();
            Verification.Problem problem = now.problem();
            if (problem != null) {
                LOG.log(
                        Level.ERROR,
                        "audit log: "
                                + problem.sentence(Language.EN)
                                + " Run 'haidang audit verify' and find out who had access");
            }
            damageListeners.forEach(Runnable::run);
        }
        return now;
    }

    /**
     * What is known to be wrong with the log: found by the last walk over it, or noticed while
     * writing. Null when nothing is.
     */
    public Verification.@Nullable Problem damage() {
        Verification.Problem walked = found;
        Anchor.Incident noticed = incident;
        return walked != null || noticed == null ? walked : noticed.problem();
    }

    /** When {@link #damage} was noticed by this run of the program, microseconds UTC. */
    public long damagedSinceUs() {
        return damagedSinceUs;
    }

    /** Is told when {@link #damage} has changed. Must not block, nor append here. */
    public void onDamage(Runnable listener) {
        damageListeners.add(listener);
    }

    /**
     * Rows, newest first.
     *
     * @param beforeSeq only rows before that number
     */
    public List<AuditRow> newest(AuditFilter filter, long beforeSeq, int limit) {
        return store.newest(filter, beforeSeq, limit);
    }

    /** Rows from a number on, oldest first. */
    List<AuditRow> oldest(AuditFilter filter, long fromSeq, int limit) {
        return store.oldest(filter, fromSeq, limit);
    }

    /** The newest row that is written. */
    public Link last() {
        return known;
    }

    List<OpenViewing> openViewings(long upToSeq, int limit) {
        return reached(() -> store.openViewings(upToSeq, limit));
    }

    void refresh(List<ViewingTimes> viewings) {
        reached(() -> {
            store.refresh(viewings);
            return viewings;
        });
    }

    private long nowUs() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
    }

    @Override
    public void close() throws IOException {
        anchoring.lock();
        try {
            anchorFile.close();
        } finally {
            anchoring.unlock();
        }
    }
}
