// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The page that previews a rollout plan and starts the rollout, in a real browser.
final class PlanPreviewPageIT {
    private static final Pattern IN_MONEY =
            Pattern.compile("\\(CHF\\s[0-9,]+( to [0-9,]+)?\\) before everybody is back");
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String FLAG =
            Json.of("{'state':'ENABLED','defaultVariant':'classic','variants':{'classic':1,'modern':2}}");

    private static TestServer server;
    private static TestUsers team;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        team = new TestUsers(server);
        requireSuccess(server.put(
                ENVIRONMENT + "/flags", Json.of("{'flags':{'core':%s,'held':%s,'quiet':%s}}", FLAG, FLAG, FLAG)));
        createOwningService("payments", "core");
        createOwningService("ledger", "held");
        requireSuccess(
                server.put("/api/v1/services/payments", Json.of("{'failureCost':{'amount':0.8,'currency':'CHF'}}")));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (int minute = -20; minute < 60; minute++) {
            insertOutcomes("core", now.plus(Duration.ofMinutes(minute)));
            insertOutcomes("held", now.plus(Duration.ofMinutes(minute)));
        }
        requireSuccess(server.post(
                ENVIRONMENT + "/releases/pause", Json.of("{'reason':'the ledger is mended','service':'ledger'}")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void createOwningService(String service, String flag) {
        requireSuccess(server.put(
                "/api/v1/services/" + service,
                Json.of("{'owner':'team-%s','flags':[{'environment':'default','flag':'%s'}]}", service, flag)));
    }

    /* 212 calls a second, of which 0.503% fail. */
    private static void insertOutcomes(String flag, Instant minute) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                        values ('default', :flag, :minute, 0, 12720, 64)
                        """)
                .param("flag", flag)
                .param("minute", Timestamp.from(minute))
                .update();
    }

    @Test
    void prefillsMeasuredTrafficAndCatalogFailureCost() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            List<String> hosts = TestBrowser.recordRequestedHosts(page);
            TestBrowser.signIn(page, server, "/flags/default/core/rollout");
            Locator lead = page.locator("#plan-lead");
            assertThat(lead).containsText("At 212 calls/s this plan reaches 100% in about 2.2\u00a0h");
            assertThat(lead).containsText("if modern is as good as classic; if it fails twice as often, about ");
            assertThat(lead).containsText("rolled back in at most 0.9% of rollouts.");
            assertThat(page.locator("#note-rps")).containsText("Measured: 190,800 calls of the flag");
            assertThat(page.locator("#note-failing")).containsText("960 of 190,800 calls (0.503%) failed");
            assertThat(page.locator("#note-service")).containsText("belongs to payments");
            Locator price = page.getByLabel("A failed call costs", new Page.GetByLabelOptions().setExact(true));
            assertThat(price).hasValue("0.80");
            assertThat(page.getByLabel("Currency")).hasValue("CHF");
            assertThat(page.locator("#note-money"))
                    .hasText("from the catalogue: a failed call of payments costs CHF\u00a00.80");
            assertThat(lead).containsText(IN_MONEY);
            assertThat(page.locator("#outcome-" + previewId(page))).containsText("< 1.26x + 0.0526% of calls");
            TestBrowser.checkAllWidthsAndThemes(page, "plan");
            assertThat(hosts).containsOnly(server.uri("/").getHost());
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void updatesPreviewFromSlider() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/core/rollout");
            Locator lead = page.locator("#plan-lead");
            page.getByLabel("Calls a second, slider").focus();
            page.keyboard().press("Home");
            assertThat(page.getByLabel("Calls a second", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue("0.1");
            assertThat(lead).containsText("At 0.1 calls/s ");
            assertThat(page).hasURL(Pattern.compile(".*[?&]rps=0\\.1&.*"));
            assertThat(page.getByText("can prove nothing at this traffic").first())
                    .isVisible();
            assertThat(page.locator("#preview-state")).isHidden();
            TestBrowser.checkAllWidthsAndThemes(page, "plan-thin");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void restoresSliderValuesAfterReload() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/core/rollout");
            page.getByLabel("Calls a second, slider").focus();
            page.keyboard().press("Home");
            assertThat(page).hasURL(Pattern.compile(".*[?&]rps=0\\.1&.*"));
            String there = page.url();
            page.reload();
            assertThat(page).hasURL(there);
            assertThat(page.locator("#plan-lead")).containsText("At 0.1 calls/s ");
            assertThat(page.locator("#note-rps")).containsText("Given. Measured now: 212");
            assertThat(page).hasURL(Pattern.compile(".*[?&]money=0\\.80(&.*)?"));
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsErrorBesideInvalidValueAndMarksPreviewAsOutdated() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/core/rollout");
            Locator third = page.getByLabel("Exposure of step 3", new Page.GetByLabelOptions().setExact(true));
            third.fill("4");
            assertThat(page.locator("#wrong-exposure-3"))
                    .containsText("Exposure must grow from step to step, got 4% after 5%");
            assertThat(third).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#plan-lead")).containsText("A value is wrong, so nothing is previewed.");
            assertThat(page.locator("#preview-state"))
                    .containsText("belong to the last values that were right, not to these");
            assertThat(page.locator("#steps-title")).isVisible();
            assertThat(page.locator("[data-open=start-order]")).hasCount(0);
            TestBrowser.checkAllWidthsAndThemes(page, "plan-wrong");

            third.fill("");
            assertThat(page.locator("#plan-lead")).containsText("this plan reaches 100%");
            assertThat(page.locator("#steps-title + table tbody tr")).hasCount(5);
            assertThat(page.locator("#wrong-exposure-3")).isHidden();
            page.getByLabel("p95 not slower than", new Page.GetByLabelOptions().setExact(true))
                    .fill("0.9");
            assertThat(page.locator("#wrong-slower-p95")).containsText("Must be above 1, up to 100, got 0.9");
            page.getByLabel("Plan", new Page.GetByLabelOptions().setExact(true)).selectOption("fast");
            assertThat(page.locator("#plan-lead")).containsText("this plan reaches 100%");
            assertThat(page.getByLabel("Least time of step 1", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue("10 s");
            assertThat(page).hasURL(Pattern.compile("(?!.*(slower|exposure)).*plan=fast.*"));
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    @Tag("quick")
    void restoresPreviewFromUrlParameters() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(
                    server,
                    "/flags/default/core/rollout?plan=fast&rps=50&failing=1&money=40&currency=CHF"
                            + "&exposure-2=10&dwell-2=20+s&candidate=classic&control=modern");
            assertThat(page.locator("#plan-lead")).containsText("At 50 calls/s ");
            assertThat(page.locator("#plan-lead")).containsText(IN_MONEY);
            assertThat(page.locator("#plan-lead")).containsText("if classic is as good as modern");
            assertThat(page.getByLabel("Exposure of step 2", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue("10");
            assertThat(page.locator("#plan-lead + p")).containsText("differs from plan fast");
            TestBrowser.checkAllWidthsAndThemes(page, "plan-link");
            String lead = page.locator("#plan-lead").textContent();
            page.getByText("Address of just this preview").click();
            assertThat(page).hasURL(Pattern.compile(".*exposure-2=10.*"));
            assertThat(page.locator("#plan-lead")).hasText(lead);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void newerRequestSupersedesPendingPreview() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/core/rollout?plan=fast");
            List<Route> held = new ArrayList<>();
            page.route(Pattern.compile(".*rps=50&.*"), held::add, new Page.RouteOptions().setTimes(1));
            Locator calls = page.getByLabel("Calls a second", new Page.GetByLabelOptions().setExact(true));
            page.waitForRequest(Pattern.compile(".*rps=50&.*"), () -> calls.fill("50"));
            assertThat(page.locator("#planning")).hasAttribute("data-state", "following");
            assertThat(page.locator("#preview-state")).containsText("Computing the preview of these values");
            assertThat(page.locator("#plan-lead")).containsText("At 212 calls/s");
            calls.fill("70");
            assertThat(page.locator("#plan-lead")).containsText("At 70 calls/s");
            assertThat(page.locator("#planning")).hasAttribute("data-state", "shown");
            assertThat(held).hasSize(1);
        }
    }

    @Test
    void previewsValueChangedBeforeScriptLoads() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/core");
            List<Route> held = new CopyOnWriteArrayList<>();
            page.route(Pattern.compile(".*/plan\\.[^/]*js.*"), held::add);
            page.navigate(
                    server.uri("/flags/default/core/rollout?plan=fast").toString(),
                    new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            Locator calls = page.getByLabel("Calls a second", new Page.GetByLabelOptions().setExact(true));
            calls.fill("70");
            page.waitForCondition(() -> !held.isEmpty());
            held.forEach(Route::resume);
            assertThat(page.locator("#plan-lead")).containsText("At 70 calls/s");
            assertThat(page.locator("#planning")).hasAttribute("data-state", "shown");
        }
    }

    @Test
    void startsEditedPlanThatWaitsForClosedGate() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/held");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Plan a rollout"))
                    .click();
            assertThat(page.locator("#standing")).containsText("Releases of ledger in default were paused by");
            page.getByLabel("Least time of step 1", new Page.GetByLabelOptions().setExact(true))
                    .fill("3 min");
            Locator start = page.getByText("Start it, and let it wait for the gates");
            assertThat(page.locator("#plan-lead + p")).containsText("differs from plan standard");
            assertThat(page.locator("#planning")).hasAttribute("data-state", "shown");
            start.click();
            Locator dialog = page.locator("#start-order");
            assertThat(dialog).containsText("Start the rollout of modern by plan standard, edited: 1%, 5%");
            dialog.getByLabel("Reason, for the record").fill("faster entries");
            TestBrowser.checkAccessibilityAndFit(page, "plan-start");
            dialog.getByText("Start now").click();
            page.waitForURL(Pattern.compile(".*/rollouts/r-.*"));
            assertThat(page.locator("h1")).containsText("modern");
            String id = page.url().replaceFirst(".*/rollouts/", "");
            var rollout = TestServer.json(server.get("/api/v1/rollouts/" + id));
            assertThat(rollout.at("/plan/steps/0/dwell").stringValue()).isEqualTo("PT3M");
            assertThat(rollout.at("/plan/name").stringValue()).isEqualTo("standard, edited");
            assertThat(rollout.path("reason").stringValue()).isEqualTo("faster entries");
            assertThat(rollout.path("status").stringValue()).isEqualTo("COLLECTING_BASELINE");

            page.navigate(server.uri("/flags/default/held/rollout").toString());
            assertThat(page.locator("#running")).containsText("Rollout " + id + " runs on this flag");
            assertThat(page.locator("[data-open=start-order]")).hasCount(0);
            TestBrowser.checkAccessibilityAndFit(page, "plan-running");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void previewsStoredPlanAndReloadsItsUpdates() {
        storePlan("payments", Json.of("'steps':[{'exposure':5,'dwell':'PT10M'},{'exposure':100,'dwell':'PT10M'}]"));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/core/rollout?plan=fast&rps=20");
            assertThat(page.locator("#note-plan")).isHidden();
            page.getByLabel("Plan", new Page.GetByLabelOptions().setExact(true)).selectOption("payments");
            assertThat(page.locator("#note-plan")).containsText("Plan payments is kept on this server");
            assertThat(page.locator("#steps-title + table tbody tr")).hasCount(2);
            Locator dwell = page.getByLabel("Least time of step 1", new Page.GetByLabelOptions().setExact(true));
            assertThat(dwell).hasValue("10 min");
            assertThat(page).hasURL(Pattern.compile(".*[?&]plan=payments(&.*)?"));
            assertThat(page.locator("[data-open=start-order]"))
                    .hasAttribute("data-values", Pattern.compile(Json.of(".*'name':'payments'.*'dwell':'PT10M'.*")));
            TestBrowser.checkAllWidthsAndThemes(page, "plan-kept");

            storePlan("payments", Json.of("'steps':[{'exposure':5,'dwell':'PT20M'},{'exposure':100,'dwell':'PT10M'}]"));
            page.getByLabel("Calls a second", new Page.GetByLabelOptions().setExact(true))
                    .fill("30");
            assertThat(page.locator("#plan-lead")).containsText("At 30 calls/s");
            assertThat(dwell).hasValue("20 min");

            page.locator("#note-plan a").click();
            assertThat(page.locator("h1")).hasText("RolloutPlan, as files");
            assertThat(page.locator("pre")).containsText("dwell: PT20M");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    private static void storePlan(String name, String spec) {
        requireSuccess(server.post("/api/v1/manifests", """
                {"set":"plans","objects":[{"apiVersion":"evenkeel.dev/v1","kind":"RolloutPlan",
                 "metadata":{"name":"%s"},"spec":{%s}}]}""".formatted(name, spec)));
    }

    @Test
    void offersStartOnlyToServiceAuthors() {
        String viewer = team.token(team.createUserAndSignIn("vera", "viewer"), "viewer");
        String author = team.token(team.createUserAndSignIn("otto", "author@payments"), "author@payments");
        String path = "/flags/default/core/rollout";
        assertThat(getAs(viewer, path))
                .contains("that takes the role author for service payments")
                .doesNotContain("Start this");
        assertThat(getAs(author, path)).contains("Start this rollout");
    }

    private static String getAs(String token, String path) {
        HttpResponse<String> answer = server.send(server.request(path).header("Authorization", "Bearer " + token));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void rendersValuesOfFormWithoutJavaScript() {
        String asked = server.get("/flags/default/core/rollout?plan=careful&of=standard&rps=50&failing=1&exposure-1=2")
                .body();
        assertThat(asked)
                .contains(
                        "name=\"rps\" value=\"50\"",
                        "name=\"exposure-1\" value=\"0.5\"",
                        "name=\"dwell-1\" value=\"30 min\"");
    }

    @Test
    void reportsUnknownPlanEqualVariantsAndInvalidClass() {
        assertThat(server.get("/flags/default/core/rollout?plan=best&rps=1").body())
                .containsPattern("Unknown plan \"best\"; use careful, fast, (payments, )?shadow-first, standard");
        assertThat(server.get("/flags/default/core/rollout?candidate=classic").body())
                .contains("Control and candidate are both \"classic\"");
        assertThat(server.get("/flags/default/core/rollout?class=Hot%20Fix").body())
                .contains("changeClass: is invalid, got \"Hot Fix\"");
    }

    @Test
    void asksForUnknownTraffic() {
        assertThat(server.get("/flags/default/quiet/rollout").body())
                .contains("Not known yet: calls a second and calls that fail today.");
    }

    @Test
    void fillsInFailureCostOfService() {
        assertThat(server.get("/flags/default/quiet/rollout").body())
                .contains("left empty: nothing is told in money</p>", "name=\"currency\" value=\"\"");
        assertThat(server.get("/flags/default/quiet/rollout?service=payments").body())
                .contains("a failed call of payments costs CHF\u00a00.80", "name=\"currency\" value=\"CHF\"");
        assertThat(server.get("/flags/default/core/rollout?money=1.2&currency=CHF")
                        .body())
                .contains("given; from the catalogue: a failed call of payments costs CHF\u00a00.80");
    }

    @Test
    void returns404ForUnknownFlagOrEnvironment() {
        assertThat(server.get("/flags/default/nothing/rollout").statusCode()).isEqualTo(404);
        assertThat(server.get("/flags/nowhere/core/rollout").statusCode()).isEqualTo(404);
    }

    @Test
    void selectsFlagWhenPlanningFromRolloutList() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/rollouts");
            page.locator("#actions a").click();
            assertThat(page.locator("#choices")).containsText("Of which flag? 3 flags have two variants or more.");
            TestBrowser.checkAllWidthsAndThemes(page, "plan-choice");
            page.getByLabel("Key or description").fill("cor");
            page.keyboard().press("Enter");
            assertThat(page.locator("#choices tbody tr")).hasCount(1);
            page.locator("#choices")
                    .getByText("core", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator("h1")).hasText("Plan a rollout of core");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    private static String previewId(Page page) {
        return page.locator("[data-preview=outcome]").getAttribute("id").replace("outcome-", "");
    }
}
