// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.kit.JteViewResolver;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Writes the documentation as static files: a page for each document, a page with links to all, and the index of
/// the search. Fails on broken links in any Markdown file of the repository. The build runs it.
public final class DocSiteWriter {
    private static final Set<String> NO_SOURCES = Set.of("target", "node_modules");

    private DocSiteWriter() {}

    /// A section of a document, as `docs.js` reads it.
    ///
    /// @param weight factor of its rank in search results
    /// @param heading empty for the text below the title
    private record SearchSection(
            String path, String category, double weight, String title, String heading, String text) {}

    /// Writes all files.
    ///
    /// @param arguments root of the repository; folder for the files; folders with the generated documents of a
    ///     category, whose names are the names of the categories
    /// @throws IOException when a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).normalize();
        Path out = Path.of(arguments[1]);
        Map<Path, MarkdownDocument> documents = readRepository(root);
        for (String folder : Arrays.copyOfRange(arguments, 2, arguments.length)) {
            readGenerated(Path.of(folder), documents);
        }
        List<String> broken = new DocLinkChecker(root, documents).findBroken();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Broken links in the documentation:\n" + String.join("\n", broken));
        }
        write(DocSite.of(documents), out);
    }

    private static Map<Path, MarkdownDocument> readRepository(Path root) throws IOException {
        Map<Path, MarkdownDocument> documents = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = String.valueOf(folder.getFileName());
                return !folder.equals(root) && (name.startsWith(".") || NO_SOURCES.contains(name))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".md")) {
                    documents.put(root.relativize(file), MarkdownDocument.parse(Files.readString(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return documents;
    }

    private static void readGenerated(Path folder, Map<Path, MarkdownDocument> documents) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.md")) {
            for (Path file : files) {
                documents.put(
                        Path.of("docs", String.valueOf(folder.getFileName()), String.valueOf(file.getFileName())),
                        MarkdownDocument.parse(Files.readString(file)));
            }
        }
    }

    private static void write(DocSite site, Path out) throws IOException {
        TemplateEngine templates = JteViewResolver.createTemplateEngine();
        render(templates, "doc/list.jte", Map.of("site", site), out.resolve("index.html"));
        for (DocPage page : site.pages()) {
            Path folder = Files.createDirectories(out.resolve(page.category().slug()));
            render(
                    templates,
                    "doc/detail.jte",
                    Map.of("site", site, "page", page),
                    folder.resolve(page.name() + ".html"));
        }
        JsonMapper.shared()
                .writeValue(
                        out.resolve("search.json"),
                        site.pages().stream()
                                .flatMap(page -> page.document().passages().stream()
                                        .map(passage -> toSearchSection(page, passage)))
                                .toList());
    }

    private static void render(TemplateEngine templates, String template, Map<String, Object> model, Path file)
            throws IOException {
        StringOutput html = new StringOutput();
        templates.render(template, model, html);
        Files.writeString(file, html.toString());
    }

    private static SearchSection toSearchSection(DocPage page, MarkdownDocument.DocPassage passage) {
        DocHeading heading = passage.heading();
        return new SearchSection(
                page.path() + (heading.isTitle() ? "" : "#" + heading.id()),
                page.category().title(),
                page.category().searchWeight(),
                page.title(),
                heading.isTitle() ? "" : heading.text(),
                passage.text());
    }
}
