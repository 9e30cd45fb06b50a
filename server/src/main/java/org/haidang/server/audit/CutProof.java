package org.haidang.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.Cut;
import org.haidang.server.audit.store.Link;
import org.haidang.server.audit.store.RowContent;
import org.haidang.server.secrets.MacKey;

/**
 * The row that says which old rows were removed. It carries a proof by the server's key, since
 * otherwise whoever can write the database could append such a row himself and then remove what he
 * likes.
 */
final class CutProof {
    private CutProof() {}

    static RowContent content(Cut cut, MacKey key) {
        return Entry.of(Actor.system(), AuditKind.LOG_CUT)
                .with("firstSeq", cut.firstSeq())
                .with("lastSeq", cut.last().seq())
                .with("rows", cut.rows())
                .with("lastHash", cut.last().hash())
                .with("proof", proof(cut.last(), key))
                .content();
    }

    /** Whether a row lets the log begin behind a place. */
    static boolean allows(AuditRow row, Link base, MacKey key) {
        if (!row.content().kind().equals(AuditKind.LOG_CUT.id())) {
            return false;
        }
        Map<String, Object> detail = DetailText.read(row.content().detail());
        return String.valueOf(base.seq()).equals(String.valueOf(detail.get("lastSeq")))
                && base.hash().equals(detail.get("lastHash"))
                && MessageDigest.isEqual(
                        proof(base, key).getBytes(StandardCharsets.US_ASCII),
                        String.valueOf(detail.get("proof")).getBytes(StandardCharsets.US_ASCII));
    }

    private static String proof(Link last, MacKey key) {
        return HexFormat.of()
                .formatHex(
                        key.prove(
                                ("cut " + last.seq() + " " + last.hash())
                                        .getBytes(StandardCharsets.US_ASCII)));
    }
}
