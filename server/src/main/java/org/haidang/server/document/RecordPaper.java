package org.haidang.server.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A record that all parties sign ("biên bản"), such as that of connecting a facility: what it is
 * founded on, who takes part, what was checked, the conclusion. What proves it comes as annexes.
 *
 * @param subject below "BIÊN BẢN"
 * @param basis "Công văn số ... ngày ... của ..."
 * @param parties a line for each, with the name and when it signed
 * @param checked what was checked, as tables and paragraphs
 * @param conclusion one paragraph
 * @param signatures one for each party, 1 to {@link OfficialDocument#MAX_SIGNATURES}
 * @param proofs an annex each; those that are empty are left out
 */
public record RecordPaper(
        Letterhead letterhead,
        String subject,
        List<String> basis,
        List<String> parties,
        List<Block> checked,
        String conclusion,
        List<Signature> signatures,
        List<Proof> proofs) {

    /**
     * What proves a record.
     *
     * @param subject in capitals
     */
    public record Proof(String subject, Paper paper, List<Block> blocks) {
        public Proof {
            blocks = List.copyOf(blocks);
        }
    }

    public RecordPaper {
        basis = List.copyOf(basis);
        parties = List.copyOf(parties);
        checked = List.copyOf(checked);
        signatures = List.copyOf(signatures);
        proofs = proofs.stream().filter(proof -> !proof.blocks().isEmpty()).toList();
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("a record is signed");
        }
    }

    public OfficialDocument document() {
        List<Block> body = new ArrayList<>();
        for (String one : basis) {
            body.add(
                    new Block.Paragraph(
                            Block.Style.BODY, List.of(Span.italic("Căn cứ " + one + ";"))));
        }
        body.add(Block.Paragraph.heading("1. Thành phần"));
        for (String party : parties) {
            body.add(Block.Paragraph.body("- " + party + "."));
        }
        body.add(Block.Paragraph.heading("2. Nội dung kiểm tra"));
        body.addAll(checked);
        body.add(Block.Paragraph.heading("3. Kết luận"));
        body.add(Block.Paragraph.body(conclusion));
        body.add(
                Block.Paragraph.body(
                        "Biên bản được lập thành %02d bản có giá trị như nhau, mỗi bên giữ 01 bản./."
                                .formatted(signatures.size())));
        return new OfficialDocument(
                Paper.PORTRAIT,
                letterhead,
                new Heading.Titled("BIÊN BẢN", subject, List.of()),
                body,
                List.of(),
                signatures,
                annexes());
    }

    private List<Annex> annexes() {
        List<Annex> annexes = new ArrayList<>();
        for (Proof proof : proofs) {
            String label =
                    proofs.size() == 1 ? "Phụ lục" : "Phụ lục " + "I".repeat(annexes.size() + 1);
            annexes.add(
                    new Annex(
                            label,
                            proof.subject(),
                            "(Kèm theo Biên bản " + first(subject) + ")",
                            proof.paper(),
                            proof.blocks()));
        }
        return annexes;
    }

    /** Within a sentence it begins small. */
    private static String first(String subject) {
        return subject.isEmpty()
                ? subject
                : subject.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + subject.substring(1);
    }
}
