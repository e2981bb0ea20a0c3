// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.slo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// SLO pages of a real server.
final class SloPageModelIT {
    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: NAME}
            spec:
              service: payments
              indicator:
                metadata: {name: success}
                spec:
                  ratioMetric:
                    counter: true
                    good: {metricSource: {type: evenkeel, spec: {flag: NAME}}}
                    total: {metricSource: {type: evenkeel, spec: {flag: NAME}}}
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{displayName: availability, target: 0.99}]
            """;

    private static TestServer server;
    private static TestBrowser browser;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        browser = TestBrowser.start();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (int minute = -1500; minute < 60; minute++) {
            insertOutcomes("pay", now.plus(Duration.ofMinutes(minute)), minute < -40 ? 2 : 400);
        }
        insertBudgetHistory(now);
        insertOverspentBudget(now);
        apply(SLO.replace("NAME", "pay") + "---\n" + SLO.replace("NAME", "silent") + "---\n"
                + SLO.replace("NAME", "waste"));
        await("an alert")
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.get("/slos/pay").body().contains("Firing"));
    }

    @AfterEach
    void closePagesWithoutComplaints() {
        List<String> complaints = browser.consoleErrors();
        browser.closePages();
        assertThat(complaints).isEmpty();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    private static void insertOutcomes(String flag, Instant minute, long failures) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                        values ('default', :flag, :minute, 0, 1000, :failures)
                        """)
                .param("flag", flag)
                .param("minute", Timestamp.from(minute))
                .param("failures", failures)
                .update();
    }

    /// Hours from before the outcomes that are kept, with a gap.
    private static void insertBudgetHistory(Instant now) {
        for (int hour = 80; hour > 30; hour--) {
            if (hour > 50 || hour < 45) {
                server.bean(JdbcClient.class)
                        .sql("""
                                insert into error_budget_hour
                                    (slo, objective, hour, state, good, total, allowed_bad, remaining, data_coverage)
                                values ('pay', 'availability', :hour, 'OK', 998, 1000, 10, :remaining, 0.1)
                                """)
                        .param(
                                "hour",
                                Timestamp.from(now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hour))))
                        .param("remaining", 0.7 + hour / 400.0)
                        .update();
            }
        }
    }

    private static void insertOverspentBudget(Instant now) {
        for (int hour = 10; hour > 0; hour--) {
            server.bean(JdbcClient.class)
                    .sql("""
                            insert into error_budget_hour
                                (slo, objective, hour, state, good, total, allowed_bad, remaining, data_coverage)
                            values ('waste', 'availability', :hour, 'SPENT', 900, 1000, 10, -4, 0.1)
                            """)
                    .param(
                            "hour",
                            Timestamp.from(now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hour))))
                    .update();
        }
    }

    private static void apply(String text) {
        assertThat(server.send(server.asAdmin("/api/v1/slos").method("PATCH", BodyPublishers.ofString(text)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Tag("quick")
    void showsRemainingErrorBudgetAndBurnRate() {
        Page page = browser.page(server, "/slos/pay");
        assertThat(page.locator("#head")).containsText("Service payments, over the last 30d");
        assertThat(page.locator("section.evidence").first()).containsText("of the period is known");
        assertThat(page.locator("section.evidence tbody tr").first()).containsText("page-fast");
        assertThat(page.locator("section.evidence tbody tr").first()).containsText("Firing");
        assertThat(page.locator("#alerts")).containsText("burn rate");
        assertThat(page.locator(".chart canvas")).isVisible();
        assertThat(page.locator(".chart figcaption")).containsText("left");
        TestBrowser.checkAllWidthsAndThemes(page, "slo");
    }

    @Test
    void chartsOverspentErrorBudget() {
        Page page = browser.page(server, "/slos/waste");
        assertThat(page.locator(".chart canvas")).isVisible();
        page.locator(".chart canvas").scrollIntoViewIfNeeded();
        assertThat((Integer) page.evaluate("""
                () => {
                    const canvas = document.querySelector('.chart canvas');
                    const probe = document.createElement('canvas').getContext('2d');
                    probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--ek-candidate').trim();
                    probe.fillRect(0, 0, 1, 1);
                    const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
                    const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                    let points = 0;
                    for (let at = 0; at < data.length; at += 4)
                        if (data[at] === r && data[at + 1] === g && data[at + 2] === b && data[at + 3] === 255) points++;
                    return points;
                }"""))
                .as("points of the line that are drawn")
                .isGreaterThan(100);
        TestBrowser.checkAllWidthsAndThemes(page, "slo-overdrawn");
    }

    @Test
    void listsSlosAndShowsMissingDataAsUnknown() {
        Page page = browser.page(server, "/slos");
        assertThat(page.locator("nav [aria-current=page]")).hasText("Objectives");
        assertThat(page.locator("tbody tr").nth(1)).containsText("No data");
        assertThat(page.locator("tbody tr").nth(1)).containsText("unknown");
        TestBrowser.checkAllWidthsAndThemes(page, "slos");
        assertThat(server.get("/slos/none").statusCode()).isEqualTo(404);
    }

    @Test
    void rendersPageForSloWithoutData() {
        Page page = browser.page(server, "/slos/silent");
        assertThat(page.locator("h1")).isVisible();
        TestBrowser.checkAllWidthsAndThemes(page, "slo-silent");
    }
}
