package org.haidang.programme.contact;

import java.util.Locale;
import java.util.regex.Pattern;

/** An address that mail can be sent to; the domain in lower case, the rest as typed. */
public record EmailAddress(String address) {

    /** RFC 5321, section 4.5.3.1.3, less the angle brackets. */
    public static final int MAX_CHARACTERS = 254;

    // The dot-atom of RFC 5322, section 3.2.3; quoted local parts exist in the standard only.
    private static final Pattern FORM =
            Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

    public EmailAddress {
        if (!valid(address)) {
            throw new IllegalArgumentException("not an e-mail address: " + address);
        }
        int at = address.lastIndexOf('@');
        address = address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
    }

    /** Whether {@code typed} can be an address. */
    public static boolean valid(String typed) {
        return typed.length() <= MAX_CHARACTERS && FORM.matcher(typed).matches();
    }
}
