// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownDocumentTest {
    private static final DocLinkResolver LINKS = new DocLinkResolver("guides");

    private static String html(String markdown) {
        return MarkdownDocument.parse(markdown).toHtml(LINKS);
    }

    @ParameterizedTest
    @CsvSource({
        "gate-changes.md, /docs/guides/gate-changes",
        "gate-changes.md#freeze, /docs/guides/gate-changes#freeze",
        "../reference/cli.md#serve, /docs/reference/cli#serve",
        "../../deploy/nginx.conf, /docs/deploy/nginx.conf",
        "../adr, /docs#adr",
        "../adr/, /docs#adr",
        "README.md, /docs#guides",
        "#below, #below",
        "https://example.org/x.md, https://example.org/x.md"
    })
    void rewritesRelativeLinksToPageUrls(String written, String address) {
        assertThat(html("[there](" + written + ")")).contains("href=\"" + address + "\"");
    }

    @Test
    void rendersLinksOutsideDocumentationAsText() {
        assertThat(html("See [its README](../../examples/payments/README.md)."))
                .contains(
                        "<a class=\"outside\" title=\"In the repository: examples/payments/README.md\">its README</a>")
                .doesNotContain("href");
    }

    @Test
    void rewritesImagePaths() {
        assertThat(html("![delay](../reference/guard-delay.svg)"))
                .contains("src=\"/docs/reference/guard-delay.svg\"")
                .contains("alt=\"delay\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "a <b onclick=\"x()\">word</b>", "<div><!-- x --></div>"})
    void escapesRawHtml(String written) {
        assertThat(html(written)).doesNotContainPattern("<(script|b|div)").contains("&lt;");
    }

    @Test
    void removesJavaScriptUrlsFromLinks() {
        assertThat(html("[x](javascript:alert(1))")).contains("href=\"\"").doesNotContain("javascript");
    }

    @Test
    void omitsHtmlComments() {
        assertThat(html("one\n\n<!-- generated -->\n\ntwo")).isEqualTo("<p>one</p>\n<p>two</p>\n");
    }

    @Test
    void generatesGitHubCompatibleHeadingIds() {
        MarkdownDocument read = MarkdownDocument.parse("""
                # The `serve --port` command, in short
                ## Über uns
                ## Über uns
                ### What it costs: 3% (about)
                """);
        assertThat(read.title()).isEqualTo("The serve --port command, in short");
        assertThat(read.headings())
                .extracting(DocHeading::id)
                .containsExactly(
                        "the-serve---port-command-in-short", "über-uns", "über-uns-1", "what-it-costs-3-about");
        assertThat(read.toHtml(LINKS)).contains("<h2 id=\"über-uns-1\">Über uns</h2>");
    }

    @Test
    void labelsTableCellsWithColumnHeader() {
        assertThat(html("""
                | code | HTTP | `title` |
                |---|---|---|
                | a | 1 | x |
                """))
                .contains("<table class=\"table blocks\">")
                .contains("<th scope=\"col\">code</th>")
                .contains("<td>a</td>")
                .contains("<td data-label=\"HTTP\">1</td>")
                .contains("<td data-label=\"title\">x</td>");
    }

    @Test
    void makesCodeBlocksKeyboardScrollable() {
        assertThat(html("```sh\n./evenkeel <x>\n```"))
                .isEqualTo("<pre tabindex=\"0\"><code class=\"language-sh\">./evenkeel &lt;x&gt;\n</code></pre>\n");
    }

    @Test
    void usesFirstSentenceAsSummary() {
        assertThat(MarkdownDocument.parse("# Title\n\nOne *thing* at a time. Then another.")
                        .summary())
                .isEqualTo("One thing at a time.");
        assertThat(MarkdownDocument.parse("# 1. Title\n\nStatus: accepted\n\n## Context\n\nIt was so. Then not.")
                        .summary())
                .isEqualTo("It was so.");
        assertThat(MarkdownDocument.parse(
                                "# 1. Title\n\nDate: 2026. Status: accepted.\n\n**Context.** It was so. Then.")
                        .summary())
                .isEqualTo("It was so.");
        assertThat(MarkdownDocument.parse("# Title\n\nThree ways: two of them:\n\n- one")
                        .summary())
                .isEqualTo("Three ways: two of them.");
        assertThat(MarkdownDocument.parse("# Title\n\n```\n./evenkeel\n```\n\nstarts it.")
                        .summary())
                .isEmpty();
        assertThat(MarkdownDocument.parse("# Title").summary()).isEmpty();
    }

    @Test
    void splitsTextIntoPassagesByHeading() {
        MarkdownDocument read = MarkdownDocument.parse("""
                # Title

                Above.

                ## First

                - one
                - two

                | a | b |
                |---|---|
                | c | d |

                ## Empty
                """);
        assertThat(read.passages())
                .extracting(passage -> passage.heading().text() + ": " + passage.text())
                .containsExactly("Title: Above.", "First: one two a b c d", "Empty: ");
    }
}
