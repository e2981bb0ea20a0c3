// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Model of a documentation page.
///
/// @param html text of the document as HTML
/// @param previous the previous document in its folder; null for the first
/// @param next the next document in its folder; null for the last
record DocPageModel(
        List<CategoryDocuments> sections,
        DocDescriptor document,
        String html,
        @Nullable DocDescriptor previous,
        @Nullable DocDescriptor next) {
    private static final int DEEPEST = 3;
    private static final int FEWEST = 2;

    static DocPageModel of(List<CategoryDocuments> shelves, DocDescriptor document, String html) {
        List<DocDescriptor> folder = shelves.stream()
                .filter(categoryDocuments -> categoryDocuments.category() == document.category())
                .findFirst()
                .map(CategoryDocuments::documents)
                .orElse(List.of());
        int at = folder.indexOf(document);
        return new DocPageModel(
                shelves,
                document,
                html,
                at > 0 ? folder.get(at - 1) : null,
                at >= 0 && at < folder.size() - 1 ? folder.get(at + 1) : null);
    }

    /// Returns the table of contents; empty if there are too few headings.
    List<DocHeading> contents() {
        List<DocHeading> contents = document.headings().stream()
                .filter(anchor -> anchor.level() > 1 && anchor.level() <= DEEPEST)
                .toList();
        return contents.size() < FEWEST ? List.of() : contents;
    }
}
