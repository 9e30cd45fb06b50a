package org.haidang.onvif.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.haidang.media.MalformedInputException;
import org.junit.jupiter.api.Test;

class XmlWriterTest {

    @Test
    void writesInOneLineAndShortensWhatIsEmpty() {
        byte[] bytes =
                new XmlWriter().open("a", "urn:a").leaf("b", "1").open("c").close().close().bytes();
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("<a xmlns=\"urn:a\"><b>1</b><c/></a>");
    }

    @Test
    void carriesAnyTextThrough() throws MalformedInputException {
        String nasty = "a<b>&\"'\t\r\n\u1ED3\uD83D\uDE00]]>";
        byte[] bytes = new XmlWriter().open("a").attribute("n", nasty).text(nasty).close().bytes();
        Element read = XmlReader.read(bytes);
        assertThat(read.text()).isEqualTo(nasty);
        assertThat(read.attribute("n")).isEqualTo(nasty);
    }

    @Test
    void replacesWhatXmlCannotCarry() throws MalformedInputException {
        byte[] bytes = new XmlWriter().leaf("a", "x\0y\uD800z\u001Bw").bytes();
        assertThat(XmlReader.read(bytes).text()).isEqualTo("x\uFFFDy\uFFFDz\uFFFDw");
    }

    @Test
    void handsBackWhatWasRead() throws MalformedInputException {
        String text = "<p:a xmlns:p=\"urn:p\" p:i=\"1\">t<b>u</b></p:a>";
        Element read = XmlReader.read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(XmlReader.read(new XmlWriter().element(read).bytes())).isEqualTo(read);
    }

    @Test
    void saysWhenItIsUsedWrongly() {
        assertThatThrownBy(() -> new XmlWriter().open("a").bytes())
                .hasMessageContaining("without an end");
        assertThatThrownBy(() -> new XmlWriter().open("a").text("").attribute("b", ""))
                .hasMessageContaining("after content");
    }
}
