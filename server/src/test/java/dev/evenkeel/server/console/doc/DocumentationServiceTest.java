// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.console.doc.DocSearchResults.SearchHit;
import dev.evenkeel.server.console.doc.DocSearchResults.SearchWordMatchCount;
import dev.evenkeel.server.console.doc.DocSearchResults.TextFragment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DocumentationServiceTest {
    private static final Path FOLDER = Path.of("..", "docs");
    private static final DocumentationService DOCS = new DocumentationService();

    private static String words(List<TextFragment> pieces) {
        return pieces.stream().map(TextFragment::text).collect(Collectors.joining());
    }

    private static List<String> marked(List<TextFragment> pieces) {
        return pieces.stream()
                .filter(TextFragment::matched)
                .map(TextFragment::text)
                .toList();
    }

    @Test
    void everyMarkdownFileOfTheRepositorysDocumentsIsServed() throws IOException {
        /* A README lists the documents of its folder, as the page /docs does. */
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> written = files.filter(file -> file.toString().endsWith(".md") && !file.endsWith("README.md"))
                    .map(file -> "/docs/" + FOLDER.relativize(file).toString().replaceFirst("\\.md$", ""))
                    .sorted()
                    .toList();
            assertThat(DOCS.listSections().stream()
                            .flatMap(categoryDocuments -> categoryDocuments.documents().stream()))
                    .extracting(DocDescriptor::path)
                    .filteredOn(path -> !path.matches("/docs/(cli|api|reference/cli)(/.*)?"))
                    .containsExactlyInAnyOrderElementsOf(written);
        }
    }

    @Test
    void theCommandLineReferenceIsServedWithAPageForEachGroup() {
        assertThat(DOCS.find("reference", "cli")).isPresent();
        assertThat(DOCS.find("cli", "general")).isPresent();
        assertThat(DOCS.find("cli", "rollout"))
                .hasValueSatisfying(document -> assertThat(DOCS.renderHtml(document))
                        .contains("evenkeel rollout start", "/docs/reference/cli#common-options"));
    }

    @Test
    void theReferenceOfTheHttpApiIsServedWithExamples() {
        assertThat(DOCS.find("api", "rollouts"))
                .hasValueSatisfying(document -> assertThat(DOCS.renderHtml(document))
                        .contains("POST /api/v1/environments/{environment}/rollouts", "curl -X POST", "Response 201"));
    }

    @Test
    void everyDocumentBeginsWithItsTitle() {
        assertThat(DOCS.listSections().stream().flatMap(categoryDocuments -> categoryDocuments.documents().stream()))
                .allSatisfy(document -> {
                    assertThat(document.title()).as(document.path()).isNotBlank();
                    assertThat(document.headings().getFirst().level()).isEqualTo(1);
                });
    }

    @Test
    void firstStepsAreFirstAndInOrder() {
        CategoryDocuments first = DOCS.listSections().getFirst();
        assertThat(first.category()).isEqualTo(DocCategory.GET_STARTED);
        assertThat(first.documents())
                .extracting(DocDescriptor::name)
                .containsExactly("1-install", "2-first-flag", "3-first-guarded-rollout", "4-concepts");
        assertThat(DOCS.find("get-started", "3-first-guarded-rollout"))
                .hasValueSatisfying(
                        document -> assertThat(DOCS.renderHtml(document)).contains("language-console", "language-xml"));
    }

    @Test
    void decisionsStandInTheirOrder() {
        CategoryDocuments decisions = DOCS.listSections().getLast();
        assertThat(decisions.category()).isEqualTo(DocCategory.DECISIONS);
        assertThat(decisions.documents()).extracting(DocDescriptor::name).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "gate changes, /docs/guides/gate-changes",
        "sdk protocol, /docs/reference/sdk-protocol",
        "innovation tokens, /docs/guides/technology-radar",
        "permissions, /docs/reference/permissions",
        "FORECASTS scöre, /docs/guides/forecasts",
        "how do I send notifications to slack, /docs/guides/notifications",
        "how do I define slos, /docs/guides/define-slos"
    })
    void theBestSectionComesFirst(String asked, String path) {
        assertThat(DOCS.search(asked).hits())
                .first()
                .extracting(SearchHit::path)
                .isEqualTo(path);
    }

    @Test
    void allWordsStandInEverySectionAndAreMarked() {
        DocSearchResults found = DOCS.search("rollback drill");
        assertThat(found.hits()).hasSizeBetween(5, 30);
        assertThat(found.sectionCount()).isGreaterThanOrEqualTo(found.hits().size());
        assertThat(found.hits().getFirst().excerpt()).anyMatch(TextFragment::matched);
        assertThat(found.hits()).allSatisfy(hit -> {
            assertThat(words(hit.excerpt()).length()).isLessThanOrEqualTo(350);
            String all = (words(hit.title()) + " " + words(hit.heading()) + " "
                            + DOCS.renderHtml(
                                    DOCS.find(hit.category().slug(), hit.path().replaceFirst(".*/([a-z0-9-]+).*", "$1"))
                                            .orElseThrow()))
                    .toLowerCase(Locale.ROOT);
            assertThat(all).contains("rollback").contains("drill");
        });
    }

    @Test
    void aSectionWithMostOfTheWordsIsFoundAfterThoseWithAll() {
        assertThat(DOCS.search("freeze window calendar zzzz").hits()).isNotEmpty();
        List<String> all = DOCS.search("freeze window").hits().stream()
                .map(SearchHit::path)
                .toList();
        assertThat(DOCS.search("freeze window zzzz").hits())
                .extracting(SearchHit::path)
                .isEqualTo(all);
        assertThat(DOCS.search("how do I stop the freeze").query()).isEqualTo("how do I stop the freeze");
        assertThat(DOCS.search("the").hits()).isNotEmpty();
    }

    @Test
    void theBeginningOfAWordIsEnoughAndCaseAndAccentsDoNotMatter() {
        assertThat(DOCS.search("ROLLB").sectionCount())
                .isEqualTo(DOCS.search("rôllb").sectionCount())
                .isGreaterThan(20);
        assertThat(marked(DOCS.search("Evidénc").hits().getFirst().excerpt()))
                .allMatch(word -> word.toLowerCase(Locale.ROOT).startsWith("evidenc"));
    }

    @Test
    void whereNothingHasAllWordsEachIsLookedForByItself() {
        DocSearchResults found = DOCS.search("freeze rollbakc zzzz");
        assertThat(found.hits()).isEmpty();
        assertThat(found.wordMatches())
                .extracting(SearchWordMatchCount::word)
                .containsExactly("freeze", "rollbakc", "zzzz");
        assertThat(found.wordMatches().getFirst().sectionCount()).isPositive();
        assertThat(found.wordMatches().get(1).suggestions()).contains("rollback");
        assertThat(found.wordMatches().getLast()).isEqualTo(new SearchWordMatchCount("zzzz", 0, List.of()));
    }

    @Test
    void longSearchesAreCut() {
        DocSearchResults found = DOCS.search("  " + "gate ".repeat(1_000));
        assertThat(found.query()).hasSize(DocumentationService.MAX_SEARCH_LENGTH);
        assertThat(found.sectionCount()).isEqualTo(DOCS.search("gate").sectionCount());
        String many = "b c d e f g h j zzzz";
        assertThat(DOCS.search(many).wordMatches())
                .extracting(SearchWordMatchCount::word)
                .doesNotContain("zzzz");
    }

    @Test
    void withoutAWordNothingIsFound() {
        assertThat(DOCS.search(" \t").isSearch()).isFalse();
        assertThat(DOCS.search("!? …").isSearch()).isTrue();
        assertThat(DOCS.search("!? …").hits()).isEmpty();
    }
}
