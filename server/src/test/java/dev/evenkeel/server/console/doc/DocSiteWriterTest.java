// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DocSiteWriterTest {
    private static final Path SITE = Path.of("target/classes/evenkeel-docs");

    @TempDir
    private Path root;

    @BeforeEach
    void writeDocuments() throws IOException {
        write(
                "docs/guides/first.md",
                "# A guide\n\nIt does one thing.\n\n## Steps\n\nSee [the command](../cli/flag.md#list).");
        write("docs/guides/second.md", "# Another guide\n\nSee [the start](first.md).");
        write("docs/guides/README.md", "# Guides\n\n[The first](first.md#steps)");
        write("docs/get-started/1-install.md", "# Z");
        write("docs/get-started/2-run.md", "# A");
        write("cli/target/reference/cli/flag.md", "# flag\n\n## list\n");
        write("README.md", "# Project\n\n[Guides](docs/guides), [install](docs/get-started/1-install.md)");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private Path writeSite() throws IOException {
        Path out = Files.createDirectories(root.resolve("target/site"));
        DocSiteWriter.main(new String[] {
            root.toString(),
            out.toString(),
            root.resolve("cli/target/reference/cli").toString()
        });
        return out;
    }

    @Test
    void writesAPageForEachDocument() throws IOException {
        Path site = writeSite();

        assertThat(site.resolve("guides/first.html"))
                .content()
                .contains("<h2 id=\"steps\">Steps</h2>", "href=\"/docs/cli/flag#list\"")
                .contains("<a href=\"/docs/guides/second\" rel=\"next\">")
                .doesNotContain("rel=\"prev\"");
        assertThat(site.resolve("cli/flag.html")).exists();
        assertThat(site.resolve("guides/README.html")).doesNotExist();
        assertThat(site.resolve("index.html"))
                .content()
                .contains("It does one thing.")
                .containsSubsequence("/docs/get-started/1-install", "/docs/get-started/2-run", "/docs/guides/first");
    }

    @Test
    void writesASearchIndexOfSections() throws IOException {
        JsonNode sections = JsonMapper.shared().readTree(writeSite().resolve("search.json"));

        assertThat(sections.valueStream()
                        .filter(section -> section.get("title").stringValue().equals("A guide")))
                .extracting(
                        section -> section.get("path").stringValue(),
                        section -> section.get("heading").stringValue(),
                        section -> section.get("text").stringValue())
                .containsExactly(
                        tuple("/docs/guides/first", "", "It does one thing."),
                        tuple("/docs/guides/first#steps", "Steps", "See the command."));
    }

    @Test
    void failsOnBrokenLinks() throws IOException {
        write("docs/guides/second.md", "# Another\n\n[x](none.md), [y](first.md#none), ![z](../pictures/none.png)");
        write("cli/target/reference/cli/flag.md", "# flag\n\n[x](../guides/first.md#none)");
        write("README.md", "# Project\n\n[x](../outside.md), [y](https://example.org/none)");

        assertThatThrownBy(this::writeSite)
                .hasMessageContainingAll(
                        "docs/guides/second.md: none.md",
                        "docs/guides/second.md: first.md#none",
                        "docs/guides/second.md: ../pictures/none.png",
                        "docs/guides/first.md: ../cli/flag.md#list",
                        "docs/cli/flag.md: ../guides/first.md#none",
                        "README.md: ../outside.md")
                .hasMessageNotContaining("example.org");
    }

    @Test
    void everyDocumentOfTheRepositoryHasAPage() throws IOException {
        Path docs = Path.of("..", "docs");
        try (Stream<Path> files = Files.walk(docs)) {
            assertThat(files.filter(file -> file.toString().endsWith(".md") && !file.endsWith("README.md")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(SITE.resolve(
                                    docs.relativize(file).toString().replaceFirst("md$", "html")))
                            .content()
                            .containsPattern("<h1 id=\"[^\"]+\">."));
        }
        assertThat(SITE.resolve("cli/rollout.html"))
                .content()
                .contains("evenkeel rollout start", "/docs/reference/cli#common-options");
        assertThat(SITE.resolve("api/rollouts.html"))
                .content()
                .contains("POST /api/v1/environments/{environment}/rollouts", "curl -X POST", "Response 201");
    }
}
