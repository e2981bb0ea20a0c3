// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;

/// What a search came to.
///
/// @param asked as it was looked for: cut to the longest that is looked for
/// @param hits the best sections, best first
/// @param sections how many sections have all words
/// @param alone what each word would find by itself, when no section has all of them
public record DocSearchResult(String asked, List<SearchHit> hits, int sections, List<WordMatches> alone) {
    /// Keeps copies of the lists.
    public DocSearchResult {
        hits = List.copyOf(hits);
        alone = List.copyOf(alone);
    }

    /// A section with all words.
    ///
    /// @param title of its document
    /// @param heading of the section; empty for what stands below the title
    /// @param excerpt of its text, where most of the words stand
    public record SearchHit(
            String path,
            DocCategory folder,
            List<TextFragment> title,
            List<TextFragment> heading,
            List<TextFragment> excerpt) {
        /// Keeps copies of the lists.
        public SearchHit {
            title = List.copyOf(title);
            heading = List.copyOf(heading);
            excerpt = List.copyOf(excerpt);
        }
    }

    /// A part of a text.
    ///
    /// @param sought whether it is what was looked for
    public record TextFragment(String text, boolean sought) {}

    /// A word by itself.
    ///
    /// @param sections how many have it
    /// @param alike words that begin like it, when no section has it
    public record WordMatches(String word, int sections, List<String> alike) {
        /// Keeps a copy of the words.
        public WordMatches {
            alike = List.copyOf(alike);
        }
    }

    /// Whether anything was looked for.
    public boolean isSearch() {
        return !asked.isEmpty();
    }
}
