// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.doc.DocSearchIndex.IndexedSection;
import dev.evenkeel.server.console.doc.DocSearchResult.SearchHit;
import dev.evenkeel.server.console.doc.DocSearchResult.WordMatches;
import dev.evenkeel.server.console.doc.WordTokenizer.Token;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The documents that this version came with. They are read when one is first asked for, which takes about a
/// second; afterwards their titles and what is searched are in memory, a few megabytes, and their text is
/// rendered when it is read. Thread-safe.
@Component
public final class DocumentationService {
    /// Characters of a search that are looked at.
    public static final int LONGEST_SEARCH = 100;

    private static final int MOST_WORDS = 8;
    private static final int MOST_HITS = 30;

    private volatile @Nullable DocIndex library;

    private synchronized DocIndex open() {
        DocIndex open = library == null ? DocIndex.read() : library;
        library = open;
        return open;
    }

    private DocIndex library() {
        DocIndex open = library;
        return open == null ? open() : open;
    }

    /// All documents, by folder; folders without documents are left out.
    public List<DocSection> shelves() {
        return library().shelves();
    }

    /// A document.
    ///
    /// @param folder as in its path
    /// @param name as in its path
    public Optional<DocDescriptor> find(String folder, String name) {
        return shelves().stream()
                .filter(shelf -> shelf.folder().text().equals(folder))
                .flatMap(shelf -> shelf.documents().stream())
                .filter(document -> document.name().equals(name))
                .findFirst();
    }

    /// The text of a document, as HTML that needs no cleaning: what its author wrote as HTML is text in it.
    public String html(DocDescriptor document) {
        return DocIndex.manuscript(document)
                .html(new DocLinkResolver(document.folder().text()));
    }

    /// Sections in which all words of a text stand, or words that begin with them; case and accents do not
    /// matter.
    ///
    /// @param text of which the first [#LONGEST_SEARCH] characters and eight words are looked at
    public DocSearchResult search(String text) {
        String asked = text.strip();
        asked = asked.length() > LONGEST_SEARCH ? asked.substring(0, LONGEST_SEARCH) : asked;
        List<String> words = WordTokenizer.of(asked).stream()
                .map(Token::folded)
                .distinct()
                .limit(MOST_WORDS)
                .toList();
        if (words.isEmpty()) {
            return new DocSearchResult(asked, List.of(), 0, List.of());
        }
        DocSearchIndex index = library().index();
        List<IndexedSection> found = index.find(words);
        DocExcerptBuilder excerpt = new DocExcerptBuilder(words);
        List<SearchHit> hits = found.stream()
                .limit(MOST_HITS)
                .map(section -> hit(section, excerpt))
                .toList();
        return new DocSearchResult(asked, hits, found.size(), found.isEmpty() ? alone(words, index) : List.of());
    }

    private static SearchHit hit(IndexedSection section, DocExcerptBuilder excerpt) {
        DocDescriptor document = section.document();
        return new SearchHit(
                section.path(),
                document.folder(),
                excerpt.whole(document.title()),
                section.anchor().isTitle()
                        ? List.of()
                        : excerpt.whole(section.anchor().text()),
                excerpt.best(section.text()));
    }

    private static List<WordMatches> alone(List<String> words, DocSearchIndex index) {
        return words.stream()
                .map(word -> {
                    int sections = index.count(word);
                    return new WordMatches(word, sections, sections == 0 ? index.alike(word) : List.of());
                })
                .toList();
    }
}
