// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;

/// A document with a page on the site.
///
/// @param name file name without the extension
record DocPage(DocCategory category, String name, MarkdownDocument document) {
    private static final int DEEPEST = 3;
    private static final int FEWEST = 2;

    String path() {
        return "/docs/" + category.slug() + "/" + name;
    }

    String title() {
        return document.title();
    }

    /// Returns the text as HTML. It is safe to embed: HTML in the source is escaped.
    String html() {
        return document.toHtml(new DocLinkResolver(category.slug()));
    }

    /// Returns the table of contents; empty if there are too few headings.
    List<DocHeading> contents() {
        List<DocHeading> contents = document.headings().stream()
                .filter(heading -> heading.level() > 1 && heading.level() <= DEEPEST)
                .toList();
        return contents.size() < FEWEST ? List.of() : contents;
    }
}
