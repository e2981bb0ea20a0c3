// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The change report in a real browser, as a page and as a file.
final class ChangeReportPageIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String PAGE = "/changes/default/core";
    private static final String TITLE = "Report: move the payment core to the new framework";

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
        requireSuccess(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}"""));
        requireSuccess(server.put("/api/v1/services/payments", """
                {"owner":"payments","flags":[{"environment":"default","flag":"core"}]}"""));
        requireSuccess(server.post("/api/v1/incidents", """
                {"service":"payments","title":"payments were booked twice","severity":"SEV1"}"""));
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String tale = Files.readString(Path.of("../examples/risk/tale.yaml"))
                .replace("asOf: 2026-11-26", "asOf: " + today)
                .replace("start: 2026-11-30", "start: " + today);
        var order = JsonMapper.shared()
                .createObjectNode()
                .put("flag", "core")
                .put("case", tale)
                .put("draws", 2_000);
        String id = requireSuccess(server.post(ENVIRONMENT + "/assessments", order.toString()))
                .path("id")
                .asString();
        requireSuccess(server.post("/api/v1/assessments/" + id + "/decision", """
                {"course":"stabilise first","onBehalfOf":"vera","reason":"one in ten","dissent":"tom: too slow"}"""));
        requireSuccess(server.post("/api/v1/assessments/" + id + "/completed-work", """
                {"item":"make repeats harmless","weeks":1.5,"evidence":"the drill of Tuesday"}"""));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !requireSuccess(server.get("/api/v1/forecasts?eventClass=major-incident"))
                        .isEmpty());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsChangeReportInConsoleAndStandaloneFile() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, PAGE);
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Decisions");
            assertReportContent(page);
            TestBrowser.checkAllWidthsAndThemes(page, "report");

            page.getByText("to print").click();
            page.waitForURL("**" + PAGE + "/report.html");
            assertReportContent(page);
            TestBrowser.checkAllWidthsAndThemes(page, "report-file");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    private static void assertReportContent(Page page) {
        Locator report = page.locator(".report");
        assertThat(page.locator(".report h1")).hasText(TITLE);
        assertThat(report).containsText("payments were booked twice");
        assertThat(report).containsText("vera decided on \"stabilise first\"");
        assertThat(report).containsText("Dissent: tom: too slow.");
        assertThat(report).containsText("the drill of Tuesday");
        assertThat(report).containsText("These numbers are estimates, not observations.");
        for (String gap : new String[] {
            "weekly failure counts before",
            "completion of work \"shorten the clearing cut\"",
            "rollback drills since the assessment",
            "rollouts of flag core",
            "lessons of this change"
        }) {
            assertThat(page.locator(".report-gap", new Page.LocatorOptions().setHasText(gap)))
                    .isVisible();
        }
    }

    @Test
    void exportsSelfContainedReport() {
        HttpResponse<String> answer = server.get(PAGE + "/report.html");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(answer.body()).contains("<style>", "@media print", TITLE).doesNotContain("<script", "<link", "src=");
    }
}
