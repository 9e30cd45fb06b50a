package org.haidang.onvif.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.xml.Element;
import org.haidang.onvif.xml.XmlReader;
import org.junit.jupiter.api.Test;

class SoapTest {
    private static final Operation OPERATION = new Operation(Namespaces.MEDIA, "GetProfiles");

    private static Answer answer(String text) throws MalformedInputException {
        return Answer.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Fault fault(String subcode, String reason) throws MalformedInputException {
        String text =
                "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><s:Fault>"
                        + "<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized"
                        + "</s:Value><s:Subcode><s:Value>"
                        + subcode
                        + "</s:Value></s:Subcode></s:Subcode></s:Code><s:Reason><s:Text>"
                        + reason
                        + "</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>";
        return answer(text) instanceof Answer.Failed(Fault fault) ? fault : null;
    }

    @Test
    void writesRequestsInTheFormThatEveryCameraKnows() {
        assertThat(new String(Envelope.request(OPERATION, null, null), StandardCharsets.UTF_8))
                .isEqualTo(
                        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body"
                                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><GetProfiles"
                                + " xmlns=\"http://www.onvif.org/ver10/media/wsdl\"/></s:Body>"
                                + "</s:Envelope>");
    }

    @Test
    void provesAPasswordAsInTheExampleOfOnvif() {
        // ONVIF Application Programmer's Guide 1.0, section 6.1.1.3
        byte[] nonce = Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg==");
        assertThat(UsernameToken.digest("userpassword", nonce, "2010-09-16T07:50:45Z"))
                .isEqualTo("tuOSpGlFlIXsozq4HFNeeGeFLEI=");
    }

    @Test
    void putsTheTokenIntoTheHeaderAndNeverThePassword() throws MalformedInputException {
        UsernameToken token =
                UsernameToken.of(
                        new Credentials("ad<min", "p&ss"),
                        new byte[16],
                        Instant.parse("2026-11-27T10:00:00.5Z"));
        byte[] request = Envelope.request(OPERATION, token, null);
        assertThat(new String(request, StandardCharsets.UTF_8)).doesNotContain("p&", "p&amp;ss");
        Element header = XmlReader.read(request).at("Header", "Security", "UsernameToken");
        assertThat(header.textAt("Username")).isEqualTo("ad<min");
        assertThat(header.textAt("Created")).isEqualTo("2026-11-27T10:00:00.500Z");
        assertThat(header.textAt("Nonce")).isEqualTo("AAAAAAAAAAAAAAAAAAAAAA==");
        assertThat(header.textAt("Password")).isEqualTo(token.digest());
        assertThat(token.toString()).doesNotContain("p&ss");
    }

    @Test
    void handsTheReferenceOfASubscriptionBack() throws MalformedInputException {
        Element reference =
                XmlReader.read("<x:Id xmlns:x=\"urn:x\">7</x:Id>".getBytes(StandardCharsets.UTF_8));
        var addressing =
                new Addressing(URI.create("http://h/s"), new UUID(1, 2), List.of(reference));
        Element header =
                XmlReader.read(Envelope.request(OPERATION, null, addressing)).child("Header");
        assertThat(header.child("Id")).isEqualTo(reference);
        assertThat(header.textAt("To")).isEqualTo("http://h/s");
        assertThat(header.textAt("Action")).isEqualTo(OPERATION.action());
        assertThat(header.textAt("MessageID"))
                .isEqualTo("urn:uuid:00000000-0000-0001-0000-000000000002");
    }

    @Test
    void readsAnswersOfAnyVersionOfSoap() throws MalformedInputException {
        assertThat(answer("<Envelope><Body><XResponse/></Body></Envelope>"))
                .isInstanceOf(Answer.Done.class);
        Answer old =
                answer(
                        "<E:Envelope xmlns:E=\"http://schemas.xmlsoap.org/soap/envelope/\"><E:Body>"
                                + "<E:Fault><faultcode>E:Client</faultcode>"
                                + "<faultstring>Not\nAuthorized</faultstring></E:Fault></E:Body>"
                                + "</E:Envelope>");
        assertThat(old)
                .isEqualTo(new Answer.Failed(new Fault("Client", List.of(), "Not Authorized")));
    }

    @Test
    void saysWhatIsNoEnvelope() {
        assertThatThrownBy(() -> answer("<html/>")).hasMessageContaining("not a SOAP envelope");
        assertThatThrownBy(() -> answer("<Envelope/>")).hasMessageContaining("nothing in it");
        assertThatThrownBy(() -> answer("<Envelope><Body/></Envelope>"))
                .hasMessageContaining("nothing in it");
    }

    @Test
    void knowsWhatAFaultMeans() throws MalformedInputException {
        Fault locked = fault("hik:UserLocked", "x".repeat(1000));
        assertThat(locked.subcodes()).containsExactly("NotAuthorized", "UserLocked");
        assertThat(locked.loginWanted()).isTrue();
        assertThat(locked.locked()).isTrue();
        assertThat(locked.reason()).hasSize(Fault.MAX_REASON);
        assertThat(fault("ter:X", "the account is locked").locked()).isTrue();
        Fault clock = new Fault("Receiver", List.of("Action"), "clock not set, focus is locked");
        assertThat(clock.locked()).isFalse();
        assertThat(clock.loginWanted()).isFalse();
        assertThat(new Fault("Sender", List.of("InvalidArgVal"), "Authority failure").loginWanted())
                .as("Dahua")
                .isTrue();
        assertThat(new Fault("Receiver", List.of("ActionNotSupported"), "").unsupported()).isTrue();
        assertThat(clock.unsupported()).isFalse();
    }

    @Test
    void bringsItsBoundsEvenToEndlessSubcodes() throws MalformedInputException {
        String deep = "<Subcode><Value>a</Value>".repeat(50) + "</Subcode>".repeat(50);
        Answer answer =
                answer(
                        "<Envelope><Body><Fault><Code>"
                                + deep
                                + "</Code></Fault></Body></Envelope>");
        assertThat(((Answer.Failed) answer).fault().subcodes()).hasSize(8);
    }
}
