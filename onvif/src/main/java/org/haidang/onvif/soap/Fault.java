package org.haidang.onvif.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.haidang.onvif.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a device says instead of an answer (SOAP 1.2 part 1 section 5.4; ONVIF Core section 5.8.2).
 *
 * @param code local name, such as {@code Sender}
 * @param subcodes local names from the outer to the inner, such as {@code NotAuthorized}
 * @param reason in words, at most {@value #MAX_REASON} characters, one line; may be empty
 */
public record Fault(String code, List<String> subcodes, String reason) {

    /** Longest text of a device that is kept. */
    public static final int MAX_REASON = 200;

    private static final int MAX_SUBCODES = 8;

    private static final Set<String> LOGIN =
            Set.of(
                    "notauthorized",
                    "sendernotauthorized",
                    "failedauthentication",
                    "failedcheck",
                    "invalidsecurity",
                    "invalidsecuritytoken",
                    "securitytokenunavailable");

    private static final Set<String> UNSUPPORTED =
            Set.of(
                    "actionnotsupported",
                    "actionnotimplemented",
                    "optionalactionnotimplemented",
                    "notimplemented",
                    "ptznotsupported",
                    "noptzprofile");

    public Fault {
        subcodes = List.copyOf(subcodes);
    }

    /** Reads the element {@code Fault} of SOAP 1.2, or of 1.1, which some old cameras answer. */
    static Fault of(Element fault) {
        String code = fault.textAt("Code", "Value");
        String reason = fault.textAt("Reason", "Text");
        List<String> subcodes = new ArrayList<>();
        Element sub = fault.at("Code", "Subcode");
        while (sub != null && subcodes.size() < MAX_SUBCODES) {
            subcodes.add(local(sub.textAt("Value")));
            sub = sub.child("Subcode");
        }
        return new Fault(
                local(code != null ? code : fault.textAt("faultcode")),
                subcodes,
                line(reason != null ? reason : fault.textAt("faultstring")));
    }

    private static String local(@Nullable String name) {
        String text = line(name);
        return text.substring(text.lastIndexOf(':') + 1);
    }

    private static String line(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.substring(0, Math.min(line.length(), MAX_REASON));
    }

    /** Whether the device wants a login, or another one. */
    public boolean loginWanted() {
        return LOGIN.contains(lower(code))
                || subcodes.stream().anyMatch(s -> LOGIN.contains(lower(s)))
                || saysLogin();
    }

    /** Dahua and its kin say it in words alone. */
    private boolean saysLogin() {
        String words = lower(reason);
        return words.contains("not authorized")
                || words.contains("unauthorized")
                || words.contains("authority failure");
    }

    /** Whether the device has locked the account. Whatever else may be locked is not meant. */
    public boolean locked() {
        String words = lower(reason);
        boolean aboutLogin = loginWanted() || words.contains("account") || words.contains("user");
        return subcodes.stream().anyMatch(s -> lower(s).contains("locked"))
                || (aboutLogin && words.contains("locked"));
    }

    /** Whether the device does not have what was asked for. */
    public boolean unsupported() {
        return subcodes.stream().anyMatch(s -> UNSUPPORTED.contains(lower(s)))
                || lower(reason).contains("not implemented");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** In one line, for logs. */
    @Override
    public String toString() {
        return (code + " " + String.join("/", subcodes)).strip() + ": " + reason;
    }
}
