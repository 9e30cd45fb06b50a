package org.haidang.camerafarm.onvif;

import java.util.LinkedHashMap;
import java.util.Map;

/** The namespaces of ONVIF and of what it builds on. */
final class Ns {

    static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
    static final String MEDIA = "http://www.onvif.org/ver10/media/wsdl";
    static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";
    static final String PTZ = "http://www.onvif.org/ver20/ptz/wsdl";
    static final String SEARCH = "http://www.onvif.org/ver10/search/wsdl";
    static final String REPLAY = "http://www.onvif.org/ver10/replay/wsdl";
    static final String EVENTS = "http://www.onvif.org/ver10/events/wsdl";
    static final String NOTIFICATION = "http://docs.oasis-open.org/wsn/b-2";
    static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";

    /** WS-Discovery of April 2005 and the addressing it uses. */
    static final String DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

    static final String OLD_ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    static final String NETWORK = "http://www.onvif.org/ver10/network/wsdl";

    /** All that an answer may use, by prefix. */
    static final Map<String, String> PREFIXES = prefixes();

    private Ns() {}

    private static Map<String, String> prefixes() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("s", SOAP);
        all.put("tds", DEVICE);
        all.put("trt", MEDIA);
        all.put("tr2", MEDIA2);
        all.put("tptz", PTZ);
        all.put("tse", SEARCH);
        all.put("trp", REPLAY);
        all.put("tev", EVENTS);
        all.put("tt", "http://www.onvif.org/ver10/schema");
        all.put("ter", "http://www.onvif.org/ver10/error");
        all.put("tns1", "http://www.onvif.org/ver10/topics");
        all.put("wsnt", NOTIFICATION);
        all.put("wstop", "http://docs.oasis-open.org/wsn/t-1");
        all.put("wsrf", "http://docs.oasis-open.org/wsrf/rw-2");
        all.put("wsa5", ADDRESSING);
        all.put("wsa", OLD_ADDRESSING);
        all.put("xs", "http://www.w3.org/2001/XMLSchema");
        all.put("d", DISCOVERY);
        all.put("dn", NETWORK);
        return all;
    }
}
