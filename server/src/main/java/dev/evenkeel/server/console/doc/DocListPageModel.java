// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import java.util.List;
import java.util.Map;

/// Model of the documentation start page. Answers: which document covers a topic?
///
/// @param searchResult search result
/// @param missingDocument the requested document if it does not exist; empty otherwise
record DocListPageModel(List<CategoryDocuments> sections, DocSearchResults searchResult, String missingDocument) {
    /// Maximum length of a search text, in characters.
    static final int MAX_SEARCH_LENGTH = DocumentationService.MAX_SEARCH_LENGTH;

    /// Returns the answer in a sentence.
    String summary() {
        if (!missingDocument.isEmpty()) {
            return "This version has no document \"" + missingDocument + "\". Search, or choose one below.";
        }
        int documents = sections.stream()
                .mapToInt(categoryDocuments -> categoryDocuments.documents().size())
                .sum();
        return "Documentation of this version: " + documents + " pages.";
    }

    /// Returns the search result in a sentence; empty without a search.
    String searchSummary() {
        if (!searchResult.isSearch()) {
            return "";
        }
        int sections = searchResult.sectionCount();
        if (sections == 0) {
            return searchResult.wordMatches().isEmpty()
                    ? "Enter words or numbers."
                    : "No section contains most of these words.";
        }
        String all = sections == 1 ? "1 section." : DisplayFormatter.formatCount(sections) + " sections";
        return sections > searchResult.hits().size()
                ? all + "; the best " + searchResult.hits().size() + " are shown."
                : sections == 1 ? all : all + ".";
    }

    /// Returns the path of a search for another text.
    static String searchPath(String text) {
        return PageUrls.withQuery("/docs", Map.of("q", text));
    }

    /// Returns the path of the same search with one word replaced.
    String searchPathReplacing(String word, String other) {
        return searchPath(String.join(
                " ",
                searchResult.wordMatches().stream()
                        .map(one -> one.word().equals(word) ? other : one.word())
                        .toList()));
    }
}
