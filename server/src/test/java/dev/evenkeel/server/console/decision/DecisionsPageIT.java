// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The list of decisions and the decision memo, in a real browser and on paper.
final class DecisionsPageIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b");

    private static TestServer server;
    private static String id;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
        requireSuccess(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}"""));
        requireSuccess(server.put("/api/v1/services/payments", """
                {"owner":"payments","flags":[{"environment":"default","flag":"core"}]}"""));
        requireSuccess(server.post("/api/v1/incidents", """
                {"service":"payments","title":"payments were booked twice","severity":"SEV1"}"""));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String tale = Files.readString(Path.of("../examples/risk/tale.yaml"))
                        .replace("asOf: 2026-11-26", "asOf: " + today)
                        .replace("start: 2026-11-30", "start: " + today)
                + "commitments: {report: {date: " + today.plusDays(90)
                + ", to: the board, miss: {number: 1000, judgement: legal}}}\n";
        var order = JsonMapper.shared()
                .createObjectNode()
                .put("flag", "core")
                .put("case", tale)
                .put("draws", 2_000)
                .put("author", "lea");
        id = requireSuccess(server.post(ENVIRONMENT + "/assessments", order.toString()))
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("quick")
    void listsAssessmentsWaitingForDecision() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/assessments");
            assertThat(page.locator("main")).containsText("One assessment waits for a decision.");
            TestBrowser.checkAllWidthsAndThemes(page, "decisions");
            page.getByText("move the payment core to the new framework").click();
            assertThat(page).hasURL(server.uri("/assessments/" + id).toString());
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsDecisionMemoWithMissingInputs() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/assessments/" + id);
            assertThat(page.locator(".report h1")).hasText("Decision: move the payment core to the new framework");
            assertThat(page.locator(".report"))
                    .containsText("lea requests a decision between these courses: now, phased now");
            assertThat(page.locator(".report"))
                    .containsText(Json.of("'stabilise first': the probability of a major incident is 9."));
            assertThat(page.locator(".report")).containsText("instead of 40%");
            assertThat(page.locator(".report-gap", new Page.LocatorOptions().setHasText("rollback plan of flag core")))
                    .isVisible();
            assertThat(page.getByText("SEV1 payments were booked twice")).isVisible();
            assertThat(page.locator("svg[role=img] path.curve")).hasCount(4);
            assertThat(page.getByText("never (1,000)")).isVisible();
            assertThat(page.getByText("decision record", new Page.GetByTextOptions().setExact(true)))
                    .hasAttribute("href", "/api/v1/assessments/" + id + "/decision-record?markdown=true");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Decisions");
            TestBrowser.checkAllWidthsAndThemes(page, "memo");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void exportsSelfContainedMemoWithOnePageBeforeAppendix() {
        String file = server.get("/assessments/" + id + "/memo.html").body();
        assertThat(file).contains("<style>", "@media print").doesNotContain("<script", "<link", "src=");
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            page.setContent(file);
            assertThat(countPdfPages(page)).as("with the appendix").isGreaterThan(1);
            page.addStyleTag(new Page.AddStyleTagOptions().setContent(".report-appendix { display: none }"));
            assertThat(countPdfPages(page)).isEqualTo(1);
        }
    }

    private static long countPdfPages(Page page) {
        byte[] pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
        return PAGE.matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    @Test
    void returns404PageForUnknownAssessment() {
        HttpResponse<String> missing = server.get("/assessments/ra-0");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("There is no assessment ra-0");
    }

    @Test
    void returnsMemoAsMarkdownAndJson() {
        HttpResponse<String> markdown =
                server.get("/api/v1/assessments/" + id + "/memo?markdown=true&server=https://keel");
        assertThat(markdown.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/markdown");
        assertThat(markdown.body())
                .contains(
                        "# Decision: move the payment core to the new framework",
                        "](https://keel/assessments/" + id + ")",
                        "> **Missing:** decision on this assessment (",
                        "judgement");
        JsonNode json = TestServer.json(server.get("/api/v1/assessments/" + id + "/memo"));
        assertThat(json.path("sections")).hasSize(12);
        assertThat(json.path("gaps")
                        .valueStream()
                        .map(gap -> gap.path("missing").asString()))
                .contains("rollback plan of flag core", "decision on this assessment");
    }
}
