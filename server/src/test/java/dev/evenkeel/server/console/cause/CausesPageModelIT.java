// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page of incident causes in a real browser.
final class CausesPageModelIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        requireSuccess(server.put("/api/v1/services/idle", Json.of("{'owner':'team-idle'}")));
        requireSuccess(server.put("/api/v1/services/ledger", Json.of("{'owner':'team-ledger'}")));
        importIncident("payments", Json.of("{'name':'retries are not limited'}"), 2_400, 30);
        importIncident(
                "payments",
                Json.of("{'name':'retries are not limited','weight':2},{'name':'alert looks at averages'}"),
                1_800,
                55);
        importIncident("payments", Json.of("{'name':'alert looks at averages'}"), 900, 20);
        importIncident("ledger", Json.of("{'name':'pool too small'}"), 700, 12);
        importIncident("ledger", Json.of("{'name':'an expired certificate that nobody watched over'}"), 300, 90);
        importIncident("shop", Json.of("{'name':'disk full'}"), 60, 5);
        importIncident("shop", "", 410, 8);
        requireSuccess(server.post("/api/v1/incidents", """
                {"service":"shop","change":"change-0","title":"search was slow","causes":[{"name":"disk full"}]}"""));
        requireSuccess(server.post("/api/v1/detection-drills", """
                {"service":"ledger","cause":"pool too small","phase":"before","detectionWindow":"PT0S",
                 "injectedAt":"2026-01-01T10:00:00Z","endedAt":"2026-01-01T10:05:00Z"}"""));
    }

    private static void importIncident(String service, String causes, int payments, int minutes) {
        Instant now = Instant.now();
        requireSuccess(server.post(
                "/api/v1/incidents", """
                {"service":"%1$s","change":"change-%2$d","title":"%2$d payments failed","causes":[%3$s],
                 "times":{"HARM_STARTED":"%4$s","MITIGATED":"%5$s"},
                 "impact":{"financialLoss":{"units":%2$d,"unit":"payment","rate":10,"currency":"CHF"}}}""".formatted(service, payments, causes, now.minusSeconds(60L * minutes), now)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("quick")
    void recommendsMostExpensiveCauseAndListsAllCauses() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            List<String> hosts = TestBrowser.recordRequestedHosts(page);
            TestBrowser.signIn(page, server, "/incidents");
            page.getByText("Causes and detection").click();
            assertThat(page.locator("#answer-lead"))
                    .containsText("Fix “retries are not limited” first: 58% of the money of 365 days");
            assertThat(page.locator("#answer")).containsText("From 6 incidents, which cost CHF\u00a061,600.");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Causes");
            assertThat(page.locator(".pareto svg")).hasAttribute("role", "img");
            assertThat(page.locator(".pareto .pareto-bar")).hasCount(5);
            Locator rows = page.locator("#causes tbody tr");
            assertThat(rows).hasCount(5);
            assertThat(rows.first()).containsText("CHF\u00a036,000");
            assertThat(rows.first()).containsText("66.7\u00a0min");
            assertThat(page.locator("#unknown")).containsText("1 incident without a cause: at least CHF\u00a04,100");
            assertThat(page.locator("#unknown")).containsText("1 incident of unknown loss: nobody knows");
            TestBrowser.checkAllWidthsAndThemes(page, "causes");

            rows.first().locator("summary").click();
            assertThat(rows.first().locator("li a")).hasCount(2);
            rows.first().locator("li a").first().click();
            assertThat(page.locator("#facts")).containsText("retries are not limited");
            assertThat(browser.consoleErrors()).isEmpty();
            assertThat(hosts).containsOnly(server.uri("/").getHost());
        }
    }

    @Test
    void ranksCausesOfServiceByCostAndMinutes() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            List<String> hosts = TestBrowser.recordRequestedHosts(page);
            TestBrowser.signIn(page, server, "/causes");
            page.getByLabel("Service").selectOption("ledger");
            page.getByLabel("Days back").fill("90");
            page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("#answer-lead"))
                    .containsText("of the money of ledger of 90 days, of 2 known causes.");
            assertThat(page.locator("#answer")).containsText("That is few: the order may be luck.");
            assertThat(page.locator("#quarters tbody tr")).hasCount(4);
            assertThat(page.locator("#quarters tbody tr").last()).containsText("CHF");
            assertThat(page.locator("#detection")).containsText("pool too small before the fix");
            assertThat(page.locator("#detection")).containsText("not detected");
            page.getByText("By minutes").click();
            assertThat(page.locator("#answer-lead")).containsText("Fix “an expired certificate");
            assertThat(page.getByLabel("Service")).hasValue("ledger");
            TestBrowser.checkAllWidthsAndThemes(page, "causes-service");
            assertThat(hosts).containsOnly(server.uri("/").getHost());
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsEmptyStateForServiceWithoutIncidents() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/causes");
            page.getByLabel("Days back").fill("90");
            page.getByLabel("Service").selectOption("idle");
            page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("#answer-lead"))
                    .containsText("Nothing to fix is known: no incident of idle in 90 days.");
            assertThat(page.locator("#grade")).containsText("./evenkeel incident review ID --record review.yaml");
            assertThat(page.locator("#quarters")).hasCount(0);
            assertThat(page.locator("#detection")).containsText("No detection drills.");
            TestBrowser.checkAllWidthsAndThemes(page, "causes-empty");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void rendersWithoutJavaScriptAndFallsBackOnInvalidParameters() {
        assertThat(server.get("/causes?service=shop&by=count").body())
                .contains("selected>shop</option>")
                .contains("Fix “disk full” first: 100% of the incidents of shop");
        assertThat(server.get("/causes?days=0").body()).contains("Days must be 1 to 3,650: these are the last 365.");
        assertThat(server.get("/causes?days=many&by=luck").body()).contains("of the money of 365 days");
    }
}
