package org.haidang.media.rtsp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scheme and parameters of one challenge or one authorization (RFC 7235 section 2.1): {@code Digest
 * realm="cam", nonce="1"}. Names are in lower case. What cannot be read is left out.
 */
record AuthParameters(String scheme, Map<String, String> values) {

    @Nullable String get(String name) {
        return values.get(name);
    }

    String getOr(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** Reads scheme after scheme out of one header value. */
    static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        /** The next scheme with its parameters, or null at the end. */
        @Nullable AuthParameters next() {
            skipBlanksAndCommas();
            String scheme = token();
            if (scheme.isEmpty()) {
                return null;
            }
            Map<String, String> values = new LinkedHashMap<>();
            while (true) {
                skipBlanksAndCommas();
                int start = at;
                String name = token().toLowerCase(Locale.ROOT);
                skipBlanks();
                if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
                    at = start; // the next scheme, or nothing
                    break;
                }
                at++;
                skipBlanks();
                values.putIfAbsent(name, value());
            }
            if (at < text.length() && values.isEmpty() && !atToken()) {
                at = text.length(); // no parameter and no scheme: give up on the rest
            }
            return new AuthParameters(scheme.toLowerCase(Locale.ROOT), values);
        }

        private boolean atToken() {
            return isToken(text.charAt(at));
        }

        private String token() {
            int start = at;
            while (at < text.length() && isToken(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private String value() {
            if (at >= text.length() || text.charAt(at) != '"') {
                int start = at;
                while (at < text.length() && text.charAt(at) != ',') {
                    at++;
                }
                return text.substring(start, at).strip();
            }
            var out = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                out.append(text.charAt(at++));
            }
            at = Math.min(at + 1, text.length()); // the quote may be missing
            return out.toString();
        }

        private void skipBlanks() {
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
        }

        private void skipBlanksAndCommas() {
            while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == ',')) {
                at++;
            }
        }

        private static boolean isToken(char c) {
            return c > ' ' && c != ',' && c != '=' && c != '"' && c != 0x7F;
        }
    }

    /** For a header line: backslash and quote are escaped. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
