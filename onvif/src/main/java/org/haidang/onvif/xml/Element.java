package org.haidang.onvif.xml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of a document that was read, with all below it.
 *
 * <p>Cameras answer with namespaces of another version of the specification, or of a draft, so
 * elements are looked up by their local names; the namespace decides only where two of one name
 * stand side by side.
 *
 * @param namespace empty when there is none
 * @param name local name
 * @param attributes by local name; one without a prefix comes before one with
 * @param text what stands directly in the element, as it is
 * @param children in the order of the document
 */
public record Element(
        String namespace,
        String name,
        Map<String, String> attributes,
        String text,
        List<Element> children) {

    public Element {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The first child of a local name. */
    public @Nullable Element child(String local) {
        for (Element child : children) {
            if (child.name.equals(local)) {
                return child;
            }
        }
        return null;
    }

    /** The child of that namespace and name, or else the only one of that name. */
    public @Nullable Element child(String space, String local) {
        List<Element> named = children(local);
        for (Element child : named) {
            if (child.namespace.equals(space)) {
                return child;
            }
        }
        return named.size() == 1 ? named.getFirst() : null;
    }

    /** All children of a local name. */
    public List<Element> children(String local) {
        return children.stream().filter(child -> child.name.equals(local)).toList();
    }

    /** Down by local names, the first of each. */
    public @Nullable Element at(String... path) {
        Element here = this;
        for (String local : path) {
            here = here == null ? null : here.child(local);
        }
        return here;
    }

    /** The text down there without the blanks around it; null when there is none. */
    public @Nullable String textAt(String... path) {
        Element there = at(path);
        String found = there == null ? "" : there.text.strip();
        return found.isEmpty() ? null : found;
    }

    /** An attribute by its local name. */
    public @Nullable String attribute(String local) {
        return attributes.get(local);
    }
}
