// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.ConsoleSession;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// The change list and the change timeline, in a real browser.
final class ChangePageControllerIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final int EXTERNAL_CHANGES = 60;

    @RegisterExtension
    private static final ConsoleSession session = new ConsoleSession();

    private static TestServer server;
    private static TestBrowser browser;
    private static String first = "";
    private static String second = "";
    private static String assessed = "";
    private static String externalChange = "";

    @BeforeAll
    static void start() throws IOException {
        server = session.server();
        browser = session.browser();
        requireSuccess(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"},
                          "later":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"},
                          "stop":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}"""));
        requireSuccess(server.put("/api/v1/services/payments", """
                {"owner":"money","flags":[{"environment":"default","flag":"core"},
                                          {"environment":"default","flag":"later"}]}"""));
        recordDecisionAndApprovals(assess("core"));
        first = startRollout("core");
        requireSuccess(server.post("/api/v1/rollouts/" + first + "/abort", Json.of("{'reason':'the wrong build'}")));
        second = startRollout("core");
        assessed = assess("later");
        importExternalChanges();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !requireSuccess(server.get("/api/v1/forecasts?eventClass=major-incident"))
                        .isEmpty());
    }

    private static String assess(String flag) throws IOException {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String tale = Files.readString(Path.of("../examples/risk/tale.yaml"))
                .replace("asOf: 2026-11-26", "asOf: " + today)
                .replace("start: 2026-11-30", "start: " + today);
        var order = JsonMapper.shared()
                .createObjectNode()
                .put("flag", flag)
                .put("case", tale)
                .put("draws", 2_000);
        return requireSuccess(server.post(ENVIRONMENT + "/assessments", order.toString()))
                .path("id")
                .asString();
    }

    private static void recordDecisionAndApprovals(String assessment) {
        requireSuccess(server.post("/api/v1/assessments/" + assessment + "/decision", """
                {"course":"stabilise first","onBehalfOf":"vera","reason":"one in ten","dissent":"tom: too slow"}"""));
        requireSuccess(server.post("/api/v1/assessments/" + assessment + "/completed-work", """
                {"item":"make repeats harmless","weeks":1.5,"evidence":"the drill of Tuesday"}"""));
        requireSuccess(server.post(ENVIRONMENT + "/approvals", """
                {"flag":"core","onBehalfOf":"anna","reason":"read the plan"}"""));
        requireSuccess(server.post(
                ENVIRONMENT + "/flags/core/gate-overrides",
                Json.of(
                        "{'gate':'freeze','changeClass':'hotfix','reason':'customers cannot pay','expiresAt':'%s'}",
                        Instant.now().plus(Duration.ofHours(2)))));
    }

    private static String startRollout(String flag) {
        return requireSuccess(server.post(ENVIRONMENT + "/rollouts", """
                        {"flag":"%s","control":"old","candidate":"new","plan":"fast","changeClass":"migration",
                         "reason":"a new core","onClosedGates":"WAIT"}""".formatted(flag)))
                .path("id")
                .asString();
    }

    private static void importExternalChanges() {
        Instant at = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        String all = IntStream.range(0, EXTERNAL_CHANGES)
                .mapToObj(i -> """
                        {"source":"jenkins","externalId":"build-%1$d","service":"shop","environment":"default",
                         "title":"build %1$d","kind":"CONFIG","state":"COMPLETED","at":"%2$s"}""".formatted(i, at.minus(Duration.ofHours(i))))
                .collect(Collectors.joining(","));
        requireSuccess(server.post("/api/v1/changes/import", Json.of("{'changes':[%s]}", all)));
        externalChange = requireSuccess(server.post("/api/v1/changes", """
                        {"source":"jenkins","externalId":"build-0","service":"shop","environment":"default",
                         "state":"COMPLETED","at":"%s"}""".formatted(at)))
                .path("id")
                .asString();
        requireSuccess(server.post("/api/v1/incidents", """
                {"service":"shop","title":"carts are empty","severity":"SEV2","change":"change:%s"}""".formatted(externalChange)));
    }

    @Test
    void filtersChangesWithSearchForm() {
        Page page = browser.page(server, "/changes");
        assertThat(page.locator("tbody tr")).hasCount(50);
        assertThat(page.locator("#changes")).containsText("50 changes on this page, newest first;");
        assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Changes");
        TestBrowser.checkAllWidthsAndThemes(page, "changes");
        page.getByLabel("Service").fill("payments");
        page.getByLabel("State").selectOption("running");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();
        page.waitForURL("**/changes?q=&service=payments&class=&state=running");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.getByText("core: old → new").click();
        page.waitForURL("**/changes/" + second);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void showsPhasesAndNextStepOfRunningChange() {
        Page page = browser.page(server, "/changes/" + second);
        assertThat(page.locator("#status")).containsText("Collecting baseline");
        assertThat(page.locator("#head")).containsText("service payments · environment default · class migration");
        assertThat(page.locator("#next"))
                .containsText("Gate risk holds it up: Vera decided on \"stabilise first\"; open work: ");
        List<Pattern> phases = List.of(
                Pattern.compile("Assess done"),
                Pattern.compile("Prepare done"),
                Pattern.compile("Roll out now"),
                Pattern.compile("Result ahead"));
        assertThat(page.locator(".phase > h2")).hasText(phases.toArray(Pattern[]::new));
        assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Changes");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void showsDecisionsApprovalsAndOverridesInTimeline() {
        Page page = browser.page(server, "/changes/" + second);
        Locator story = page.locator("#story");
        assertThat(story).containsText(Json.of("'stabilise first': one in ten. Dissent: tom: too slow."));
        assertThat(story).containsText("Make repeats harmless: the drill of Tuesday.");
        assertThat(story).containsText("Read the plan. anna");
        assertThat(story).containsText("Gate freeze as hotfix: customers cannot pay.");
        assertThat(story).containsText("There is no rollback plan.");
        assertThat(story).containsText("Earlier attempt");
        assertThat(story).containsText("The wrong build.");
        assertThat(story.locator(".checklist li").first()).isVisible();
        TestBrowser.checkAllWidthsAndThemes(page, "change-running");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void updatesTimelineWithoutReload() {
        String id = startRollout("stop");
        Page page = browser.page(server, "/changes/" + id);
        page.evaluate("window.loadedOnce = true");
        assertThat(page.locator(".phase > h2").nth(1)).hasText("Prepare nothing recorded");
        assertThat(page.locator(".phase > h2").last()).hasText("Result ahead");
        requireSuccess(server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'the shop is closing'}")));

        assertThat(page.locator("#status")).containsText("Stopped");
        assertThat(page.locator(".phase > h2").last()).hasText("Result done");
        assertThat(page.locator(".phase").last()).containsText("he shop is closing");
        assertThat(page.locator("#next")).containsText("Everybody is on old. To try again, start another rollout.");
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void showsAssessedChange() {
        Page page = browser.page(server, "/changes/" + assessed);
        assertThat(page.locator("#status")).containsText("Assessed");
        assertThat(page.locator("#next")).containsText("Somebody has to decide");
        assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Changes");
        TestBrowser.checkAllWidthsAndThemes(page, "change-assessed");
        page.getByText("Read the memo").click();
        page.waitForURL("**/assessments/" + assessed);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void showsExternalChange() {
        Page page = browser.page(server, "/changes/" + externalChange);
        assertThat(page.locator("h1")).hasText("build 0");
        assertThat(page.locator("#story")).containsText("Somebody else carried this change out");
        assertThat(page.locator("#story")).containsText("Outcome major");
        assertThat(page.locator("#next")).containsText("The incident \"carts are empty\" is open.");
        assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Changes");
        TestBrowser.checkAllWidthsAndThemes(page, "change-told");
        page.getByText("Open the incident").click();
        page.waitForURL("**/incidents/i-*");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void listsEachChangeOnceAcrossPages() {
        Page page = browser.page(server, "/changes");
        List<String> begin = page.locator("tbody th a").allTextContents();
        page.getByText("Earlier changes").click();
        page.waitForURL("**/changes?before=*");
        assertThat(page.getByText("Newest changes")).isVisible();
        List<String> rest = page.locator("tbody th a").allTextContents();
        assertThat(begin)
                .hasSize(50)
                .doesNotContainAnyElementsOf(
                        rest.stream().filter(title -> title.startsWith("build")).toList());
        assertThat(rest).contains("build 59");
        assertThat(begin).contains("build 0", "move the payment core to the new framework");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?state=assessed              | 1 | move the payment core
            ?state=stopped&service=payments | 1 | core: old
            ?class=config&q=BUILD+1      | 11 | build 1
            ?class=migration             | 2 | core: old
            ?service=nobody              | 0 | No change is as asked for.
            ?state=odd                   | 0 | There is no state
            """)
    void filtersChangesByQueryParameters(String query, int rows, String words) {
        Page page = browser.page(server, "/changes" + query);
        if (!query.contains("migration")) {
            assertThat(page.locator("tbody tr")).hasCount(rows);
        }
        assertThat(page.locator("main")).containsText(words);
    }

    @Test
    @Tag("quick")
    void showsStatusAndResultOfStoppedRollout() {
        Page page = browser.page(server, "/changes/" + first);
        assertThat(page.locator("#status")).containsText("Stopped");
        assertThat(page.locator(".phase > h2").last()).hasText("Result done");
        assertThat(page.locator("#story")).containsText("he wrong build");
        assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Changes");
        TestBrowser.checkAllWidthsAndThemes(page, "change-stopped");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void returns404PageForUnknownChange() {
        HttpResponse<String> page = server.get("/changes/r-0");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no change r-0");
    }
}
