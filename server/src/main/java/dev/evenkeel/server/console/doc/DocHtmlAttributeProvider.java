// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;

/// What the elements of a page get besides their text: headings an id, links their address, cells of a table
/// the head of their column, code a stop for the keyboard, as it may have to be scrolled.
///
/// @param anchors headings of the document
record DocHtmlAttributeProvider(DocLinkResolver links, Map<Node, DocHeading> anchors) implements AttributeProvider {
    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
        switch (node) {
            case Heading heading -> identify(heading, attributes);
            case Link link -> lead(link.getDestination(), attributes);
            case Image image -> attributes.put("src", picture(image.getDestination()));
            case TableBlock ignored -> attributes.put("class", "table blocks");
            case TableCell cell -> label(cell, attributes);
            case FencedCodeBlock ignored -> stopAt(tag, attributes);
            case IndentedCodeBlock ignored -> stopAt(tag, attributes);
            default -> {}
        }
    }

    private void identify(Heading heading, Map<String, String> attributes) {
        DocHeading anchor = anchors.get(heading);
        if (anchor != null) {
            attributes.put("id", anchor.id());
        }
    }

    /* What is no part of the documents is a link to nowhere, which says where it would lead. */
    private void lead(String destination, Map<String, String> attributes) {
        if (DocLinkResolver.isKept(destination)) {
            return;
        }
        attributes.remove("rel");
        links.address(destination).ifPresentOrElse(address -> attributes.put("href", address), () -> {
            attributes.remove("href");
            attributes.put("class", "outside");
            attributes.put(
                    "title", "In the repository: " + links.place(destination).substring(1));
        });
    }

    private String picture(String destination) {
        return links.address(destination).orElse("");
    }

    private static void label(TableCell cell, Map<String, String> attributes) {
        if (cell.isHeader()) {
            attributes.put("scope", "col");
        } else if (cell.getPrevious() != null) {
            String label = head(cell);
            if (!label.isEmpty()) {
                attributes.put("data-label", label);
            }
        }
    }

    private static String head(TableCell cell) {
        Node table = cell.getParent().getParent().getParent();
        Node head = table.getFirstChild().getFirstChild().getFirstChild();
        for (Node before = cell.getPrevious(); before != null && head != null; before = before.getPrevious()) {
            head = head.getNext();
        }
        return head == null ? "" : PlainTextExtractor.of(head);
    }

    private static void stopAt(String tag, Map<String, String> attributes) {
        if (tag.equals("pre")) {
            attributes.put("tabindex", "0");
        }
    }
}
