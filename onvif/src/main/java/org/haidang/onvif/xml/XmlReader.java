package org.haidang.onvif.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.haidang.media.MalformedInputException;

/**
 * Reads a document that a stranger sent. It ends at the end of the root element: some cameras send
 * zero bytes or half of another answer behind it, others a line break before the declaration.
 */
public final class XmlReader {

    /** Longest document, bytes. */
    public static final int MAX_BYTES = 4 << 20;

    /** Elements within each other. */
    public static final int MAX_DEPTH = 64;

    /** Elements of a document. */
    public static final int MAX_ELEMENTS = 100_000;

    /** Attributes of one element, without declarations of namespaces. */
    public static final int MAX_ATTRIBUTES = 64;

    /**
     * Declarations of namespaces at one element; gSOAP declares all it was built with, about 60.
     */
    public static final int MAX_NAMESPACES = 192;

    /** Text of one element or one attribute, characters. */
    public static final int MAX_TEXT = 1 << 20;

    private static final int MAX_REASON = 160;

    /** An element whose end has not come. */
    private static final class Open {
        private final String namespace;
        private final String name;
        private final Map<String, String> attributes;
        private final StringBuilder text = new StringBuilder(0);
        private final List<Element> children = new ArrayList<>(4);

        private Open(String namespace, String name, Map<String, String> attributes) {
            this.namespace = namespace;
            this.name = name;
            this.attributes = attributes;
        }
    }

    private final XMLStreamReader in;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    private XmlReader(XMLStreamReader in) {
        this.in = in;
    }

    /**
     * Reads one document.
     *
     * @return its root
     * @throws MalformedInputException with what was wrong, or which limit was passed
     */
    public static Element read(byte[] document) throws MalformedInputException {
        if (document.length > MAX_BYTES) {
            throw new MalformedInputException("XML beyond " + MAX_BYTES + " bytes");
        }
        String text = XmlText.decode(document).stripLeading();
        if (text.isEmpty()) {
            throw new MalformedInputException("empty where XML was expected");
        }
        try {
            return read(text, true);
        } catch (XMLStreamException e) {
            // Some declare no namespace for a prefix that they write.
            String message = String.valueOf(e.getMessage());
            if (message.contains("PrefixUnbound")) {
                return readWithoutNamespaces(text);
            }
            throw malformed(e);
        }
    }

    private static Element readWithoutNamespaces(String text) throws MalformedInputException {
        try {
            return read(text, false);
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private static Element read(String text, boolean namespaces)
            throws XMLStreamException, MalformedInputException {
        try {
            XMLStreamReader in = factory(namespaces).createXMLStreamReader(new StringReader(text));
            try {
                return new XmlReader(in).root();
            } finally {
                in.close();
            }
        } catch (RuntimeException e) {
            // The parser of the JDK has had such for damaged input: that is the document's fault.
            throw new MalformedInputException("XML that cannot be parsed: " + reason(e));
        }
    }

    private static MalformedInputException malformed(XMLStreamException e) {
        return new MalformedInputException("not well-formed XML: " + reason(e));
    }

    /**
     * The JDK's own, whatever else is on the class path; not shared, since it is not thread-safe.
     */
    private static XMLInputFactory factory(boolean namespaces) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, namespaces);
        factory.setProperty(
                "jdk.xml.elementAttributeLimit", Integer.toString(MAX_ATTRIBUTES + MAX_NAMESPACES));
        return factory;
    }

    private static String reason(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return line.substring(0, Math.min(line.length(), MAX_REASON));
    }

    private Element root() throws XMLStreamException, MalformedInputException {
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.DTD -> throw malformed("XML with a DOCTYPE");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw malformed("XML with an entity of its own");
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        text();
                case XMLStreamConstants.END_ELEMENT -> {
                    Element done = end();
                    if (open.isEmpty()) {
                        return done;
                    }
                    open.getFirst().children.add(done);
                }
                default -> {
                    // comments and processing instructions
                }
            }
        }
        throw malformed("XML without an end");
    }

    private void start() throws MalformedInputException {
        if (open.size() >= MAX_DEPTH) {
            throw malformed("XML deeper than " + MAX_DEPTH + " elements");
        }
        if (++elements > MAX_ELEMENTS) {
            throw malformed("XML with more than " + MAX_ELEMENTS + " elements");
        }
        String namespace = in.getNamespaceURI();
        String name = local(in.getLocalName());
        open.push(new Open(namespace == null ? "" : namespace, name, attributes()));
    }

    /** Without the prefix that is still there when namespaces are not looked at. */
    private static String local(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    private Map<String, String> attributes() throws MalformedInputException {
        Map<String, String> attributes = new HashMap<>();
        int count = 0;
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String prefix = in.getAttributePrefix(i);
            String name = in.getAttributeLocalName(i);
            if (name.equals("xmlns") || "xmlns".equals(prefix)) {
                continue; // stands among them when namespaces are not looked at
            }
            if (++count > MAX_ATTRIBUTES) {
                throw malformed("XML element with more than " + MAX_ATTRIBUTES + " attributes");
            }
            String value = in.getAttributeValue(i);
            if (value.length() > MAX_TEXT) {
                throw malformed("XML attribute beyond " + MAX_TEXT + " characters");
            }
            if (prefix == null || prefix.isEmpty()) {
                attributes.put(name, value);
            } else {
                attributes.putIfAbsent(name, value);
            }
        }
        return attributes;
    }

    private void text() throws MalformedInputException {
        Open here = open.peek();
        if (here == null) {
            return; // between the declaration and the root
        }
        if (here.text.length() + in.getTextLength() > MAX_TEXT) {
            throw malformed("XML text beyond " + MAX_TEXT + " characters");
        }
        here.text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
    }

    private Element end() {
        Open done = open.pop();
        return new Element(
                done.namespace, done.name, done.attributes, done.text.toString(), done.children);
    }

    private MalformedInputException malformed(String reason) {
        return new MalformedInputException(reason, in.getLocation().getCharacterOffset());
    }
}
