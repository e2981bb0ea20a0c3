// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.capacity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The capacity page in a real browser.
final class CapacityPageModelIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        requireSuccess(server.post(
                "/api/v1/work-items",
                Json.of(
                        "{'source':'jira','items':[%s]}",
                        String.join(
                                ",",
                                List.of(
                                        item("PAY-1", "pay at once", "NEW_WORK", 30, 26),
                                        item("PAY-2", "restart the pool by hand", "TOIL", 20, 60),
                                        item("PAY-3", "booked twice", "UNPLANNED", 0, 14))))));
        requireSuccess(server.post("/api/v1/capacity/requirements?team=money", """
                {"kind":"RELIABILITY","minimumShare":0.3,"reason":"stabilise first","expiresAt":"%s"}""".formatted(
                        Instant.now().plus(Duration.ofDays(28)))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String item(String key, String title, String kind, int planned, int actual) {
        return """
                {"key":"%s","title":"%s","kind":"%s","team":"money","planned":%d,"actual":%d,
                 "opened":"2026-01-01T00:00:00Z"}""".formatted(key, title, kind, planned, actual);
    }

    @Test
    @Tag("quick")
    void showsActualCapacitySplitAndAppliedRule() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/capacity");
            assertThat(page.locator("main")).containsText("Everybody together");
            page.getByLabel("Teams").getByText("money").click();
            assertThat(page.locator("main")).containsText("money: return toil above 50% to the teams that cause it");
            assertThat(page.locator("#split")).containsText("60%, 60\u00a0d");
            assertThat(page.getByLabel("toil: 60% of the time, 0% by the plan")).isVisible();
            assertThat(page.locator("#split tbody tr", new Page.LocatorOptions().setHasText("toil"))
                            .locator("[data-label='Target of the rule']"))
                    .hasText("50%");
            assertThat(page.locator("#ladder")).containsText("The services of the team have no SLOs.");
            assertThat(page.locator("#ladder tbody tr").last()).containsText("Holds");
            assertThat(page.locator("#over")).containsText("PAY-2 restart the pool by hand");
            assertThat(page.locator("#required")).containsText("stabilise first");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Capacity");
            TestBrowser.checkAllWidthsAndThemes(page, "capacity");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsEmptyStateWithoutWorkItems() {
        assertThat(server.get("/capacity?team=nobody&quarter=2020Q1").body())
                .contains("There are no work items in this period.", "Nobody is known to be over the plan.", "unknown");
    }
}
