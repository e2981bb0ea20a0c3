// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.doc.DocSearchIndex.IndexedSection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Index of the documents on the class path.
///
/// @param sections documents by category, each with at least one document
/// @param searchIndex search index of all sections
record DocIndex(List<CategoryDocuments> sections, DocSearchIndex searchIndex) {
    private static final String ROOT = "evenkeel-docs/";
    private static final Pattern FILE = Pattern.compile(".*/" + ROOT + "([a-z-]+)/([a-z0-9-]+)\\.md");

    DocIndex {
        sections = List.copyOf(sections);
    }

    private record ParsedDocument(DocDescriptor document, MarkdownDocument markdown) {}

    static DocIndex load() {
        List<ParsedDocument> all = listFiles().stream()
                .map(DocIndex::parseFile)
                .sorted(Comparator.comparing(
                                (ParsedDocument one) -> one.document().category())
                        .thenComparing(one -> sortKey(one.document()), String.CASE_INSENSITIVE_ORDER))
                .toList();
        List<IndexedSection> sections = new ArrayList<>();
        all.forEach(one -> one.markdown()
                .passages()
                .forEach(passage ->
                        sections.add(new IndexedSection(one.document(), passage.heading(), passage.text()))));
        return new DocIndex(
                groupByCategory(all.stream().map(ParsedDocument::document).toList()), new DocSearchIndex(sections));
    }

    /* File names sort decisions by number and first steps by their order. */
    private static String sortKey(DocDescriptor document) {
        return document.category() == DocCategory.DECISIONS || document.category() == DocCategory.GET_STARTED
                ? document.name()
                : document.title();
    }

    private static List<CategoryDocuments> groupByCategory(List<DocDescriptor> documents) {
        return Arrays.stream(DocCategory.values())
                .map(folder -> new CategoryDocuments(
                        folder,
                        documents.stream()
                                .filter(document -> document.category() == folder)
                                .toList()))
                .filter(categoryDocuments -> !categoryDocuments.documents().isEmpty())
                .toList();
    }

    private static List<Matcher> listFiles() {
        try {
            List<Matcher> files = new ArrayList<>();
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "*/*.md")) {
                Matcher path = FILE.matcher(file.getURL().toString());
                if (path.matches() && DocCategory.findBySlug(path.group(1)).isPresent()) {
                    files.add(path);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParsedDocument parseFile(Matcher path) {
        DocCategory folder = DocCategory.findBySlug(path.group(1)).orElseThrow();
        MarkdownDocument manuscript = loadMarkdown(folder, path.group(2));
        return new ParsedDocument(
                new DocDescriptor(
                        folder, path.group(2), manuscript.title(), manuscript.summary(), manuscript.headings()),
                manuscript);
    }

    /// Reads the Markdown source of a document.
    static MarkdownDocument loadMarkdown(DocDescriptor document) {
        return loadMarkdown(document.category(), document.name());
    }

    private static MarkdownDocument loadMarkdown(DocCategory folder, String name) {
        String path = ROOT + folder.slug() + "/" + name + ".md";
        try (InputStream in = DocIndex.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("not on the class path: " + path);
            }
            return MarkdownDocument.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
