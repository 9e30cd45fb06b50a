package org.haidang.server.document;

import java.util.List;

/**
 * What comes with a document, on paper of its own and with page numbers of its own.
 *
 * @param label "Phụ lục", or "Phụ lục I" where there are several
 * @param citation "(Kèm theo Báo cáo số ...)"
 */
public record Annex(
        String label, String subject, String citation, Paper paper, List<Block> blocks) {
    public Annex {
        blocks = List.copyOf(blocks);
    }
}
