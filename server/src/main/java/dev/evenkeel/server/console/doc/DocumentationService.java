// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.doc.DocSearchIndex.IndexedSection;
import dev.evenkeel.server.console.doc.DocSearchResults.SearchHit;
import dev.evenkeel.server.console.doc.DocSearchResults.SearchWordMatchCount;
import dev.evenkeel.server.console.doc.WordTokenizer.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Provides the documents bundled with this version. Reads them on first use, which takes about a second;
/// afterwards keeps titles and search index in memory, a few megabytes, and renders a text on each request.
/// Thread-safe.
@Component
public final class DocumentationService {
    /// Maximum number of characters of a search text that are used.
    public static final int MAX_SEARCH_LENGTH = 100;

    private static final int MOST_WORDS = 8;
    private static final int MOST_HITS = 30;

    /* Words of a question that say nothing about its subject. */
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "are", "can", "do", "does", "for", "from", "how", "i", "in", "is", "it", "my", "of", "on",
            "or", "the", "to", "what", "when", "which", "who", "why", "with", "you");

    private volatile @Nullable DocIndex library;

    private synchronized DocIndex loadIndex() {
        DocIndex open = library == null ? DocIndex.load() : library;
        library = open;
        return open;
    }

    private DocIndex index() {
        DocIndex open = library;
        return open == null ? loadIndex() : open;
    }

    /// Returns all documents by category; omits categories without documents.
    public List<CategoryDocuments> listSections() {
        return index().sections();
    }

    /// Returns the metadata of a document.
    ///
    /// @param folder folder, as in its path
    /// @param name name, as in its path
    public Optional<DocDescriptor> find(String folder, String name) {
        return listSections().stream()
                .filter(categoryDocuments -> categoryDocuments.category().slug().equals(folder))
                .flatMap(categoryDocuments -> categoryDocuments.documents().stream())
                .filter(document -> document.name().equals(name))
                .findFirst();
    }

    /// Renders a document as HTML. The result is safe to embed: HTML in the source is escaped.
    public String renderHtml(DocDescriptor document) {
        return DocIndex.loadMarkdown(document)
                .toHtml(new DocLinkResolver(document.category().slug()));
    }

    /// Returns sections in which more than half of the words of a text occur, as whole words or as prefixes, best
    /// match first. Ignores case, accents, and words such as "how" and "the" beside others.
    ///
    /// @param text search text, of which the first [#MAX_SEARCH_LENGTH] characters and eight words are used
    public DocSearchResults search(String text) {
        String asked = text.strip();
        asked = asked.length() > MAX_SEARCH_LENGTH ? asked.substring(0, MAX_SEARCH_LENGTH) : asked;
        List<String> all = WordTokenizer.tokenize(asked).stream()
                .map(Token::folded)
                .distinct()
                .toList();
        List<String> content =
                all.stream().filter(word -> !STOP_WORDS.contains(word)).toList();
        List<String> words =
                (content.isEmpty() ? all : content).stream().limit(MOST_WORDS).toList();
        if (words.isEmpty()) {
            return new DocSearchResults(asked, List.of(), 0, List.of());
        }
        DocSearchIndex index = index().searchIndex();
        List<IndexedSection> found = index.search(words);
        DocSearchExcerptBuilder excerpt = new DocSearchExcerptBuilder(words);
        List<SearchHit> hits = found.stream()
                .limit(MOST_HITS)
                .map(section -> toHit(section, excerpt))
                .toList();
        return new DocSearchResults(asked, hits, found.size(), found.isEmpty() ? matchWords(words, index) : List.of());
    }

    private static SearchHit toHit(IndexedSection section, DocSearchExcerptBuilder excerpt) {
        DocDescriptor document = section.document();
        return new SearchHit(
                section.path(),
                document.category(),
                excerpt.highlightAll(document.title()),
                section.heading().isTitle()
                        ? List.of()
                        : excerpt.highlightAll(section.heading().text()),
                excerpt.bestExcerpt(section.text()));
    }

    private static List<SearchWordMatchCount> matchWords(List<String> words, DocSearchIndex index) {
        return words.stream()
                .map(word -> {
                    int sections = index.countSections(word);
                    return new SearchWordMatchCount(word, sections, sections == 0 ? index.suggest(word) : List.of());
                })
                .toList();
    }
}
