package org.haidang.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.Link;
import org.haidang.server.audit.store.RowContent;
import org.junit.jupiter.api.Test;

class AuditRowTest {
    /**
     * The hash was computed by another program from the description alone:
     *
     * <pre>
     * def f(v): return bytes([255]*4) if v is None else len(b := str(v).encode()).to_bytes(4,'big') + b
     * sha256(b''.join(map(f, [1, 1790000000000000, 'view', 'u1', 'Nguyễn Văn An', None, '10.0.0.1',
     *     'a1b2c3', 'f1', 'Ánh Dương', 'c1', '', -5, 7, '{"phase":"begin"}', '0'*64])))
     * </pre>
     */
    @Test
    void hashesAsItsDescriptionSays() {
        AuditRow row =
                AuditRow.after(
                        Link.START,
                        1_790_000_000_000_000L,
                        new RowContent(
                                "view",
                                "u1",
                                "Nguyễn Văn An",
                                null,
                                "10.0.0.1",
                                "a1b2c3",
                                "f1",
                                "Ánh Dương",
                                "c1",
                                "",
                                -5L,
                                7L,
                                "{\"phase\":\"begin\"}"));
        assertThat(row.hash())
                .isEqualTo("af55dba03c48fbc0bece25de31af45a6675172a186c848649aa1eea863ef6bf1");
        assertThat(row.intact()).isTrue();
        assertThat(row.follows(Link.START)).isTrue();
    }
}
