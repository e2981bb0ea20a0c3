// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.console.kit.ConsoleFixture;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.console.rollout.SimulatedRollout.Scenario;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rollout page in a real browser, in every state, with simulated rollouts.
final class RolloutPageModelIT {
    private static final Instant START = Instant.parse("2026-01-05T13:00:00Z");
    private static final Instant NOW = START.plusSeconds(80);

    private static TestBrowser browser;
    private static ConsoleFixture server;

    @BeforeAll
    static void start() {
        browser = TestBrowser.start();
        server = new ConsoleFixture(0, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    @AfterEach
    void closePages() {
        browser.closePages();
        server.clear();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            baseline| Nobody is on modern yet.          | of 10,000 calls measured
            bad     | Rolled back at 14:01:05           | The last SDK was back after at most 1.4
            done    | modern serves everybody since     | Evidence against it never reached 111
            silent  | We cannot tell                    | No data for 7 s
            waiting | A person has to approve going on  | requires approval to advance (anna, beat)
            """)
    void showsSafetySummaryForEachStatus(String id, String lead, String how) {
        assertSafetySummary(show(id), id, lead, how);
    }

    @Test
    @Tag("quick")
    void showsSafetySummaryOfRunningRollout() {
        Page page = show("running");

        assertSafetySummary(page, "running", "No sign of harm at 50", "at 111 everybody goes back to classic");
        TestBrowser.checkFit(page, "rollout-running", 768);
    }

    private static void assertSafetySummary(Page page, String id, String lead, String how) {
        assertThat(page.locator("#answer-lead")).containsText(lead);
        assertThat(page.locator("#answer")).containsText(how);
        assertThat(page.locator("#chart-traffic figcaption")).containsText(":");
        TestBrowser.checkAllWidthsAndThemes(page, "rollout-" + id);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void endsChartsWhenRolloutEnds() {
        Page page = show("bad");
        assertThat(page.locator("#answer-lead")).hasText("Rolled back at 14:01:05");
        for (String chart : List.of("evidence", "errors", "latency", "traffic")) {
            assertThat(page.locator("#chart-" + chart + " figcaption")).containsText("14:01:05");
        }
    }

    @Test
    void reportsInsufficientDataInsteadOfHealthyGuardrail() {
        Locator verdicts = show("running").locator("#guardrails");
        assertThat(verdicts).containsText("Insufficient data");
        assertThat(verdicts).not().containsText("Healthy");
    }

    @Test
    void showsReconciliationPassesOfDataMigration() {
        Page page = show("waiting");
        Locator passes = page.locator("section:has(> #passes-title)");

        assertThat(passes.locator("tbody tr")).hasCount(4);
        assertThat(passes).containsText("Running");
        assertThat(passes).containsText("account 17: 300.00 in the old store, 299.99 in the new");
        assertThat(passes).containsText("It began before every process was at classic.");
        assertThat(show(page, "running").locator("#passes-title")).hasCount(0);
    }

    @Test
    void showsRollbackPlanWithSchemaChanges() {
        Page page = show("waiting");
        Locator plan = page.locator("section:has(> #plan-title)");

        assertThat(plan).containsText("Not rehearsed");
        assertThat(plan).containsText("Version 2. The rollback plan has no drill.");
        assertThat(plan.locator("tbody").first().locator("tr")).hasCount(9);
        assertThat(plan).containsText("http://payments.example/drills/rehearsal");
        assertThat(plan).containsText("A rollback would bring back classic 4.1.");
        assertThat(plan.locator("tbody").last().locator("tr")).hasCount(2);
        assertThat(plan).containsText("A change of its own: drop-ccy");
        assertThat(show(page, "running").locator("#plan-title")).hasCount(0);
    }

    @Test
    void appendsNewTicksWithoutReload() {
        Page page = show("running");
        Locator newest = page.locator("#chart-evidence figcaption");
        assertThat(newest).containsText("14:01:20");
        page.evaluate("window.samePage = true");
        String exposure = page.locator("#facts dd").first().textContent();

        for (int second = 0; second < 20; second++) {
            server.tick("running");
        }

        assertThat(newest).containsText("14:01:40");
        assertThat(page.locator("#facts dd").first()).not().hasText(exposure);
        assertThat(page.evaluate("window.samePage")).isEqualTo(true);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void catchesUpAfterLostConnection() {
        Page page = show("running");
        Locator newest = page.locator("#chart-evidence figcaption");
        assertThat(newest).containsText("14:01:20");

        server.dropStreams();
        server.tick("running");
        server.tick("running");

        assertThat(newest).containsText("14:01:22");
    }

    @Test
    void showsWarningWhenConnectionIsLost() {
        Page page = browser.page();
        try (ConsoleFixture own = new ConsoleFixture(0, Clock.fixed(NOW, ZoneOffset.UTC))) {
            own.add(rollout("running"));
            page.navigate(own.address() + "/rollouts/running");
            assertThat(page.locator("#chart-traffic figcaption")).containsText(":");
            assertThat(page.locator("#connection")).isHidden();
        }

        assertThat(page.locator("#connection")).containsText("Connection lost, trying again.");
    }

    @Test
    void showsWarningWhenNoOutcomeBatchArrives() {
        Page page = show("silent");
        assertThat(page.locator("#silence")).containsText("No batch arrives: exposure is held.");
        assertThat(show(page, "running").locator("#silence")).isHidden();
    }

    @Test
    void stopsRolloutOnlyAfterConfirmationWithReason() {
        Page page = show("running");
        page.getByText("Stop and roll back", new Page.GetByTextOptions().setExact(true))
                .click();
        page.getByText("Keep it running").click();
        assertThat(page.locator("#status")).containsText("Running");

        page.getByText("Stop and roll back", new Page.GetByTextOptions().setExact(true))
                .click();
        page.getByLabel("Reason, for the record").fill("wrong ledger");
        page.getByText("Roll back now").click();

        assertThat(page.locator("#status")).containsText("Stopped");
        assertThat(page.locator("#answer")).containsText("wrong ledger");
        assertThat(page.locator("#abort")).isHidden();
        assertThat(page.locator("#actions button")).hasCount(0);
    }

    @Test
    void showsRollbackProgressUntilLastSdkConfirms() {
        Page page = show("running");
        page.locator("#actions").getByText("Stop and roll back").click();
        page.getByLabel("Reason, for the record").fill("wrong ledger");
        page.getByText("Roll back now").click();
        Locator back = page.locator(".way-back");
        assertThat(back).containsText("3 of 5 SDKs have said that they are back,");
        assertThat(back).containsText(Pattern.compile("[0-9.]+ s since the order\\."));
        TestBrowser.takeScreenshot(page, "rollout-going-back");

        server.confirmRollback("running");

        assertThat(back).hasText("The last SDK was back after at most 0.7 s.");
        assertThat(page.locator("#answer")).containsText("Plan another rollout");
    }

    @Test
    void showsRollbackPreviewAndWhoMayRollBack() {
        Page page = show("running");
        Locator ahead = page.locator("#ahead");

        assertThat(ahead).containsText("Everybody goes to classic");
        assertThat(ahead).containsText("5 SDKs are connected; the last change was active in all after 0.3 s.");
        assertThat(ahead).containsText("No point of no return.");
        assertThat(ahead)
                .containsText("anna, beat, carla, dario, elif, 2 more and whoever holds the administrator's token");
        assertThat(show(page, "bad").locator("#ahead section")).hasCount(0);
    }

    @Test
    void showsProofTargetAndEtaOfCurrentStep() {
        Locator answer = show("running").locator("#answer");

        assertThat(answer).containsText("in about 1 min at this traffic");
        assertThat(answer).containsText("1,790 of about 2,543 candidate trials needed");
        assertThat(answer).containsText("Shown so far: errors: shown failures less than 2");
        assertThat(answer).containsText("At full exposure, less than ");
        assertThat(answer).containsText(" an hour more than with classic, at ");
    }

    @Test
    void keepsStopButtonVisibleWhileScrolling() {
        Page page = show("running");
        for (int width : new int[] {1280, 390, 2560}) {
            page.setViewportSize(width, 800);
            page.locator("#decisions-title").scrollIntoViewIfNeeded();
            page.mouse().wheel(0, 5_000);

            assertThat(page.locator("#actions .btn-stop")).isInViewport();
            TestBrowser.takeScreenshot(page, "rollout-scrolled");
            page.evaluate("() => scrollTo(0, 0)");
        }
    }

    @Test
    void approvesStepWithReason() {
        Page page = show("waiting");
        page.locator("#actions").getByText("Approve").click();
        page.getByText("Not yet").click();
        assertThat(page.locator("#answer-lead")).containsText("A person has to approve");

        page.locator("#actions").getByText("Approve").click();
        page.getByLabel("What convinced you").fill("the dashboards are calm");
        page.locator("#approve").getByText("Approve").click();

        assertThat(page.locator("#answer-lead")).containsText("No sign of harm at 5");
        assertThat(page.locator("#actions button")).hasCount(1);
        assertThat(page.locator("main")).containsText("approved by admin: the dashboards are calm");
    }

    @Test
    void navigatesChartByKeyboard() {
        Page page = show("running");
        Locator chart = page.locator("#chart-evidence");
        assertThat(chart.locator("figcaption")).containsText("14:01:20");

        chart.focus();
        page.keyboard().press("ArrowLeft");

        assertThat(chart.locator("figcaption")).containsText("14:01:19");
    }

    @Test
    void replaysDecisionsAndReportsMatch() {
        Page page = show("done");

        page.locator("#replay").click();

        assertThat(page.locator("#replay-answer")).hasText("140 ticks: every decision comes out the same.");
    }

    @Test
    void chartsHourlyCountsAndExplainsWhyReplayIsUnavailable() {
        Page page = show("done");
        String side = Json.of("{'calls':9000,'failures':9,'p50':3.1,'p95':4.2,'p99':5.3}");
        String hour = Json.of("{'hour':'2026-01-05T%s:00:00Z','exposure':5,'late':%s,'control':%s,'candidate':%s}");
        String gone = Json.of("{'code':'counts-rolled-up','detail':'The counts of rollout done were rolled up.'}");
        stubResponse(page, "ticks?*", 410, gone);
        stubResponse(page, "replay", 410, gone);
        stubResponse(
                page,
                "hours",
                200,
                Json.of(
                        "{'hours':[%s]}",
                        String.join(
                                ",",
                                hour.formatted("09", false, side, side),
                                hour.formatted("10", false, side, side),
                                hour.formatted("11", true, side, side))));

        page.reload();
        page.locator("#replay").click();

        assertThat(page.locator("#replay-answer")).hasText("The counts of rollout done were rolled up.");
        assertThat(page.locator("#chart-errors figcaption")).containsText("11:00:00");
    }

    private static void stubResponse(Page page, String path, int status, String body) {
        page.route(
                "**/api/v1/rollouts/done/" + path,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(status)
                        .setContentType("application/json")
                        .setBody(body)));
    }

    @Test
    void remembersSelectedTheme() {
        Page page = show(browser.page(1280, ColorScheme.DARK), "running");
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");

        page.locator("#theme").click();
        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");
        assertThat(page.locator("#theme")).hasText("Theme: light");
    }

    @Test
    void showsLocalTimesWithUtcTooltip() {
        Locator at = show("bad").locator("#answer-lead time");

        assertThat(at).hasText("14:01:05");
        assertThat(at).hasAttribute("title", Pattern.compile("2026-01-05 13:01:05.*UTC"));
    }

    @Test
    void listsRolloutsAndLinksToEach() {
        server.add(rollout("running"));
        server.add(rollout("bad"));
        Page page = browser.page();
        page.navigate(server.address() + "/rollouts");
        assertThat(page.locator("tbody tr")).hasCount(2);

        page.locator("tbody a").first().click();

        assertThat(page.locator("#answer-lead")).isVisible();
    }

    @Test
    void transfersLessThan300KilobytesPerPageLoad() {
        Page page = browser.page();
        server.add(rollout("done"));
        page.navigate(server.address() + "/rollouts/done");
        assertThat(page.locator("#chart-evidence figcaption")).containsText(":");

        List<?> sizes = (List<?>) page.evaluate("""
                () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                    .filter(entry => !entry.name.includes('/events'))
                    .map(entry => entry.encodedBodySize)""");
        int bytes = sizes.stream().mapToInt(size -> ((Number) size).intValue()).sum();
        assertThat(sizes).hasSizeGreaterThan(7);
        assertThat(bytes).isBetween(50_000, 300_000);
    }

    private static Page show(String id) {
        return show(browser.page(), id);
    }

    private static Page show(Page page, String id) {
        server.add(rollout(id));
        if (id.equals("silent")) {
            server.stopOutcomes(id);
        }
        page.navigate(server.address() + "/rollouts/" + id);
        return page;
    }

    private static SimulatedRollout rollout(String id) {
        return switch (id) {
            case "baseline" -> new SimulatedRollout(id, Scenario.GOOD, NOW.minusSeconds(25)).advance(25);
            case "running" -> new SimulatedRollout(id, Scenario.GOOD, START).advance(80);
            case "bad" -> new SimulatedRollout(id, Scenario.BAD, START).advance(72);
            case "done" -> new SimulatedRollout(id, Scenario.GOOD, NOW.minusSeconds(160)).advance(140);
            case "waiting" -> new SimulatedRollout(id, Scenario.WAITING, START).advance(80);
            case "silent" -> new SimulatedRollout(id, Scenario.GOOD, START).advance(73);
            default -> throw new IllegalArgumentException("no rollout is called " + id);
        };
    }
}
