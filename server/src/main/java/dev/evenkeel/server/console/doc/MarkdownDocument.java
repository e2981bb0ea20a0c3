// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// A parsed document in GitHub Flavored Markdown: CommonMark and tables. Escapes HTML in the source and removes
/// HTML comments.
final class MarkdownDocument {
    private static final List<Extension> DIALECT = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(DIALECT).build();
    private static final Pattern SENTENCE = Pattern.compile("(?s)(.+?[.!?])(\\s.*)?");
    /* First lines of a decision record. */
    private static final Pattern STATUS = Pattern.compile("(?s)(Date|Status):.*");
    private static final Pattern LABEL = Pattern.compile("^(Context|Question)\\.\\s+");

    private final Node root;
    private final Map<Node, DocHeading> anchors = new LinkedHashMap<>();

    private MarkdownDocument(Node root) {
        this.root = root;
    }

    /// A passage of a document, the unit of search results.
    ///
    /// @param heading heading above the passage
    /// @param text text without markup
    record DocPassage(DocHeading heading, String text) {}

    static MarkdownDocument parse(String markdown) {
        MarkdownDocument read = new MarkdownDocument(PARSER.parse(markdown));
        read.root.accept(new CommentRemover());
        read.collectHeadings();
        return read;
    }

    private void collectHeadings() {
        Map<String, Integer> given = new HashMap<>();
        for (Node block : blocks()) {
            if (block instanceof Heading heading) {
                String text = PlainTextExtractor.extract(heading);
                anchors.put(heading, new DocHeading(heading.getLevel(), uniqueId(text, given), text));
            }
        }
    }

    /* Generates ids as GitHub does: drops characters other than letters and digits, and numbers duplicates. */
    private static String uniqueId(String text, Map<String, Integer> given) {
        String plain = text.toLowerCase(Locale.ROOT).replace(' ', '-').replaceAll("[^\\p{L}\\p{M}\\p{N}_-]", "");
        int before = given.merge(plain, 1, Integer::sum) - 1;
        return before == 0 ? plain : plain + "-" + before;
    }

    private List<Node> blocks() {
        List<Node> blocks = new ArrayList<>();
        for (Node block = root.getFirstChild(); block != null; block = block.getNext()) {
            blocks.add(block);
        }
        return blocks;
    }

    /// Returns its headings in document order, without those in lists and quotations.
    List<DocHeading> headings() {
        return List.copyOf(anchors.values());
    }

    /// Returns the first heading; empty for none.
    String title() {
        return anchors.values().stream().findFirst().map(DocHeading::text).orElse("");
    }

    /// Returns the first sentence of the text; empty if it begins with another block, such as code.
    String summary() {
        return blocks().stream()
                .filter(block -> !(block instanceof Heading))
                .filter(block ->
                        !STATUS.matcher(PlainTextExtractor.extract(block)).matches())
                .findFirst()
                .filter(Paragraph.class::isInstance)
                .map(paragraph -> firstSentence(PlainTextExtractor.extract(paragraph)))
                .orElse("");
    }

    private static String firstSentence(String text) {
        String plain = LABEL.matcher(text).replaceFirst("");
        Matcher sentence = SENTENCE.matcher(plain);
        return sentence.matches() ? sentence.group(1) : plain.replaceFirst(":$", ".");
    }

    /// Returns the destinations of its links and images.
    List<String> destinations() {
        List<String> destinations = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                destinations.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                destinations.add(image.getDestination());
                visitChildren(image);
            }
        });
        return destinations;
    }

    /// Returns its passages: the text below each heading, up to the next one.
    List<DocPassage> passages() {
        List<DocPassage> passages = new ArrayList<>();
        DocHeading above = new DocHeading(1, "", title());
        StringBuilder text = new StringBuilder();
        for (Node block : blocks()) {
            DocHeading next = anchors.get(block);
            if (next == null) {
                text.append(PlainTextExtractor.extract(block)).append(' ');
            } else {
                addPassage(passages, above, text);
                above = next;
                text = new StringBuilder();
            }
        }
        addPassage(passages, above, text);
        return passages;
    }

    /* A title without text is indexed too; empty text above the title is not. */
    private static void addPassage(List<DocPassage> passages, DocHeading above, StringBuilder text) {
        if (!text.isEmpty() || !above.id().isEmpty()) {
            passages.add(new DocPassage(above, text.toString().strip()));
        }
    }

    /// Renders the text as HTML.
    ///
    /// @param links resolves its links
    String toHtml(DocLinkResolver links) {
        return HtmlRenderer.builder()
                .extensions(DIALECT)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> new DocHtmlAttributeProvider(links, anchors))
                .build()
                .render(root);
    }

    /// Removes HTML comments.
    private static final class CommentRemover extends AbstractVisitor {
        @Override
        public void visit(HtmlBlock block) {
            String html = block.getLiteral().strip();
            if (html.startsWith("<!--") && html.indexOf("-->") == html.length() - 3) {
                block.unlink();
            }
        }
    }
}
