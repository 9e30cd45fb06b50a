package org.haidang.server.report;

import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.vietnamese.VietnameseText;

/**
 * What stands around the text of a report and is the same for most reports of an agency. Lists are
 * lines.
 *
 * @param superior the body above the issuer; may be none
 * @param sign of kind and issuer: "BC-STTTT"
 * @param area as figures name it: "tỉnh Ninh Thuận"
 * @param author as the text names the issuer: "Sở Thông tin và Truyền thông"
 * @param receiver "Ủy ban nhân dân tỉnh Ninh Thuận"
 * @param authority of who signs: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"
 * @param signer name of who signs; may be empty
 * @param distribution "Nơi nhận", without dashes and stops
 */
public record Frame(
        List<String> superior,
        List<String> issuer,
        String sign,
        String place,
        String area,
        String author,
        String receiver,
        List<String> authority,
        String signer,
        List<String> distribution) {

    public static final int MAX_LINES = 20;
    public static final int MAX_LINE = 200;

    public Frame {
        superior = lines(superior);
        issuer = lines(issuer);
        sign = line(sign).toUpperCase(java.util.Locale.ROOT);
        place = line(place);
        area = line(area);
        author = line(author);
        receiver = line(receiver);
        authority = lines(authority);
        signer = line(signer);
        distribution = lines(distribution);
    }

    /** Of which part something is missing, by its name; empty if all is there. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        need(!issuer.isEmpty(), "issuer", missing);
        need(!sign.isEmpty(), "sign", missing);
        need(!place.isEmpty(), "place", missing);
        need(!area.isEmpty(), "area", missing);
        need(!author.isEmpty(), "author", missing);
        need(!receiver.isEmpty(), "receiver", missing);
        need(!authority.isEmpty(), "authority", missing);
        return missing;
    }

    private static void need(boolean there, String part, List<String> missing) {
        if (!there) {
            missing.add(part);
        }
    }

    private static List<String> lines(List<String> typed) {
        return typed.stream().map(Frame::line).filter(l -> !l.isEmpty()).limit(MAX_LINES).toList();
    }

    private static String line(String typed) {
        String line = VietnameseText.normalise(typed);
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE);
    }

    /** What a first report begins with, for an agency of a province. */
    public static Frame of(String agency, String province) {
        String capital = agency.toUpperCase(java.util.Locale.ROOT);
        return new Frame(
                List.of("ỦY BAN NHÂN DÂN", ("tỉnh " + province).toUpperCase(java.util.Locale.ROOT)),
                List.of(capital),
                "BC-" + initials(agency),
                province,
                "tỉnh " + province,
                agency,
                "Ủy ban nhân dân tỉnh " + province,
                List.of("GIÁM ĐỐC"),
                "",
                List.of("Như trên", "Lưu: VT"));
    }

    /** "Sở Thông tin và Truyền thông" is STTTT; "và" does not count. */
    private static String initials(String agency) {
        StringBuilder initials = new StringBuilder();
        for (String word : VietnameseText.words(agency)) {
            if (!word.equals("và")) {
                initials.append(Character.toUpperCase(word.charAt(0)));
            }
        }
        return initials.toString();
    }
}
