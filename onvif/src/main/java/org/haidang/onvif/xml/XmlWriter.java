package org.haidang.onvif.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a document of our own, in one line. Names are ours; text and values of attributes may be
 * anybody's and are escaped, and what XML 1.0 cannot carry becomes U+FFFD.
 */
public final class XmlWriter {

    private final StringBuilder out = new StringBuilder(1024);
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    /** Begins an element; attributes may follow. */
    public XmlWriter open(String name) {
        endTag();
        out.append('<').append(name);
        open.push(name);
        inTag = true;
        return this;
    }

    /** Begins an element and declares the default namespace for it and what is below. */
    public XmlWriter open(String name, String namespace) {
        return open(name).attribute("xmlns", namespace);
    }

    /** An attribute of the element that was just begun. */
    public XmlWriter attribute(String name, String value) {
        if (!inTag) {
            throw new IllegalStateException("attribute " + name + " after content");
        }
        out.append(' ').append(name).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    public XmlWriter text(String text) {
        endTag();
        escape(text);
        return this;
    }

    /** Ends the element that was begun last. */
    public XmlWriter close() {
        String name = open.pop();
        if (inTag) {
            out.append("/>");
            inTag = false;
        } else {
            out.append("</").append(name).append('>');
        }
        return this;
    }

    /** An element with nothing but text. */
    public XmlWriter leaf(String name, String text) {
        return open(name).text(text).close();
    }

    /** An element that was read, handed back to who sent it, but for the prefixes. */
    public XmlWriter element(Element element) {
        open(element.name(), element.namespace());
        element.attributes().forEach(this::attribute);
        text(element.text());
        element.children().forEach(this::element);
        return close();
    }

    private void endTag() {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    private void escape(String text) {
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '"' -> out.append("&quot;");
                        case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                        default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
                    }
                });
    }

    /** XML 1.0 section 2.2. */
    private static boolean isXml(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x1_0000;
    }

    /** The document as it will be sent, without a declaration: UTF-8 is XML's own. */
    public byte[] bytes() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("element " + open.peek() + " without an end");
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
