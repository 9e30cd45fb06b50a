package org.haidang.onvif.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.haidang.media.MalformedInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cameras write, and what nobody should. */
class XmlReaderTest {
    private static final int MUTATIONS = 20_000;

    private static final String GOOD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c --><e:Envelope xmlns:e=\"urn:e\""
                    + " xmlns=\"urn:d\"><a id=\"1\" x:id=\"2\" xmlns:x=\"urn:x\">t&amp;<![CDATA[<u>]]></a>"
                    + "<?pi?><b> \u1ED3 </b><x:b xmlns:x=\"urn:x\">2</x:b></e:Envelope>";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Element read(String text) throws MalformedInputException {
        return XmlReader.read(utf8(text));
    }

    private static AbstractThrowableAssert<?, ?> refused(String text) {
        return assertThatThrownBy(
                        () -> assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read(text)))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void readsElementsTextAndAttributesByTheirLocalNames() throws MalformedInputException {
        Element root = read(GOOD);
        assertThat(root.name()).isEqualTo("Envelope");
        assertThat(root.namespace()).isEqualTo("urn:e");
        assertThat(root.textAt("a")).isEqualTo("t&<u>");
        assertThat(root.at("a")).isNotNull();
        assertThat(root.at("a").attribute("id")).as("without a prefix first").isEqualTo("1");
        assertThat(root.textAt("b")).isEqualTo("\u1ED3");
        assertThat(root.children("b")).hasSize(2);
        assertThat(root.at("c", "d")).isNull();
        assertThat(root.textAt("c", "d")).isNull();
    }

    @Test
    void looksAtTheNamespaceOnlyWhereANameIsThereTwice() throws MalformedInputException {
        Element root = read(GOOD);
        assertThat(root.child("urn:x", "b")).isEqualTo(root.children("b").get(1));
        assertThat(root.child("urn:nobody", "b")).as("two, neither is it").isNull();
        assertThat(root.child("urn:nobody", "a")).as("only one").isNotNull();
    }

    @Test
    void overlooksBlanksBeforeTheDeclarationAndRubbishBehindTheEnd()
            throws MalformedInputException {
        assertThat(read("\r\n  " + GOOD + "\0\0<Envelope>")).isEqualTo(read(GOOD));
        assertThat(read("\uFEFF" + GOOD)).isEqualTo(read(GOOD));
    }

    @Test
    void readsTheSixtyNamespacesThatGsoapDeclares() throws MalformedInputException {
        var text = new StringBuilder("<a");
        for (int i = 0; i < 64; i++) {
            text.append(" xmlns:n").append(i).append("=\"urn:").append(i).append('"');
            text.append(" a").append(i).append("=\"v\"");
        }
        assertThat(read(text + "/>").attributes()).hasSize(64);
    }

    @Test
    void refusesADocumentType() {
        refused("<!DOCTYPE a><a/>").hasMessageContaining("DOCTYPE");
        refused("<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>")
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void readsNoFileForAnExternalEntity(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "sesame");
        refused("<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a><b>&x;</b></a>")
                .hasMessageContaining("DOCTYPE")
                .hasMessageNotContaining("sesame");
        refused("<a>&x;</a>");
    }

    @Test
    void laughsAtABillionLaughs() {
        var text = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            text.append("<!ENTITY l").append(i).append(" \"");
            text.append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
        }
        refused(text + "]><l>&l9;</l>").hasMessageContaining("DOCTYPE");
    }

    @Test
    void refusesWhatIsDeeperThanItsLimit() throws MalformedInputException {
        int max = XmlReader.MAX_DEPTH;
        read("<a>".repeat(max) + "</a>".repeat(max));
        refused("<a>".repeat(max + 1) + "</a>".repeat(max + 1))
                .hasMessageContaining("deeper than 64");
        refused("<a>".repeat(1_000_000)).hasMessageContaining("deeper than 64");
    }

    @Test
    void refusesMoreElementsThanItsLimit() throws MalformedInputException {
        int max = XmlReader.MAX_ELEMENTS;
        assertThat(read("<r>" + "<a/>".repeat(max - 1) + "</r>").children()).hasSize(max - 1);
        refused("<r>" + "<a/>".repeat(max) + "</r>").hasMessageContaining("100000 elements");
    }

    @Test
    void refusesMoreAttributesThanItsLimit() {
        var text = new StringBuilder("<a");
        for (int i = 0; i < 65; i++) {
            text.append(" a").append(i).append("=\"\"");
        }
        refused(text + "/>").hasMessageContaining("64 attributes");
        for (int i = 65; i < 100_000; i++) {
            text.append(" a").append(i).append("=\"\"");
        }
        refused(text + "/>").hasMessageContaining("attributes");
    }

    @Test
    void refusesTextAndDocumentsBeyondTheirLimits() throws MalformedInputException {
        String full = "x".repeat(XmlReader.MAX_TEXT);
        assertThat(read("<a>" + full + "</a>").text()).hasSize(XmlReader.MAX_TEXT);
        refused("<a>" + full + "<b/>x</a>").hasMessageContaining("text beyond 1048576");
        refused("<a b=\"" + full + "x\"/>").hasMessageContaining("attribute beyond 1048576");
        refused(" ".repeat(XmlReader.MAX_BYTES) + "<a/>").hasMessageContaining("4194304 bytes");
        refused("<a" + "a".repeat(3_000_000) + "/>");
        refused("<!--" + "-a".repeat(1_000_000));
    }

    @Test
    void saysWhatIsWrongWithSomethingElse() {
        refused("").hasMessageContaining("empty");
        refused("\n ").hasMessageContaining("empty");
        refused("not found").hasMessageContaining("not well-formed");
        refused("<html><body><br></body></html>").hasMessageContaining("not well-formed");
        refused("<a b=\"1\" b=\"2\"/>").hasMessageContaining("not well-formed");
    }

    @Test
    void refusesEveryTruncation() throws MalformedInputException {
        byte[] good = utf8(GOOD);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> XmlReader.read(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(MalformedInputException.class);
        }
        assertThat(XmlReader.read(good)).isNotNull();
    }

    @Test
    void readsNamesInAnotherEncodingThanTheDocumentSays() throws MalformedInputException {
        byte[] bytes =
                "<?xml version='1.0' encoding='utf-8'?><a><b>x\u00C3\u00C5</b><c>1</c></a>"
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(XmlReader.read(bytes).textAt("c")).isEqualTo("1");
        assertThat(XmlReader.read(bytes).textAt("b")).startsWith("x");
    }

    @Test
    void readsTheEncodingsThatDocumentsSay() throws MalformedInputException {
        for (String encoding : List.of("GB2312", "ISO-8859-1", "UTF-8", "UTF-16", "windows-1258")) {
            String text = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a>x\u00D7</a>";
            assertThat(XmlReader.read(text.getBytes(Charset.forName(encoding))).text())
                    .as(encoding)
                    .isEqualTo("x\u00D7");
        }
        assertThat(read("<?xml version=\"1.0\" encoding=\"martian\"?><a>\u1ED3</a>").text())
                .isEqualTo("\u1ED3");
        assertThat(read("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>\u1ED3</a>").text())
                .isEqualTo("\u1ED3");
    }

    @Test
    void readsPrefixesThatWereNeverDeclared() throws MalformedInputException {
        Element root =
                read("<E:a xmlns:x=\"urn:x\"><x:b E:i=\"1\" j=\"2\" x:j=\"3\">t</x:b></E:a>");
        assertThat(root.name()).isEqualTo("a");
        assertThat(root.textAt("b")).isEqualTo("t");
        assertThat(root.child("b").attribute("i")).isEqualTo("1");
        assertThat(root.child("b").attribute("j")).isEqualTo("2");
        refused("<E:a><!DOCTYPE x></E:a>");
        refused("<!DOCTYPE x><E:a></E:a>").hasMessageContaining("DOCTYPE");
    }

    @Test
    void survivesAnyMutation() {
        var printed = new ByteArrayOutputStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            mutate();
        } finally {
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).as("strangers write no log").isEmpty();
    }

    private static void mutate() {
        Random chance = new Random(11);
        byte[] good = utf8(GOOD.replace("</e:", "<!DOCTYPE x><?xml?>&x;</e:"));
        byte[] plain = utf8(GOOD);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = (i % 3 == 0 ? good : plain).clone();
            for (int n = chance.nextInt(4); n >= 0; n--) {
                bytes[chance.nextInt(bytes.length)] =
                        chance.nextBoolean()
                                ? (byte) chance.nextInt(256)
                                : bytes[chance.nextInt(bytes.length)];
            }
            try {
                XmlReader.read(bytes);
                read++;
            } catch (MalformedInputException e) {
                assertThat(e.getMessage().length()).isLessThan(300);
            }
        }
        assertThat(read).as("not every mutation kills").isGreaterThan(100);
    }
}
