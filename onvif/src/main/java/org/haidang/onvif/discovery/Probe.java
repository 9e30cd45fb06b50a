package org.haidang.onvif.discovery;

import java.util.UUID;
import org.haidang.onvif.xml.XmlWriter;

/** The question who is there (WS-Discovery of April 2005, section 5.2). */
public final class Probe {

    static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    static final String ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    static final String DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

    /** What is asked for. Some devices know themselves under one name only. */
    public enum Type {
        /** Cameras and recorders (ONVIF Core section 7.3.2). */
        TRANSMITTER("dn:NetworkVideoTransmitter", "http://www.onvif.org/ver10/network/wsdl"),
        /** Any device with a device service. */
        DEVICE("tds:Device", "http://www.onvif.org/ver10/device/wsdl");

        private final String qualified;
        private final String namespace;

        Type(String qualified, String namespace) {
            this.qualified = qualified;
            this.namespace = namespace;
        }

        private String prefix() {
            return qualified.substring(0, qualified.indexOf(':'));
        }
    }

    private Probe() {}

    /** The message as it goes into one datagram. */
    public static byte[] message(Type type, UUID messageId) {
        XmlWriter out = new XmlWriter();
        out.open("s:Envelope").attribute("xmlns:s", SOAP).attribute("xmlns:a", ADDRESSING);
        out.open("s:Header");
        out.open("a:Action").attribute("s:mustUnderstand", "1");
        out.text(DISCOVERY + "/Probe").close();
        out.leaf("a:MessageID", "urn:uuid:" + messageId);
        out.open("a:ReplyTo").leaf("a:Address", ADDRESSING + "/role/anonymous").close();
        out.open("a:To").attribute("s:mustUnderstand", "1");
        out.text("urn:schemas-xmlsoap-org:ws:2005:04:discovery").close();
        out.close();
        out.open("s:Body").open("Probe", DISCOVERY);
        out.open("d:Types").attribute("xmlns:d", DISCOVERY);
        out.attribute("xmlns:" + type.prefix(), type.namespace);
        out.text(type.qualified).close();
        return out.close().close().close().bytes();
    }
}
