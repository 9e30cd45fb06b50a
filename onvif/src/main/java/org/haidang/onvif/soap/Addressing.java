package org.haidang.onvif.soap;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.haidang.onvif.xml.Element;
import org.haidang.onvif.xml.XmlWriter;

/**
 * To whom a request goes (WS-Addressing 1.0), which the services of events want to read in the
 * message itself.
 *
 * @param to the address
 * @param messageId of this request
 * @param reference what the device gave us together with the address, to be handed back as it was
 *     (section 3.3): with some cameras the subscription is named there and nowhere else
 */
public record Addressing(URI to, UUID messageId, List<Element> reference) {

    public Addressing {
        reference = List.copyOf(reference);
    }

    void writeTo(XmlWriter out, String action) {
        out.open("Action", Namespaces.ADDRESSING).attribute("s:mustUnderstand", "1");
        out.text(action).close();
        out.open("MessageID", Namespaces.ADDRESSING).text("urn:uuid:" + messageId).close();
        out.open("ReplyTo", Namespaces.ADDRESSING);
        out.leaf("Address", Namespaces.ADDRESSING + "/anonymous").close();
        out.open("To", Namespaces.ADDRESSING).attribute("s:mustUnderstand", "1");
        out.text(to.toString()).close();
        reference.forEach(out::element);
    }
}
