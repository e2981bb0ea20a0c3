// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.ConsoleSession;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The overview page of a server with an open incident, a freeze window, a release pause and a running rollout.
final class OverviewPageModelIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: pay}
            spec:
              service: payments
              indicator:
                metadata: {name: success}
                spec:
                  ratioMetric:
                    counter: true
                    good: {metricSource: {type: evenkeel, spec: {flag: core}}}
                    total: {metricSource: {type: evenkeel, spec: {flag: core}}}
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{displayName: availability, target: 0.99}]
            """;

    @RegisterExtension
    private static final ConsoleSession session = new ConsoleSession();

    private static TestServer server;
    private static TestBrowser browser;
    private static String rollout = "";

    @BeforeAll
    static void start() {
        server = session.server();
        browser = session.browser();
        requireSuccess(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"classic","variants":{"classic":1,"modern":2}},
                          "cart":{"state":"ENABLED","defaultVariant":"old","variants":{"old":1,"new":2}}}}"""));
        requireSuccess(server.put("/api/v1/services/payments", """
                {"name":"Payments","owner":"money","tier":1,"flags":[{"environment":"default","flag":"core"}]}"""));
        requireSuccess(server.put("/api/v1/services/shop", """
                {"name":"Shop","owner":"front","tier":2,"flags":[{"environment":"default","flag":"cart"}]}"""));
        requireSuccess(server.put("/api/v1/services/search", Json.of("{'name':'Search','owner':'front','tier':3}")));
        insertOutcomes();
        assertThat(server.send(server.asAdmin("/api/v1/slos").method("PATCH", BodyPublishers.ofString(SLO)))
                        .statusCode())
                .isEqualTo(200);
        requireSuccess(server.post("/api/v1/incidents", """
                {"service":"payments","title":"cards are declined","severity":"SEV2"}"""));
        requireSuccess(server.put("/api/v1/freeze-windows", """
                {"windows":[{"name":"busy season","reason":"orders of the holidays","start":"%s","zone":"UTC",
                 "duration":"P10D","services":["shop"]}]}""".formatted(
                        LocalDateTime.now(ZoneOffset.UTC).plusDays(20).truncatedTo(ChronoUnit.MINUTES))));
        rollout = requireSuccess(server.post(ENVIRONMENT + "/rollouts", """
                        {"flag":"core","control":"classic","candidate":"modern","plan":"fast","service":"payments",
                         "onClosedGates":"WAIT"}"""))
                .path("id")
                .asString();
        requireSuccess(
                server.post(ENVIRONMENT + "/releases/pause", Json.of("{'reason':'stock is wrong','service':'shop'}")));
        requireSuccess(server.post(ENVIRONMENT + "/proposals", """
                {"onBehalfOf":"tom","reason":"a limit","patch":{"flags":{"limit":
                 {"state":"ENABLED","variants":{"low":1,"high":2},"defaultVariant":"low"}}}}"""));
        await("budgets are noted")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !server.get("/").body().contains("burn unknown"));
    }

    /* A day with few failures and an hour with more. */
    private static void insertOutcomes() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (int minute = -1500; minute < 60; minute++) {
            server.bean(JdbcClient.class)
                    .sql("""
                            insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                            values ('default', 'core', :minute, 0, 1000, :failures)
                            """)
                    .param("minute", Timestamp.from(now.plus(Duration.ofMinutes(minute))))
                    .param("failures", minute < -80 ? 4 : 6)
                    .update();
        }
    }

    private static Locator serviceRow(Page page, String name) {
        return page.locator(
                ".band",
                new Page.LocatorOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(name).setExact(true))));
    }

    private static Locator button(Locator place, String name) {
        return place.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    @Test
    @Tag("quick")
    void summarizesSystemStatus() {
        Page page = browser.page();
        List<String> requests = new CopyOnWriteArrayList<>();
        page.onRequest(request -> requests.add(request.url()));
        TestBrowser.signIn(page, server, "/");

        Locator answer = page.locator("#overview-answer");
        assertThat(answer).containsText("Not even: 1 incident open (SEV2)");
        assertThat(answer).containsText("the line of shop is stopped");
        assertThat(answer).containsText("1 change running.");
        assertThat(page.locator(".viewer")).containsText("admin");
        assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Overview");
        TestBrowser.checkAllWidthsAndThemes(page, "overview");
        assertThat(requests).allMatch(url -> url.startsWith(server.uri("/").toString()));
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void showsErrorBudgetIncidentAndRolloutOfService() {
        Page page = browser.page(server, "/");
        Locator payments = serviceRow(page, "Payments");
        assertThat(payments).containsText("tier 1 · money");
        assertThat(payments.locator(".budget")).containsText("58.");
        assertThat(payments.locator(".budget")).containsText("burn 0.6x in the last hour");
        assertThat(payments).containsText("core: classic → modern");
        assertThat(payments).containsText("step 1 of");
        assertThat(payments).containsText("cards are declined");
        assertThat(payments).containsText("no freeze known");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void showsFreezeAndReleasePauseOfService() {
        Page page = browser.page(server, "/");
        assertThat(serviceRow(page, "Shop")).containsText("busy season");
        assertThat(serviceRow(page, "Shop")).containsText("admin, stock is wrong");
        assertThat(serviceRow(page, "Search")).containsText("no objective");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void listsPendingActions() {
        Page page = browser.page(server, "/");
        assertThat(page.locator("#errands")).containsText("Nobody commands \"cards are declined\" of payments.");
        assertThat(page.locator("#errands")).containsText("1 edit of flags waits for people.");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void pausesAndResumesAllReleases() {
        Page page = browser.page(server, "/");
        Locator lines = page.locator("#lines");
        button(lines, "Stop the line").click();
        Locator stopping = page.locator("#stop-line");
        assertThat(stopping).containsText("Stop the line of default?");
        stopping.getByLabel("Reason").fill("payments fail everywhere");
        TestBrowser.takeScreenshot(page, "stop-line");
        button(stopping, "Stop it now").click();

        assertThat(lines).containsText("payments fail everywhere");
        assertThat(page.locator("#overview-answer")).containsText("2 lines stopped");
        Locator all = lines.locator("li").first();
        button(all, "Let it go").click();
        Locator releasing = page.locator("#release-line");
        assertThat(releasing).containsText("Let all of default go again?");
        releasing.getByLabel("Reason").fill("they work again");
        button(releasing, "Let it go").click();
        assertThat(page.locator("#overview-answer")).containsText("the line of shop is stopped");
        assertThat(all).containsText("Goes");
        assertThat(requireSuccess(server.get(ENVIRONMENT + "/release-pauses")).path("pauses"))
                .hasSize(1);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void showsActiveFreezeInStatusSummary() {
        String calendar = server.get("/api/v1/freeze-windows").body();
        requireSuccess(server.put("/api/v1/freeze-windows", """
                {"windows":[{"name":"audit","start":"%s","zone":"UTC","duration":"P2D","services":["search"]}]}""".formatted(
                        LocalDateTime.now(ZoneOffset.UTC).minusDays(1).truncatedTo(ChronoUnit.MINUTES))));
        try {
            assertThat(browser.page(server, "/").locator("#overview-answer")).containsText("a freeze is on (audit)");
            assertThat(browser.page(server, "/gates").locator("#gates > .why")).containsText("A freeze is on (audit).");
        } finally {
            requireSuccess(server.put("/api/v1/freeze-windows", calendar));
        }
    }

    @Test
    void pausesAndResumesReleasesOfOneService() {
        Page page = browser.page(server, "/");
        button(page.locator("#lines"), "Stop the line").click();
        Locator stopping = page.locator("#stop-line");
        stopping.getByLabel("Whose").selectOption("search");
        stopping.getByLabel("Reason").fill("the index is stale");
        button(stopping, "Stop it now").click();
        assertThat(serviceRow(page, "Search")).containsText("the index is stale");

        Locator line = page.locator("#lines li", new Page.LocatorOptions().setHasText("search in default"));
        button(line, "Let it go").click();
        page.locator("#release-line").getByLabel("Reason").fill("it is fresh");
        button(page.locator("#release-line"), "Let it go").click();
        assertThat(line).hasCount(0);
    }

    @Test
    void updatesLiveAndReportsLostConnection() {
        Page page = browser.page(server, "/");
        page.evaluate("window.loadedOnce = true");
        String id =
                requireSuccess(server.post("/api/v1/incidents", """
                        {"service":"search","title":"nothing is found","severity":"SEV3"}""")).path("id").asString();

        assertThat(serviceRow(page, "Search")).containsText("nothing is found");
        assertThat(page.locator("#overview-answer")).containsText("2 incidents open (SEV2)");
        page.context().setOffline(true);
        assertThat(page.locator("#connection")).containsText("Connection lost, trying again.");
        assertThat(page.locator("#connection")).containsText("What you see is from");
        page.context().setOffline(false);
        assertThat(page.locator("#connection")).isHidden();
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);

        page.getByText("nothing is found").first().click();
        page.waitForURL("**/incidents/" + id);
        server.bean(JdbcClient.class)
                .sql("update incident set state = 'REVIEWED' where id = ?")
                .param(id)
                .update();
    }

    @Test
    void collapsesNavigationIntoMenuOnPhone() {
        Page page = browser.page(390, ColorScheme.LIGHT);
        TestBrowser.signIn(page, server, "/");
        Locator pages = page.locator("#pages");
        assertThat(pages).isHidden();
        assertThat(page.locator(".topbar").boundingBox().height).isLessThan(60);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Menu"))
                .click();
        assertThat(pages).isVisible();
        TestBrowser.checkAccessibilityAndFit(page, "menu");
        pages.getByText("Rollouts").click();
        page.waitForURL("**/rollouts");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(pages).isHidden();
    }

    @Test
    void hidesReleasePauseButtonsFromViewers() {
        TestUsers team = new TestUsers(server);
        String token = team.token(team.createUserAndSignIn("vera", "viewer"), "viewer");
        String body = server.send(team.requestWithToken(token, "/").header("Accept", "text/html"))
                .body();

        assertThat(body)
                .contains("Stop the line", "vera")
                .doesNotContain("data-open=\"stop-line\"", "data-open=\"release-line\"");
    }

    @Test
    void linksToChangeAndRollout() {
        Page page = browser.page(server, "/");
        serviceRow(page, "Payments").getByText("step 1 of").click();
        page.waitForURL("**/rollouts/" + rollout);
        page.goBack();
        serviceRow(page, "Payments").getByText("core: classic → modern").click();
        page.waitForURL("**/changes/" + rollout);
        assertThat(page.locator("#story")).containsText("From classic to modern by plan fast");
    }
}
