package org.haidang.camerafarm.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.haidang.media.MalformedInputException;
import org.junit.jupiter.api.Test;

class ElementTest {

    private static final String GOOD =
            "<?xml version=\"1.0\"?><a:x xmlns:a=\"urn:a\" b=\"1&amp;2\"><!-- c --><a:y> t<![CDATA[<"
                    + "]]> </a:y><z xmlns=\"urn:z\"/></a:x>";

    private static Element read(String text) throws MalformedInputException {
        return Element.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsNamesNamespacesAttributesAndText() throws Exception {
        Element x = read(GOOD);
        assertThat(x.namespace()).isEqualTo("urn:a");
        assertThat(x.name()).isEqualTo("x");
        assertThat(x.attributes()).containsEntry("b", "1&2");
        assertThat(x.prefixes()).containsEntry("a", "urn:a");
        assertThat(x.textAt("y")).isEqualTo("t<");
        assertThat(x.textAt("z")).isNull();
        assertThat(x.at("y", "no")).isNull();
        assertThat(x.children().getLast().namespace()).isEqualTo("urn:z");
    }

    @Test
    void refusesEveryTruncation() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < good.length; i++) {
            byte[] cut = Arrays.copyOf(good, i);
            assertThatThrownBy(() -> Element.read(cut)).isInstanceOf(MalformedInputException.class);
        }
    }

    @Test
    void refusesWhatIsBeyondALimit() {
        assertThatThrownBy(() -> Element.read(new byte[Element.MAX_BYTES + 1]))
                .hasMessage("document beyond 65536 bytes");
        assertThatThrownBy(() -> read("<x>".repeat(33) + "</x>".repeat(33)))
                .hasMessageContaining("too deep");
        assertThatThrownBy(() -> read("<x>" + "<y/>".repeat(2_000) + "</x>"))
                .hasMessageContaining("too many");
    }

    @Test
    void refusesDocumentTypes() {
        assertThatThrownBy(() ->
                        read(
                                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>"
                                        + "<x>&y;</x>"))
                .isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> read("<!DOCTYPE x><x/>")).hasMessage("document type declaration");
    }

    @Test
    void survivesMutation() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Element.read(bad)).as("seed " + seed).isNotNull();
            } catch (MalformedInputException e) {
                assertThat(e).as("seed " + seed).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void readsWhatIsWritten() throws Exception {
        String document =
                Xml.of("tt:a", Xml.text("tt:b", "<Sân> & \"cổng\"\u0001").with("c", "\"<&>"))
                        .envelope(List.of());
        Element b = read(document).at("Body", "a", "b");
        Objects.requireNonNull(b);
        assertThat(b.text()).isEqualTo("<Sân> & \"cổng\"");
        assertThat(b.attributes()).containsEntry("c", "\"<&>");
    }
}
