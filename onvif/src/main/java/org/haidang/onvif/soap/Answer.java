package org.haidang.onvif.soap;

import org.haidang.media.MalformedInputException;
import org.haidang.onvif.xml.Element;
import org.haidang.onvif.xml.XmlReader;

/** What came back in a SOAP envelope. */
public sealed interface Answer {

    /** The first element of the body. */
    record Done(Element content) implements Answer {}

    /** The device could or would not. */
    record Failed(Fault fault) implements Answer {}

    /**
     * Reads an envelope, of whatever version of SOAP.
     *
     * @throws MalformedInputException when it is none, or its XML is damaged or beyond a limit
     */
    static Answer read(byte[] document) throws MalformedInputException {
        Element root = XmlReader.read(document);
        if (!root.name().equals("Envelope")) {
            throw new MalformedInputException("not a SOAP envelope");
        }
        Element body = root.child(Namespaces.SOAP, "Body");
        if (body == null || body.children().isEmpty()) {
            throw new MalformedInputException("SOAP envelope with nothing in it");
        }
        Element content = body.children().getFirst();
        return content.name().equals("Fault") ? new Failed(Fault.of(content)) : new Done(content);
    }
}
