package org.haidang.camerafarm.onvif;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An element to be written. Prefixes are those of {@link Ns}; the envelope declares them all.
 * Immutable.
 *
 * @param name with its prefix
 * @param attributes names and values in turn
 * @param text escaped when written; an element has text or children
 */
record Xml(String name, List<String> attributes, List<Xml> children, String text) {

    static Xml of(String name, Xml... children) {
        return new Xml(name, List.of(), List.of(children), "");
    }

    static Xml of(String name, List<Xml> children) {
        return new Xml(name, List.of(), List.copyOf(children), "");
    }

    static Xml text(String name, Object text) {
        return new Xml(name, List.of(), List.of(), text.toString());
    }

    /** The same with one more attribute. */
    Xml with(String attribute, Object value) {
        List<String> more = new ArrayList<>(attributes);
        more.add(attribute);
        more.add(value.toString());
        return new Xml(name, List.copyOf(more), children, text);
    }

    /** The same with more children behind its own. */
    Xml and(Xml... more) {
        List<Xml> all = new ArrayList<>(children);
        all.addAll(List.of(more));
        return new Xml(name, attributes, List.copyOf(all), text);
    }

    /** The same with more children behind its own. */
    Xml and(List<Xml> more) {
        return and(more.toArray(Xml[]::new));
    }

    /** This as the body of a SOAP 1.2 envelope, with these header blocks. */
    String envelope(List<Xml> header) {
        Xml envelope =
                new Xml(
                        "s:Envelope",
                        List.of(),
                        List.of(of("s:Header", header), of("s:Body", this)),
                        "");
        for (Map.Entry<String, String> each : Ns.PREFIXES.entrySet()) {
            envelope = envelope.with("xmlns:" + each.getKey(), each.getValue());
        }
        StringBuilder out = new StringBuilder(2_048);
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        envelope.append(out);
        return out.toString();
    }

    static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private void append(StringBuilder out) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.size(); i += 2) {
            out.append(' ').append(attributes.get(i)).append("=\"");
            escape(out, attributes.get(i + 1));
            out.append('"');
        }
        if (children.isEmpty() && text.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        escape(out, text);
        children.forEach(child -> child.append(out));
        out.append("</").append(name).append('>');
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c < ' ' && c != '\t' && c != '\n' ? ' ' : c);
            }
        }
    }
}
