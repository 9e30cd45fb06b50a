package org.haidang.server.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.haidang.server.audit.Verification.Fault;
import org.haidang.server.audit.Verification.Problem;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.AuditStore;
import org.haidang.server.audit.store.Head;
import org.haidang.server.audit.store.Link;
import org.haidang.server.secrets.MacKey;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * Walks the log from its first row to its last, a page at a time, while others may append and
 * retention may cut. The first thing that is wrong in the order of rows is named; what the anchor
 * says comes after, since a broken row explains a broken anchor.
 */
public final class AuditVerifier {
    private static final int PAGE = 1_000;

    /** Retention may move the beginning while we walk; it does so once a day. */
    private static final int ATTEMPTS = 20;

    private final AuditStore store;
    private final AnchorFile anchorFile;
    private final MacKey key;
    private final int page;

    /** For looking beside a running server; writes nothing. */
    public AuditVerifier(Database database, Path anchorFile, MacKey key) {
        this(new AuditStore(database), new AnchorFile(anchorFile, key), key, PAGE);
    }

    AuditVerifier(AuditStore store, AnchorFile anchorFile, MacKey key, int page) {
        this.store = store;
        this.anchorFile = anchorFile;
        this.key = key;
        this.page = page;
    }

    /**
     * Looks at the anchor alone, without the database.
     *
     * @return what is wrong with it or is noted in it; null when nothing is
     * @throws IOException if it is there and cannot be read
     */
    public static @Nullable Problem anchor(Path anchorFile, MacKey key) throws IOException {
        return switch (new AnchorFile(anchorFile, key).read()) {
            case AnchorFile.Found.Missing m -> new Problem(Fault.ANCHOR_MISSING, 0);
            case AnchorFile.Found.Forged f -> new Problem(Fault.ANCHOR_FORGED, 0);
            case AnchorFile.Found.Good(Anchor anchor) -> {
                Anchor.Incident incident = anchor.incident();
                yield incident == null ? null : incident.problem();
            }
        };
    }

    /**
     * Walks all.
     *
     * @throws IOException if the anchor is there and cannot be read
     */
    public Verification verify() throws IOException {
        Verification result = new Walk().run();
        for (int i = 1; i < ATTEMPTS && !result.ok(); i++) {
            if (store.head().firstSeq() == result.firstSeq()) {
                return result;
            }
            result = new Walk().run();
        }
        return result;
    }

    private final class Walk {
        // Read before the rows: the end they have must then be at or behind the anchor.
        private final AnchorFile.Found found;
        private final Link base;
        private Link last;
        private boolean baseAllowed;
        private @Nullable Problem rewritten;

        Walk() throws IOException {
            this.found = anchorFile.read();
            this.base = store.head().base();
            this.last = base;
            this.baseAllowed = base.equals(Link.START);
        }

        Verification run() {
            Problem problem = walk();
            return new Verification(last.seq() - base.seq(), base.seq() + 1, last.seq(), problem);
        }

        private @Nullable Problem walk() {
            long lowest = store.lowestSeq().orElse(base.seq() + 1);
            if (lowest <= base.seq()) {
                return new Problem(Fault.INSERTED, lowest);
            }
            compareWithAnchor(base);
            while (true) {
                Problem problem = pages();
                if (problem != null) {
                    return problem;
                }
                Head head = store.head();
                if (head.last().seq() == last.seq()) {
                    return afterRows(head);
                }
                if (head.last().seq() < last.seq()) {
                    return new Problem(Fault.INSERTED, head.last().seq() + 1);
                }
                // A row and the note of it come in one transaction: had rows only been appended
                // meanwhile, they would be here now.
                if (store.from(last.seq() + 1, 1).isEmpty()) {
                    return new Problem(Fault.TAIL_REMOVED, last.seq() + 1);
                }
            }
        }

        private @Nullable Problem pages() {
            while (true) {
                List<AuditRow> rows = store.from(last.seq() + 1, page);
                for (AuditRow row : rows) {
                    Problem problem = next(row);
                    if (problem != null) {
                        return problem;
                    }
                }
                if (rows.size() < page) {
                    return null;
                }
            }
        }

        private @Nullable Problem next(AuditRow row) {
            long expected = last.seq() + 1;
            if (row.seq() > expected) {
                return new Problem(Fault.MISSING, expected);
            }
            if (row.seq() < expected) {
                return new Problem(Fault.INSERTED, row.seq());
            }
            if (!row.intact()) {
                return new Problem(Fault.CHANGED, expected);
            }
            if (!row.follows(last)) {
                return new Problem(Fault.UNLINKED, expected);
            }
            last = row.link();
            baseAllowed |= CutProof.allows(row, base, key);
            compareWithAnchor(last);
            return null;
        }

        private void compareWithAnchor(Link link) {
            if (found instanceof AnchorFile.Found.Good(Anchor anchor)
                    && anchor.last().seq() == link.seq()
                    && !anchor.last().hash().equals(link.hash())) {
                rewritten = new Problem(Fault.REWRITTEN, link.seq());
            }
        }

        private @Nullable Problem afterRows(Head head) {
            if (!head.last().hash().equals(last.hash())) {
                return new Problem(Fault.HEAD_CHANGED, last.seq());
            }
            if (!baseAllowed) {
                return new Problem(Fault.BASE_MOVED, base.seq() + 1);
            }
            if (rewritten != null) {
                return rewritten;
            }
            return switch (found) {
                case AnchorFile.Found.Missing m -> new Problem(Fault.ANCHOR_MISSING, last.seq());
                case AnchorFile.Found.Forged f -> new Problem(Fault.ANCHOR_FORGED, last.seq());
                case AnchorFile.Found.Good(Anchor anchor) -> against(anchor);
            };
        }

        private @Nullable Problem against(Anchor anchor) {
            if (anchor.last().seq() > last.seq()) {
                return new Problem(Fault.TAIL_REMOVED, last.seq() + 1);
            }
            if (anchor.last().seq() < base.seq()) {
                // The server cuts only up to what it has anchored: this is an old copy.
                return new Problem(Fault.ANCHOR_FORGED, last.seq());
            }
            Anchor.Incident incident = anchor.incident();
            return incident == null ? null : incident.problem();
        }
    }
}
