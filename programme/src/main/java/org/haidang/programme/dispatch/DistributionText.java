package org.haidang.programme.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.haidang.programme.vietnamese.VietnameseText;

/**
 * The block "Kính gửi" or "Nơi nhận" of a letter as a list of names, one each. Only what is certain
 * is taken apart: semicolons, "Các Sở: A, B", a shared head before a colon; the rest stays as
 * written.
 */
public final class DistributionText {

    public static final int MAX_CHARACTERS = 10_000;

    /** "As above": whoever the letter is addressed to. */
    private static final Pattern AS_ABOVE = Pattern.compile("(?i)như (?:trên|kính gửi)");

    /** What the copy is for: "(b/c)", "(để báo cáo)", "(để t/h)". */
    private static final Pattern PURPOSE = Pattern.compile(" ?\\((?:để |đ/)?[^()]{1,20}\\)$");

    private static final Pattern DEPARTMENTS = Pattern.compile("(?i)(?:các|những) (sở)\\s?: ?(.+)");
    private static final Pattern ARCHIVE = Pattern.compile("(?i)lưu\\s?:.*");

    private DistributionText() {}

    /**
     * Reads it.
     *
     * @param recipients whom "Như trên" stands for
     */
    public static List<String> read(String typed, List<String> recipients) {
        if (typed.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("too long: " + typed.length());
        }
        Set<String> names = new LinkedHashSet<>();
        for (String line : typed.split("\\R", -1)) {
            String bare = bare(line);
            if (!bare.isEmpty()) {
                line(bare, recipients).forEach(names::add);
            }
        }
        return List.copyOf(names);
    }

    /** The copy that the clerk keeps: "Lưu: VT.TB". It reaches the file by itself. */
    public static boolean archive(String name) {
        return ARCHIVE.matcher(VietnameseText.normalise(name)).matches();
    }

    private static Stream<String> line(String bare, List<String> recipients) {
        if (AS_ABOVE.matcher(bare).matches()) {
            return recipients.stream();
        }
        Matcher departments = DEPARTMENTS.matcher(bare);
        if (departments.matches()) {
            return Stream.of(departments.group(2).split("[,;]"))
                    .map(name -> bare("Sở " + bare(name)))
                    .filter(name -> name.length() > 3);
        }
        return archive(bare) ? Stream.of(bare) : parts(bare).stream();
    }

    /** "Thường trực: Tỉnh ủy; HĐND tỉnh" is two standing committees. */
    private static List<String> parts(String bare) {
        int semicolon = bare.indexOf(';');
        int colon = bare.indexOf(':');
        String head = colon > 0 && semicolon > colon ? bare.substring(0, colon).strip() + " " : "";
        List<String> parts = new ArrayList<>();
        for (String part : bare.substring(head.isEmpty() ? 0 : colon + 1).split(";", -1)) {
            String name = bare(part);
            if (!name.isEmpty()) {
                parts.add(head + name);
            }
        }
        return parts;
    }

    private static String bare(String text) {
        String normal = VietnameseText.normalise(text);
        String open = normal.replaceFirst("^[-–—+*•] ?", "").replaceFirst("[;,.]+$", "");
        return PURPOSE.matcher(open).replaceFirst("").replaceFirst("[;,]+$", "").strip();
    }
}
