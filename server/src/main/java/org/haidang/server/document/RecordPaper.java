package org.haidang.server.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A record that all parties sign ("biên bản"), such as that of connecting a facility: what it is
 * founded on, what was checked, the conclusion; pictures come as an annex.
 *
 * @param subject below "BIÊN BẢN"
 * @param basis "Công văn số ... ngày ... của ..."
 * @param checked what was checked, as tables and paragraphs
 * @param conclusion one paragraph
 * @param signatures one for each party, 1 to {@link OfficialDocument#MAX_SIGNATURES}
 * @param evidence may be empty
 */
public record RecordPaper(
        Letterhead letterhead,
        String subject,
        List<String> basis,
        List<Block> checked,
        String conclusion,
        List<Signature> signatures,
        List<Block.Picture> evidence) {

    public RecordPaper {
        basis = List.copyOf(basis);
        checked = List.copyOf(checked);
        signatures = List.copyOf(signatures);
        evidence = List.copyOf(evidence);
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
        for (Signature party : signatures) {
            String who = party.name().isBlank() ? "" : ": " + party.name();
            body.add(Block.Paragraph.body("- " + String.join(", ", party.authority()) + who + "."));
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
                evidence.isEmpty() ? List.of() : List.of(pictures()));
    }

    private Annex pictures() {
        return new Annex(
                "Phụ lục",
                "HÌNH ẢNH KÈM THEO BIÊN BẢN",
                "(" + subject + ")",
                Paper.PORTRAIT,
                List.copyOf(evidence));
    }
}
