// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Finder of elements of one namespace below others by a path of names, in document order.
///
/// A path matches every element with a name, as an XPath of child steps does.
///
/// @param namespace namespace of every step
record XmlElementFinder(String namespace) {
    /// Returns the text of the first element at the end of a path; empty without one.
    String findText(Element from, String... path) {
        Element found = findFirst(from, path);
        return found == null ? "" : found.getTextContent();
    }

    /// Returns the first element at the end of a path, or null.
    @Nullable
    Element findFirst(Element from, String... path) {
        List<Element> found = findAll(from, path);
        return found.isEmpty() ? null : found.getFirst();
    }

    /// Returns every element at the end of a path.
    List<Element> findAll(Element from, String... path) {
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
            if (matches(child, path[step])) {
                collect(child, path, step + 1, found);
            }
        }
    }

    private boolean matches(Element element, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }

    /// Returns the first element among a node and its following siblings, or null.
    static @Nullable Element firstElement(@Nullable Node from) {
        for (Node node = from; node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                return element;
            }
        }
        return null;
    }
}
