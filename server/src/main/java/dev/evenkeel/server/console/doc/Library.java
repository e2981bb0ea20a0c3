// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.doc.SectionIndex.Section;
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
record Library(List<Shelf> shelves, SectionIndex index) {
    private static final String ROOT = "evenkeel-docs/";
    private static final Pattern FILE = Pattern.compile(".*/" + ROOT + "([a-z-]+)/([a-z0-9-]+)\\.md");

    Library {
        shelves = List.copyOf(shelves);
    }

    private record Written(Document document, Manuscript manuscript) {}

    static Library read() {
        List<Written> all = files().stream()
                .map(Library::written)
                .sorted(Comparator.comparing((Written one) -> one.document().folder())
                        .thenComparing(one -> order(one.document()), String.CASE_INSENSITIVE_ORDER))
                .toList();
        List<Section> sections = new ArrayList<>();
        all.forEach(one -> one.manuscript()
                .passages()
                .forEach(passage -> sections.add(new Section(one.document(), passage.anchor(), passage.text()))));
        return new Library(shelves(all.stream().map(Written::document).toList()), new SectionIndex(sections));
    }

    /* Decisions have numbers, and the files of a tutorial the order of its steps. */
    private static String order(Document document) {
        return document.folder() == Folder.DECISIONS || document.folder() == Folder.TUTORIAL
                ? document.name()
                : document.title();
    }

    private static List<Shelf> shelves(List<Document> documents) {
        return Arrays.stream(Folder.values())
                .map(folder -> new Shelf(
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
                if (path.matches() && Folder.find(path.group(1)).isPresent()) {
                    files.add(path);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Written written(Matcher path) {
        Folder folder = Folder.find(path.group(1)).orElseThrow();
        Manuscript manuscript = manuscript(folder, path.group(2));
        return new Written(
                new Document(folder, path.group(2), manuscript.title(), manuscript.lead(), manuscript.anchors()),
                manuscript);
    }

    /// What its author wrote.
    static Manuscript manuscript(Document document) {
        return manuscript(document.folder(), document.name());
    }

    private static Manuscript manuscript(Folder folder, String name) {
        String path = ROOT + folder.text() + "/" + name + ".md";
        try (InputStream in = Library.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("not on the class path: " + path);
            }
            return Manuscript.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
