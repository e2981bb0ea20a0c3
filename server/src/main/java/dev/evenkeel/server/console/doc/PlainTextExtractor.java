// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/// Extracts the text of a Markdown node without markup, on one line.
final class PlainTextExtractor {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private PlainTextExtractor() {}

    static String extract(Node node) {
        StringBuilder text = new StringBuilder();
        append(node, text);
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    private static void append(Node node, StringBuilder text) {
        switch (node) {
            case Text one -> text.append(one.getLiteral());
            case Code one -> text.append(one.getLiteral());
            case HtmlInline one -> text.append(one.getLiteral());
            case FencedCodeBlock one -> text.append(one.getLiteral());
            case IndentedCodeBlock one -> text.append(one.getLiteral());
            case SoftLineBreak ignored -> text.append(' ');
            case HardLineBreak ignored -> text.append(' ');
            default -> {
                for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                    append(child, text);
                }
                if (node instanceof Paragraph || node instanceof TableCell) {
                    text.append(' ');
                }
            }
        }
    }
}
