// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Finds elements of one namespace below others by the names on the way, in the order of the document.
///
/// A path goes through every element of a name, as an XPath of child steps does.
///
/// @param namespace of every step
record XmlElementFinder(String namespace) {
    /// The text within the first element at the end of a path; empty where there is none.
    String text(Element from, String... path) {
        Element found = first(from, path);
        return found == null ? "" : found.getTextContent();
    }

    /// The first element at the end of a path, or null.
    @Nullable
    Element first(Element from, String... path) {
        List<Element> found = all(from, path);
        return found.isEmpty() ? null : found.getFirst();
    }

    /// Every element at the end of a path.
    List<Element> all(Element from, String... path) {
        List<Element> found = new ArrayList<>();
        collect(from, path, 0, found);
        return found;
    }

    private void collect(Element from, String[] path, int step, List<Element> found) {
        if (step == path.length) {
            found.add(from);
            return;
        }
        for (Element child = firstElement(from.getFirstChild());
                child != null;
                child = firstElement(child.getNextSibling())) {
            if (is(child, path[step])) {
                collect(child, path, step + 1, found);
            }
        }
    }

    private boolean is(Element element, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }

    /// The first element among a node and those that follow it, or null.
    static @Nullable Element firstElement(@Nullable Node from) {
        for (Node node = from; node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                return element;
            }
        }
        return null;
    }
}
