package org.haidang.onvif.soap;

import org.haidang.onvif.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests in the form in which .NET's and the ONVIF Device Manager's stand on the wire: the
 * service's namespace as the default at the request's element. Every camera was tried with those;
 * not every one reads all XML.
 */
public final class Envelope {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema";

    private Envelope() {}

    /**
     * A request.
     *
     * @param token proof of the login, or null for none
     * @param addressing for the services of events, else null
     */
    public static byte[] request(
            Operation operation, @Nullable UsernameToken token, @Nullable Addressing addressing) {
        XmlWriter out = new XmlWriter();
        out.open("s:Envelope").attribute("xmlns:s", Namespaces.SOAP);
        if (token != null || addressing != null) {
            out.open("s:Header");
            if (addressing != null) {
                addressing.writeTo(out, operation.action());
            }
            if (token != null) {
                token.writeTo(out);
            }
            out.close();
        }
        out.open("s:Body").attribute("xmlns:xsi", XSI).attribute("xmlns:xsd", XSD);
        out.open(operation.name(), operation.namespace());
        operation.arguments().accept(out);
        return out.close().close().close().bytes();
    }
}
