// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of a document: its text, what is in it, and what else there is.
///
/// @param html its text, as it stands in the page
/// @param before the one before it in its folder; null for the first
/// @param behind the one after it; null for the last
record DocPageModel(
        List<DocSection> shelves,
        DocDescriptor document,
        String html,
        @Nullable DocDescriptor before,
        @Nullable DocDescriptor behind) {
    private static final int DEEPEST = 3;
    private static final int FEWEST = 2;

    static DocPageModel of(List<DocSection> shelves, DocDescriptor document, String html) {
        List<DocDescriptor> folder = shelves.stream()
                .filter(shelf -> shelf.folder() == document.folder())
                .findFirst()
                .map(DocSection::documents)
                .orElse(List.of());
        int at = folder.indexOf(document);
        return new DocPageModel(
                shelves,
                document,
                html,
                at > 0 ? folder.get(at - 1) : null,
                at >= 0 && at < folder.size() - 1 ? folder.get(at + 1) : null);
    }

    /// Headings to go to; none where there are too few to choose from.
    List<DocHeading> contents() {
        List<DocHeading> contents = document.anchors().stream()
                .filter(anchor -> anchor.level() > 1 && anchor.level() <= DEEPEST)
                .toList();
        return contents.size() < FEWEST ? List.of() : contents;
    }
}
