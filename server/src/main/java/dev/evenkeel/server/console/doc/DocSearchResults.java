// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;

/// Result of a search.
///
/// @param query search text, truncated to the maximum length
/// @param hits the best sections, best match first
/// @param sectionCount number of sections that contain all words
/// @param wordMatches matches of each word alone, if no section contains all of them
public record DocSearchResults(
        String query, List<SearchHit> hits, int sectionCount, List<SearchWordMatchCount> wordMatches) {
    /// Copies the lists.
    public DocSearchResults {
        hits = List.copyOf(hits);
        wordMatches = List.copyOf(wordMatches);
    }

    /// A section that contains all words.
    ///
    /// @param title title of its document
    /// @param heading heading of the section; empty for text below the title
    /// @param excerpt part of its text that contains most of the words
    public record SearchHit(
            String path,
            DocCategory category,
            List<TextFragment> title,
            List<TextFragment> heading,
            List<TextFragment> excerpt) {
        /// Copies the lists.
        public SearchHit {
            title = List.copyOf(title);
            heading = List.copyOf(heading);
            excerpt = List.copyOf(excerpt);
        }
    }

    /// A part of a text.
    ///
    /// @param matched whether it matches the search
    public record TextFragment(String text, boolean matched) {}

    /// Matches of a single word.
    ///
    /// @param sectionCount number of sections that contain it
    /// @param suggestions suggestions with the same prefix, if no section contains it
    public record SearchWordMatchCount(String word, int sectionCount, List<String> suggestions) {
        /// Copies the suggestions.
        public SearchWordMatchCount {
            suggestions = List.copyOf(suggestions);
        }
    }

    /// Whether there was a search text.
    public boolean isSearch() {
        return !query.isEmpty();
    }
}
