// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import java.util.List;
import java.util.Map;

/// The page of all documents. Its question: where is it written?
///
/// @param found what was looked for and is written where
/// @param missing the document that was asked for and is none; empty when none was
record DocListPageModel(List<DocSection> shelves, DocSearchResult found, String missing) {
    /// Characters that a search may have.
    static final int LONGEST_SEARCH = DocumentationService.LONGEST_SEARCH;

    /// The answer, in a sentence.
    String lead() {
        if (!missing.isEmpty()) {
            return "There is no document " + missing + " in this version. Look for it below.";
        }
        int documents =
                shelves.stream().mapToInt(shelf -> shelf.documents().size()).sum();
        return "How to do it, why it is so, and what exactly it does: " + documents
                + " documents, those of this version.";
    }

    /// What a search came to, in a sentence; empty when nothing was looked for.
    String finding() {
        if (!found.isSearch()) {
            return "";
        }
        int sections = found.sections();
        if (sections == 0) {
            return found.alone().isEmpty() ? "Look for words or numbers." : "No section has all of these words.";
        }
        String all = sections == 1 ? "1 section." : DisplayFormatter.count(sections) + " sections";
        return sections > found.hits().size()
                ? all + "; these are the best " + found.hits().size() + "."
                : sections == 1 ? all : all + ".";
    }

    /// The address of a search for another text.
    static String search(String text) {
        return PageUrls.of("/docs", Map.of("q", text));
    }

    /// The address of the same search with one word in the place of another.
    String instead(String word, String other) {
        return search(String.join(
                " ",
                found.alone().stream()
                        .map(one -> one.word().equals(word) ? other : one.word())
                        .toList()));
    }
}
