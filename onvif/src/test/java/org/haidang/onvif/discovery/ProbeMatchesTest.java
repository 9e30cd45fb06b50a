package org.haidang.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.haidang.media.MalformedInputException;
import org.haidang.onvif.xml.Element;
import org.haidang.onvif.xml.XmlReader;
import org.junit.jupiter.api.Test;

class ProbeMatchesTest {
    private static final InetAddress FROM = InetAddress.ofLiteral("192.168.1.64");

    private static String match(String endpoint, String services, String scopes) {
        return "<d:ProbeMatch><a:EndpointReference><a:Address>"
                + endpoint
                + "</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types>"
                + "<d:Scopes>"
                + scopes
                + "</d:Scopes><d:XAddrs>"
                + services
                + "</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch>";
    }

    private static byte[] datagram(String matches) {
        return ("<?xml version=\"1.0\"?><s:Envelope"
                        + " xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
                        + " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
                        + " xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\"><s:Header>"
                        + "<a:RelatesTo>x</a:RelatesTo></s:Header><s:Body><d:ProbeMatches>"
                        + matches
                        + "</d:ProbeMatches></s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static final byte[] GOOD =
            datagram(
                    match(
                            "urn:uuid:1",
                            "http://10.9.9.9/onvif/device_service"
                                    + " http://192.168.1.64:8000/onvif/device_service ftp://x y\\z",
                            "onvif://www.onvif.org/name/C%E1%BB%95ng%20ch%C3%ADnh%20%"
                                    + " onvif://www.onvif.org/hardware/IPC-1"
                                    + " onvif://www.onvif.org/location/country/vn"
                                    + " ONVIF://www.onvif.org/Profile/Streaming"
                                    + " onvif://www.onvif.org/Profile/T onvif://www.onvif.org/type"
                                    + " http://elsewhere/name/x"));

    @Test
    void readsWhatADeviceSaysOfItself() throws MalformedInputException {
        List<FoundDevice> found = ProbeMatches.read(GOOD, FROM);
        assertThat(found).hasSize(1);
        FoundDevice device = found.getFirst();
        assertThat(device.endpoint()).isEqualTo("urn:uuid:1");
        assertThat(device.from()).isEqualTo(FROM);
        assertThat(device.name()).isEqualTo("C%E1%BB%95ng%20ch%C3%ADnh%20%"); // ends in a lone %
        assertThat(device.hardware()).isEqualTo("IPC-1");
        assertThat(device.location()).isEqualTo("country/vn");
        assertThat(device.profiles()).containsExactlyInAnyOrder("Streaming", "T");
    }

    @Test
    void decodesNames() throws MalformedInputException {
        byte[] datagram =
                datagram(
                        match(
                                "u",
                                "http://a/",
                                "onvif://www.onvif.org/name/C%E1%BB%95ng%20ch%C3%ADnh+1"));
        assertThat(ProbeMatches.read(datagram, FROM).getFirst().name())
                .isEqualTo("C\u1ED5ng ch\u00EDnh+1");
    }

    @Test
    void putsTheAddressThatAnsweredFirst() throws MalformedInputException {
        assertThat(ProbeMatches.read(GOOD, FROM).getFirst().services())
                .containsExactly(
                        URI.create("http://192.168.1.64:8000/onvif/device_service"),
                        URI.create("http://10.9.9.9/onvif/device_service"));
    }

    @Test
    void looksWhereTheAnswerCameFromWhenTheDeviceIsWrongAboutItself()
            throws MalformedInputException {
        byte[] datagram = datagram(match("u", "http://192.168.0.9:81/onvif/device_service", ""));
        assertThat(ProbeMatches.read(datagram, FROM).getFirst().services())
                .containsExactly(
                        URI.create("http://192.168.1.64:81/onvif/device_service"),
                        URI.create("http://192.168.0.9:81/onvif/device_service"));
    }

    @Test
    void knowsAnAddressOfIpv6AgainAndSaysInWhichZoneItIs() throws Exception {
        NetworkInterface at = NetworkInterface.networkInterfaces().findFirst().orElseThrow();
        InetAddress from =
                Inet6Address.getByAddress(null, InetAddress.ofLiteral("fe80::64").getAddress(), at);
        byte[] datagram =
                datagram(match("u", "http://192.168.1.64/x https://[FE80:0::64]:8443/onvif/d", ""));
        assertThat(ProbeMatches.read(datagram, from).getFirst().services())
                .containsExactly(
                        URI.create("https://[fe80::64%" + at.getName() + "]:8443/onvif/d"),
                        URI.create("http://192.168.1.64/x"));
    }

    @Test
    void leavesOutDevicesWithoutAnAddressAndOtherMessages() throws MalformedInputException {
        assertThat(ProbeMatches.read(datagram(match("u", "", "")), FROM)).isEmpty();
        byte[] hello =
                "<Envelope><Body><Hello/></Body></Envelope>".getBytes(StandardCharsets.UTF_8);
        assertThat(ProbeMatches.read(hello, FROM)).isEmpty();
        assertThatThrownBy(() -> ProbeMatches.read(new byte[100], FROM))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void takesNoMoreDevicesFromOneDatagramThanAProxyHas() throws MalformedInputException {
        byte[] datagram = datagram(match("u", "http://a/", "").repeat(100));
        assertThat(ProbeMatches.read(datagram, FROM)).hasSize(16);
    }

    @Test
    void asksForTransmittersByTheNamespaceOfTheirType() throws MalformedInputException {
        byte[] message = Probe.message(Probe.Type.TRANSMITTER, new UUID(1, 2));
        Element root = XmlReader.read(message);
        assertThat(root.at("Body", "Probe")).isNotNull();
        assertThat(root.textAt("Body", "Probe", "Types")).isEqualTo("dn:NetworkVideoTransmitter");
        assertThat(root.textAt("Header", "MessageID"))
                .isEqualTo("urn:uuid:00000000-0000-0001-0000-000000000002");
        assertThat(new String(message, StandardCharsets.UTF_8))
                .contains("xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\"");
    }

    @Test
    void survivesAnyDatagram() {
        Random chance = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes =
                    Arrays.copyOf(GOOD, GOOD.length - chance.nextInt(2) * chance.nextInt(99));
            for (int n = chance.nextInt(3); n >= 0; n--) {
                bytes[chance.nextInt(bytes.length)] = GOOD[chance.nextInt(GOOD.length)];
            }
            try {
                assertThat(ProbeMatches.read(bytes, FROM)).hasSizeLessThan(2);
            } catch (MalformedInputException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }
}
