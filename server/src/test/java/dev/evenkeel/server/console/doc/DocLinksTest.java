// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/// Every link of the documents in the repository leads to a file and a heading that are there.
final class DocLinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NO_SOURCES = Set.of("target", "node_modules");
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return name.startsWith(".") || NO_SOURCES.contains(name)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    documents.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return documents.stream().sorted().toList();
    }

    private static List<String> destinations(Path file) throws IOException {
        List<String> destinations = new ArrayList<>();
        PARSER.parse(Files.readString(file)).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                destinations.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                destinations.add(image.getDestination());
                visitChildren(image);
            }
        });
        return destinations;
    }

    private static boolean leadsSomewhere(Path file, String destination) throws IOException {
        if (destination.matches("[a-z]+:.*")) {
            return true;
        }
        String[] parts = destination.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!target.startsWith(ROOT)) {
            return false;
        }
        if (!Files.exists(target)) {
            target = generated(target);
        }
        return Files.exists(target)
                && (parts.length == 1
                        || MarkdownDocument.parse(Files.readString(target)).headings().stream()
                                .anyMatch(anchor -> anchor.id().equals(parts[1])));
    }

    /* Pages that the build writes are only among the files that the server serves. */
    private static Path generated(Path page) {
        return Path.of("target/classes/evenkeel-docs")
                .resolve(ROOT.resolve("docs").relativize(page).toString());
    }

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path file : documents()) {
            for (String destination : destinations(file)) {
                links++;
                if (!leadsSomewhere(file, destination)) {
                    broken.add(ROOT.relativize(file) + ": " + destination);
                }
            }
        }
        assertThat(links).isGreaterThan(400);
        assertThat(broken).isEmpty();
    }
}
