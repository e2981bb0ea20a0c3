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
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// A document as its author wrote it, in GitHub's dialect of Markdown: CommonMark and tables. What is HTML in
/// it is shown as it was written; comments are left out.
final class MarkdownDocument {
    private static final List<Extension> DIALECT = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(DIALECT).build();
    private static final Pattern SENTENCE = Pattern.compile("(?s)(.+?[.!?])(\\s.*)?");
    /* What stands at the beginning of a decision record. */
    private static final Pattern STATUS = Pattern.compile("(?s)(Date|Status):.*");
    private static final Pattern LABEL = Pattern.compile("^(Context|Question)\\.\\s+");

    private final Node root;
    private final Map<Node, DocHeading> anchors = new LinkedHashMap<>();

    private MarkdownDocument(Node root) {
        this.root = root;
    }

    /// A part of a document, as it is searched for.
    ///
    /// @param anchor what stands above it
    /// @param text without any markup
    record DocPassage(DocHeading anchor, String text) {}

    static MarkdownDocument read(String markdown) {
        MarkdownDocument read = new MarkdownDocument(PARSER.parse(markdown));
        read.root.accept(new CommentRemover());
        read.findAnchors();
        return read;
    }

    private void findAnchors() {
        Map<String, Integer> given = new HashMap<>();
        for (Node block : blocks()) {
            if (block instanceof Heading heading) {
                String text = PlainTextExtractor.of(heading);
                anchors.put(heading, new DocHeading(heading.getLevel(), id(text, given), text));
            }
        }
    }

    /* As GitHub does: what is no letter or digit goes, a repetition gets a number. */
    private static String id(String text, Map<String, Integer> given) {
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

    /// Its headings, from the first to the last; those in lists and quotations are none.
    List<DocHeading> anchors() {
        return List.copyOf(anchors.values());
    }

    /// Its first heading; empty when it has none.
    String title() {
        return anchors.values().stream().findFirst().map(DocHeading::text).orElse("");
    }

    /// The first sentence of its text; empty when it begins with something else, such as code.
    String lead() {
        return blocks().stream()
                .filter(block -> !(block instanceof Heading))
                .filter(block -> !STATUS.matcher(PlainTextExtractor.of(block)).matches())
                .findFirst()
                .filter(Paragraph.class::isInstance)
                .map(paragraph -> firstSentence(PlainTextExtractor.of(paragraph)))
                .orElse("");
    }

    private static String firstSentence(String text) {
        String plain = LABEL.matcher(text).replaceFirst("");
        Matcher sentence = SENTENCE.matcher(plain);
        return sentence.matches() ? sentence.group(1) : plain.replaceFirst(":$", ".");
    }

    /// Its sections: what stands below each heading, up to the next one.
    List<DocPassage> passages() {
        List<DocPassage> passages = new ArrayList<>();
        DocHeading above = new DocHeading(1, "", title());
        StringBuilder text = new StringBuilder();
        for (Node block : blocks()) {
            DocHeading next = anchors.get(block);
            if (next == null) {
                text.append(PlainTextExtractor.of(block)).append(' ');
            } else {
                add(passages, above, text);
                above = next;
                text = new StringBuilder();
            }
        }
        add(passages, above, text);
        return passages;
    }

    /* A title with nothing below it is found all the same; what is above the title is part of nothing when empty. */
    private static void add(List<DocPassage> passages, DocHeading above, StringBuilder text) {
        if (!text.isEmpty() || !above.id().isEmpty()) {
            passages.add(new DocPassage(above, text.toString().strip()));
        }
    }

    /// Its text as HTML of a page.
    ///
    /// @param links where its links lead
    String html(DocLinkResolver links) {
        return HtmlRenderer.builder()
                .extensions(DIALECT)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> new DocHtmlAttributeProvider(links, anchors))
                .build()
                .render(root);
    }

    /// Takes comments away.
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
