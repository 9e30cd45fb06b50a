package org.haidang.camerafarm.onvif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haidang.camerafarm.camera.DeviceFault;
import org.haidang.media.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * A search for devices (WS-Discovery of April 2005, section 5).
 *
 * @param messageId what answers relate to
 * @param types qualified names as {@code {namespace}local}, all of which a device must be
 * @param scopes of which a device must have each
 */
public record Probe(String messageId, List<String> types, List<String> scopes) {

    /** A datagram of more is no probe. */
    public static final int MAX_BYTES = 8 * 1024;

    private static final List<String> OWN_TYPES =
            List.of("{" + Ns.NETWORK + "}NetworkVideoTransmitter", "{" + Ns.DEVICE + "}Device");

    private static final String ANONYMOUS = Ns.OLD_ADDRESSING + "/role/anonymous";
    private static final int MAX_NAMES = 32;

    /**
     * Reads a datagram.
     *
     * @return null when it is well-formed but no probe
     * @throws MalformedInputException when it is no XML or beyond a limit
     */
    public static @Nullable Probe read(byte[] datagram) throws MalformedInputException {
        Element envelope = Element.read(datagram);
        Element body = envelope.child("Body");
        Element probe = body == null ? null : body.child("Probe");
        String id = envelope.textAt("Header", "MessageID");
        if (body == null || probe == null || id == null) {
            return null;
        }
        if (!probe.namespace().equals(Ns.DISCOVERY)) {
            return null;
        }
        Map<String, String> prefixes = new HashMap<>(envelope.prefixes());
        prefixes.putAll(body.prefixes());
        prefixes.putAll(probe.prefixes());
        List<String> types = new ArrayList<>();
        Element wanted = probe.child("Types");
        if (wanted != null) {
            prefixes.putAll(wanted.prefixes());
            for (String name : names(wanted.text())) {
                int colon = name.indexOf(':');
                String prefix = colon < 0 ? "" : name.substring(0, colon);
                String namespace = prefixes.getOrDefault(prefix, "");
                types.add("{" + namespace + "}" + name.substring(colon + 1));
            }
        }
        String scopes = probe.textAt("Scopes");
        return new Probe(id, types, names(scopes == null ? "" : scopes));
    }

    private static List<String> names(String text) throws MalformedInputException {
        if (text.isBlank()) {
            return List.of();
        }
        String[] names = text.strip().split("\\s+");
        if (names.length > MAX_NAMES) {
            throw new MalformedInputException("more than " + MAX_NAMES + " types or scopes");
        }
        return List.of(names);
    }

    /** Whether a device is what is looked for. */
    public boolean matches(FakeDevice device) {
        return !device.does(DeviceFault.Kind.NO_ONVIF)
                && !device.does(DeviceFault.Kind.OUTAGE)
                && OWN_TYPES.containsAll(types)
                && scopes.stream().allMatch(scope -> has(device, scope));
    }

    /** Matching by RFC 2396: whole segments of the path from its beginning. */
    private static boolean has(FakeDevice device, String scope) {
        String bare = scope.endsWith("/") ? scope.substring(0, scope.length() - 1) : scope;
        return DeviceService.scopes(device.plan()).stream()
                .anyMatch(own -> own.equals(bare) || own.startsWith(bare + "/"));
    }

    /** What a device answers to it. */
    public byte[] match(FakeDevice device, UUID answerId) {
        Xml match =
                Xml.of(
                        "d:ProbeMatch",
                        Xml.of(
                                "wsa:EndpointReference",
                                Xml.text("wsa:Address", "urn:uuid:" + device.plan().uuid())),
                        Xml.text("d:Types", "dn:NetworkVideoTransmitter tds:Device"),
                        Xml.text("d:Scopes", String.join(" ", DeviceService.scopes(device.plan()))),
                        Xml.text("d:XAddrs", device.address(Service.Kind.DEVICE.path())),
                        Xml.text("d:MetadataVersion", 1));
        List<Xml> header =
                List.of(
                        Xml.text("wsa:MessageID", "urn:uuid:" + answerId),
                        Xml.text("wsa:RelatesTo", messageId),
                        Xml.text("wsa:To", ANONYMOUS),
                        Xml.text("wsa:Action", Ns.DISCOVERY + "/ProbeMatches"));
        return Xml.bytes(Xml.of("d:ProbeMatches", match).envelope(header));
    }
}
