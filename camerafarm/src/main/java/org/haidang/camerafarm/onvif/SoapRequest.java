package org.haidang.camerafarm.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import org.haidang.media.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * One operation that is asked for.
 *
 * @param operation the first element of the body
 * @param header the header, or null
 */
record SoapRequest(Element operation, @Nullable Element header) {

    /**
     * Reads an envelope.
     *
     * @throws SoapFault when it is none, or one of SOAP 1.1
     */
    static SoapRequest read(byte[] document) throws SoapFault {
        Element envelope;
        try {
            envelope = Element.read(document);
        } catch (MalformedInputException e) {
            throw SoapFault.notWellFormed(String.valueOf(e.getMessage()));
        }
        Element body = envelope.child("Body");
        if (!envelope.name().equals("Envelope") || body == null || body.children().isEmpty()) {
            throw SoapFault.notWellFormed("no SOAP envelope with a body");
        }
        if (!envelope.namespace().equals(Ns.SOAP)) {
            throw SoapFault.sender("only SOAP 1.2 is understood", "ter:Namespace");
        }
        return new SoapRequest(body.children().getFirst(), envelope.child("Header"));
    }

    String name() {
        return operation.name();
    }

    /** The block of WS-Security, or null. */
    @Nullable Element security() {
        return header == null ? null : header.child("Security");
    }

    /** What the answer relates to, or null. */
    @Nullable String messageId() {
        return header == null ? null : header.textAt("MessageID");
    }

    /** The text of an element below the operation, or null. */
    @Nullable String text(String... path) {
        return operation.textAt(path);
    }

    /**
     * The text of an element that must be there.
     *
     * @throws SoapFault when it is not
     */
    String needed(String name) throws SoapFault {
        String text = operation.textAt(name);
        if (text == null) {
            throw SoapFault.sender(name + " is missing", "ter:InvalidArgs");
        }
        return text;
    }

    /**
     * An {@code xs:duration} of days or less, or the default when there is none.
     *
     * @throws SoapFault when it is none or negative
     */
    Duration duration(String name, Duration otherwise) throws SoapFault {
        String text = operation.textAt(name);
        return text == null ? otherwise : duration(text, name);
    }

    static Duration duration(String text, String name) throws SoapFault {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException e) {
            // Said below, as for a negative one.
        }
        throw SoapFault.sender(name + " is no duration: " + text, "ter:InvalidArgVal");
    }
}
