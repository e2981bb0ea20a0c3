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

/// Adds HTML attributes to rendered Markdown: ids to headings, addresses to links, column heads to table cells,
/// and a tab stop to code blocks, which may need to be scrolled by keyboard.
///
/// @param headings headings of the document
record DocHtmlAttributeProvider(DocLinkResolver linkResolver, Map<Node, DocHeading> headings)
        implements AttributeProvider {
    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
        switch (node) {
            case Heading heading -> setHeadingId(heading, attributes);
            case Link link -> setLinkAttributes(link.getDestination(), attributes);
            case Image image -> attributes.put("src", imageUrl(image.getDestination()));
            case TableBlock ignored -> attributes.put("class", "table blocks");
            case TableCell cell -> labelCell(cell, attributes);
            case FencedCodeBlock ignored -> makeFocusable(tag, attributes);
            case IndentedCodeBlock ignored -> makeFocusable(tag, attributes);
            default -> {}
        }
    }

    private void setHeadingId(Heading heading, Map<String, String> attributes) {
        DocHeading anchor = headings.get(heading);
        if (anchor != null) {
            attributes.put("id", anchor.id());
        }
    }

    /*
     * A link to a file outside the documentation loses its target; its tooltip shows the path in the
     * repository.
     */
    private void setLinkAttributes(String destination, Map<String, String> attributes) {
        if (destination.startsWith("#") || DocLinkResolver.isAbsolute(destination)) {
            return;
        }
        attributes.remove("rel");
        linkResolver.resolve(destination).ifPresentOrElse(address -> attributes.put("href", address), () -> {
            attributes.remove("href");
            attributes.put("class", "outside");
            attributes.put(
                    "title",
                    "In the repository: "
                            + linkResolver.repositoryPath(destination).substring(1));
        });
    }

    private String imageUrl(String destination) {
        return linkResolver.resolve(destination).orElse("");
    }

    private static void labelCell(TableCell cell, Map<String, String> attributes) {
        if (cell.isHeader()) {
            attributes.put("scope", "col");
        } else if (cell.getPrevious() != null) {
            String label = columnHeader(cell);
            if (!label.isEmpty()) {
                attributes.put("data-label", label);
            }
        }
    }

    private static String columnHeader(TableCell cell) {
        Node table = cell.getParent().getParent().getParent();
        Node head = table.getFirstChild().getFirstChild().getFirstChild();
        for (Node before = cell.getPrevious(); before != null && head != null; before = before.getPrevious()) {
            head = head.getNext();
        }
        return head == null ? "" : PlainTextExtractor.extract(head);
    }

    private static void makeFocusable(String tag, Map<String, String> attributes) {
        if (tag.equals("pre")) {
            attributes.put("tabindex", "0");
        }
    }
}
