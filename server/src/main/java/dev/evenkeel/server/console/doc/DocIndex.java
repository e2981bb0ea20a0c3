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

/// The documents on the class path.
///
/// @param shelves by folder, each with at least one document
/// @param index of all their sections
record DocIndex(List<DocSection> shelves, DocSearchIndex index) {
    private static final String ROOT = "evenkeel-docs/";
    private static final Pattern FILE = Pattern.compile(".*/" + ROOT + "([a-z-]+)/([a-z0-9-]+)\\.md");

    DocIndex {
        shelves = List.copyOf(shelves);
    }

    private record ParsedDocument(DocDescriptor document, MarkdownDocument manuscript) {}

    static DocIndex read() {
        List<ParsedDocument> all = files().stream()
                .map(DocIndex::written)
                .sorted(Comparator.comparing(
                                (ParsedDocument one) -> one.document().folder())
                        .thenComparing(one -> order(one.document()), String.CASE_INSENSITIVE_ORDER))
                .toList();
        List<IndexedSection> sections = new ArrayList<>();
        all.forEach(one -> one.manuscript()
                .passages()
                .forEach(
                        passage -> sections.add(new IndexedSection(one.document(), passage.anchor(), passage.text()))));
        return new DocIndex(shelves(all.stream().map(ParsedDocument::document).toList()), new DocSearchIndex(sections));
    }

    /* Decisions have numbers, and the files of a tutorial the order of its steps. */
    private static String order(DocDescriptor document) {
        return document.folder() == DocCategory.DECISIONS || document.folder() == DocCategory.TUTORIAL
                ? document.name()
                : document.title();
    }

    private static List<DocSection> shelves(List<DocDescriptor> documents) {
        return Arrays.stream(DocCategory.values())
                .map(folder -> new DocSection(
                        folder,
                        documents.stream()
                                .filter(document -> document.folder() == folder)
                                .toList()))
                .filter(shelf -> !shelf.documents().isEmpty())
                .toList();
    }

    private static List<Matcher> files() {
        try {
            List<Matcher> files = new ArrayList<>();
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "*/*.md")) {
                Matcher path = FILE.matcher(file.getURL().toString());
                if (path.matches() && DocCategory.find(path.group(1)).isPresent()) {
                    files.add(path);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParsedDocument written(Matcher path) {
        DocCategory folder = DocCategory.find(path.group(1)).orElseThrow();
        MarkdownDocument manuscript = manuscript(folder, path.group(2));
        return new ParsedDocument(
                new DocDescriptor(folder, path.group(2), manuscript.title(), manuscript.lead(), manuscript.anchors()),
                manuscript);
    }

    /// What its author wrote.
    static MarkdownDocument manuscript(DocDescriptor document) {
        return manuscript(document.folder(), document.name());
    }

    private static MarkdownDocument manuscript(DocCategory folder, String name) {
        String path = ROOT + folder.text() + "/" + name + ".md";
        try (InputStream in = DocIndex.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("not on the class path: " + path);
            }
            return MarkdownDocument.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
