package org.haidang.onvif.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a document into text (XML 1.0 appendix F). Bytes that are no characters become
 * U+FFFD: cameras put names in GB 2312 into documents that say UTF-8, and one name is no reason to
 * lose the rest. The JDK's parser would also print each such byte where our log goes.
 */
final class XmlText {

    /** Characters in which the declaration ends. */
    private static final int DECLARATION = 160;

    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private XmlText() {}

    static String decode(byte[] document) {
        String text = new String(document, charset(document));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] document) {
        if (startsWith(document, 0xFE, 0xFF) || startsWith(document, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        int length = Math.min(document.length, DECLARATION);
        String start = new String(document, 0, length, StandardCharsets.ISO_8859_1);
        Matcher named = ENCODING.matcher(start);
        try {
            Charset charset =
                    named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
            // Since the declaration could be read as it stands, it is not of two bytes each.
            return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")
                    ? StandardCharsets.UTF_8
                    : charset;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8; // a name that nobody knows
        }
    }

    private static boolean startsWith(byte[] document, int first, int second) {
        return document.length >= 2
                && (document[0] & 0xFF) == first
                && (document[1] & 0xFF) == second;
    }
}
