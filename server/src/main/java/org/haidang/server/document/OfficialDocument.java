package org.haidang.server.document;

import java.util.ArrayList;
import java.util.List;

/**
 * An official document, whatever it is written as.
 *
 * @param body ends with "./." if the caller wants it, as the decree does of every text
 * @param distribution "Nơi nhận", without dashes and stops; none for papers that all parties sign
 * @param signatures one at the right of the distribution list, or any number side by side
 */
public record OfficialDocument(
        Paper paper,
        Letterhead letterhead,
        Heading heading,
        List<Block> body,
        List<String> distribution,
        List<Signature> signatures,
        List<Annex> annexes) {

    public static final int MAX_SIGNATURES = 4;
    public static final int MAX_BLOCKS = 5_000;

    public OfficialDocument {
        body = List.copyOf(body);
        distribution = List.copyOf(distribution);
        signatures = List.copyOf(signatures);
        annexes = List.copyOf(annexes);
        if (signatures.size() > MAX_SIGNATURES || body.size() > MAX_BLOCKS) {
            throw new IllegalArgumentException(
                    signatures.size() + " signatures, " + body.size() + " blocks");
        }
    }

    /** The items of a list as official letters write them: "- Bộ A;" ... "- Sở B.". */
    static List<String> items(List<String> names) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            items.add("- " + names.get(i) + (i == names.size() - 1 ? "." : ";"));
        }
        return items;
    }

    /** For the document's properties. */
    String title() {
        return switch (heading) {
            case Heading.Letter letter -> letter.subject();
            case Heading.Titled titled -> titled.title() + " " + titled.subject();
        };
    }
}
