package org.haidang.camerafarm.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.haidang.media.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * An element of a document that came from outside.
 *
 * @param namespace empty for none
 * @param name local name
 * @param attributes by local name
 * @param prefixes the namespaces declared at this element, by prefix
 * @param text the text between its tags, without that of its children, stripped
 */
record Element(
        String namespace,
        String name,
        Map<String, String> attributes,
        Map<String, String> prefixes,
        List<Element> children,
        String text) {

    /** Requests are small; a larger one is refused. */
    static final int MAX_BYTES = 64 * 1024;

    static final int MAX_DEPTH = 32;
    static final int MAX_ELEMENTS = 2_000;

    /**
     * Reads a document in UTF-8. A document type declaration is refused, so no entity is ever
     * resolved.
     *
     * @throws MalformedInputException when it is no XML or beyond a limit
     */
    static Element read(byte[] document) throws MalformedInputException {
        if (document.length > MAX_BYTES) {
            throw new MalformedInputException("document beyond " + MAX_BYTES + " bytes");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader =
                    factory.createXMLStreamReader(new StringReader(text(document)));
            try {
                return new Reading(reader).document();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new MalformedInputException("not well-formed XML");
        }
    }

    /** Decoded here, because the JDK's reader writes what is wrong with bytes to standard error. */
    private static String text(byte[] document) throws MalformedInputException {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MalformedInputException("not UTF-8");
        }
    }

    /** The first child of a local name, or null. */
    @Nullable Element child(String local) {
        for (Element child : children) {
            if (child.name.equals(local)) {
                return child;
            }
        }
        return null;
    }

    /** The element at the end of a path of local names, or null. */
    @Nullable Element at(String... path) {
        Element found = this;
        for (String local : path) {
            found = found == null ? null : found.child(local);
        }
        return found;
    }

    /** The text of {@link #at}, or null when there is no such element or it is empty. */
    @Nullable String textAt(String... path) {
        Element found = at(path);
        return found == null || found.text.isEmpty() ? null : found.text;
    }

    private static final class Reading {
        private final XMLStreamReader reader;
        private final Deque<Open> open = new ArrayDeque<>();
        private int elements;

        /** An element whose end has not come yet. */
        private record Open(Element element, StringBuilder text) {}

        Reading(XMLStreamReader reader) {
            this.reader = reader;
        }

        Element document() throws XMLStreamException, MalformedInputException {
            Element root = null;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.END_ELEMENT -> root = end();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        Open last = open.peek();
                        if (last != null) {
                            last.text.append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                            throw new MalformedInputException("document type declaration");
                    default -> {
                        // Comments, blanks and processing instructions mean nothing here.
                    }
                }
            }
            if (root == null) {
                throw new MalformedInputException("no element");
            }
            return root;
        }

        private void start() throws MalformedInputException {
            if (open.size() >= MAX_DEPTH || ++elements > MAX_ELEMENTS) {
                throw new MalformedInputException("too deep or too many elements");
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.putIfAbsent(
                        reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            Map<String, String> prefixes = new LinkedHashMap<>();
            for (int i = 0; i < reader.getNamespaceCount(); i++) {
                prefixes.put(
                        orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i)));
            }
            Element element =
                    new Element(
                            orEmpty(reader.getNamespaceURI()),
                            reader.getLocalName(),
                            attributes,
                            prefixes,
                            new ArrayList<>(),
                            "");
            open.push(new Open(element, new StringBuilder()));
        }

        private Element end() {
            Open last = open.pop();
            Element bare = last.element;
            Element whole =
                    new Element(
                            bare.namespace,
                            bare.name,
                            Map.copyOf(bare.attributes),
                            Map.copyOf(bare.prefixes),
                            List.copyOf(bare.children),
                            last.text.toString().strip());
            Open parent = open.peek();
            if (parent != null) {
                parent.element.children.add(whole);
            }
            return whole;
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }
}
