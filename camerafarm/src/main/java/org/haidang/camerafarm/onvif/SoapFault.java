package org.haidang.camerafarm.onvif;

import java.util.List;

/**
 * A request that is answered with a SOAP fault (SOAP 1.2 part 1 section 5.4; ONVIF Core section
 * "Fault handling"). Without a stack trace, since any client can cause any number.
 */
final class SoapFault extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final String code;
    private final List<String> subcodes;

    private SoapFault(String code, List<String> subcodes, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.subcodes = subcodes;
    }

    /** The sender's mistake, with subcodes from the outside in. */
    static SoapFault sender(String reason, String... subcodes) {
        return new SoapFault("s:Sender", List.of(subcodes), reason);
    }

    /** What this device cannot do now, with subcodes from the outside in. */
    static SoapFault receiver(String reason, String... subcodes) {
        return new SoapFault("s:Receiver", List.of(subcodes), reason);
    }

    /** A token or a value that does not exist here. */
    static SoapFault invalid(String subcode, String reason) {
        return sender(reason, "ter:InvalidArgVal", subcode);
    }

    static SoapFault notSupported(String operation) {
        return receiver("This device does not know " + operation, "ter:ActionNotSupported");
    }

    static SoapFault notAuthorized() {
        return sender("The sender is not authorized", "ter:NotAuthorized");
    }

    static SoapFault locked(long seconds) {
        return sender(
                "The account is locked after too many wrong logins, try again in "
                        + seconds
                        + " seconds",
                "ter:NotAuthorized",
                "ter:AccountLocked");
    }

    static SoapFault notWellFormed(String reason) {
        return sender(reason, "ter:WellFormed");
    }

    int status() {
        return code.equals("s:Sender") ? BAD_REQUEST : SERVER_ERROR;
    }

    Xml xml() {
        Xml inner = Xml.of("s:Code");
        for (int i = subcodes.size() - 1; i >= 0; i--) {
            Xml value = Xml.text("s:Value", subcodes.get(i));
            inner =
                    i == subcodes.size() - 1
                            ? Xml.of("s:Subcode", value)
                            : Xml.of("s:Subcode", value, inner);
        }
        Xml outer = Xml.of("s:Code", Xml.text("s:Value", code));
        return Xml.of(
                "s:Fault",
                subcodes.isEmpty() ? outer : outer.and(inner),
                Xml.of(
                        "s:Reason",
                        Xml.text("s:Text", String.valueOf(getMessage())).with("xml:lang", "en")));
    }
}
