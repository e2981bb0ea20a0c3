// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static dev.evenkeel.server.console.kit.TestBrowser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.ConsoleSession;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import dev.evenkeel.server.rollouts.rollout.guard.RunningRollout;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Incident response in a real browser, from the declaration to the review.
final class IncidentResponseIT {
    private static final String INCIDENTS = "/api/v1/incidents";
    private static final String FLAGS = "/api/v1/environments/default/flags/";
    private static final int IMPORTED = 120;

    @RegisterExtension
    private static final ConsoleSession session = new ConsoleSession();

    private static TestServer server;
    private static TestBrowser browser;
    private static TestUsers team;
    private static RunningRollout rollout;
    private static String viewer = "";

    @BeforeAll
    static void start() {
        server = session.server();
        browser = session.browser();
        team = new TestUsers(server);
        rollout = new RunningRollout(server, 20_261_127);
        requireSuccess(server.put("/api/v1/services/payments", """
            {"owner": "team-money", "escalation": "https://example.org/oncall/money", "tier": 1,
             "flags": [{"environment": "default", "flag": "%s"}]}\
            """.formatted(rollout.flag())));
        team.createUserAndSignIn("bea", "operator");
        viewer = team.createUserAndSignIn("vera", "viewer");
        String history = IntStream.range(0, IMPORTED)
                .mapToObj(i -> """
                    {"externalId": "old-%1$d", "service": "archive", "title": "old trouble %1$d", "severity": "SEV3",
                     "causes": [{"name": "%2$s"}], "times": {"HARM_STARTED": "2025-03-01T%3$02d:00:00Z",
                     "MITIGATED": "2025-03-01T%3$02d:12:00Z"}}\
                    """.formatted(i, i % 3 == 0 ? "no limit" : "late alert", i % 24))
                .collect(Collectors.joining(","));
        requireSuccess(server.post(INCIDENTS + "/import", Json.of("{'incidents': [%s]}", history)));
    }

    private static String flag(String variant) {
        return """
            {"state": "ENABLED", "variants": {"low": 1, "high": 2}, "defaultVariant": "%s"}\
            """.formatted(variant);
    }

    private static void put(String path, String body) {
        requireSuccess(server.put(path + "?reason=more", body));
    }

    private static String declare(String service, String title) {
        var order = JsonMapper.shared()
                .createObjectNode()
                .put("service", service)
                .put("title", title)
                .put("severity", "SEV2");
        return requireSuccess(server.post(INCIDENTS, order.toString()))
                .path("id")
                .asString();
    }

    private static void addNote(String id, String text) {
        requireSuccess(server.post(INCIDENTS + "/" + id + "/notes", Json.of("{'text': '%s'}", text)));
    }

    /* An incident of a service whose flag was edited just before, from low to high. */
    private static String declareAfterEdit(String service, String flag) {
        put(FLAGS + flag, flag("low"));
        put(FLAGS + flag, flag("high"));
        requireSuccess(server.put("/api/v1/services/" + service, """
            {"owner": "team-shop", "escalation": "#shop-oncall", "tier": 2,
             "flags": [{"environment": "default", "flag": "%s"}]}\
            """.formatted(flag)));
        return declare(service, "carts are empty");
    }

    @Test
    void leadsIncidentFromDeclarationThroughRollbackToResolution() {
        Page page = browser.page(390, ColorScheme.DARK);
        List<String> hosts = TestBrowser.recordRequestedHosts(page);
        TestBrowser.signIn(page, server, "/incidents");
        button(page, "Declare an incident").click();
        Locator declaring = page.locator("#declare");
        declaring.getByLabel("Which service is hurt").selectOption("payments");
        declaring.getByLabel("What hurts, in a line").fill("payments fail at the checkout");
        declaring.getByLabel("How bad").selectOption("SEV1");
        declaring.getByLabel("What changed, if you know").selectOption("rollout:" + rollout.id());
        TestBrowser.checkAccessibilityAndFit(page, "declare");
        button(declaring, "Declare it").click();

        page.waitForURL(Pattern.compile(".*/incidents/i-[0-9a-f]+"));
        assertThat(page.locator("#head")).containsText("SEV1");
        assertThat(page.locator("#head")).containsText("tier 1, of team-money");
        assertThat(page.locator("#head a")).hasAttribute("href", "https://example.org/oncall/money");
        assertThat(page.locator("#answer-lead")).containsText("since when users are hurt is not known");
        page.evaluate("window.loadedOnce = true");
        button(page, "I take it up").click();
        assertThat(page.locator("#facts")).containsText("admin");
        assertThat(button(page, "I take it up")).hasCount(0);

        page.getByLabel("Note for the timeline").fill("the bank was called");
        page.keyboard().press("Enter");
        assertThat(page.locator("#entries")).containsText("the bank was called");
        assertThat(page.getByLabel("Note for the timeline")).hasValue("");

        rollBackRollout(page);

        button(page, "It no longer hurts").click();
        Locator mitigating = page.locator("#mitigated");
        mitigating.getByLabel("What ended the harm").selectOption("ROLLBACK");
        button(mitigating, "It is mitigated").click();
        assertThat(page.locator("#head")).containsText("Mitigated");
        button(page, "Resolve").click();
        button(page.locator("#resolve"), "It is resolved").click();
        assertThat(page.locator("#head")).containsText("Resolved, review");
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
        TestBrowser.checkAccessibilityAndFit(page, "room-resolved");
        assertThat(hosts).containsOnly(server.uri("/").getHost());
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private static void rollBackRollout(Page page) {
        rollout.refresh();
        Locator undo = page.locator("#undo");
        assertThat(undo).containsText(Pattern.compile("modern failed in \\d+ of \\d+ calls"));
        TestBrowser.checkAccessibilityAndFit(page, "room-open");
        button(undo, "Roll back modern → classic").click();
        Locator asking = page.locator("#roll-back");
        assertThat(asking).containsText("Roll back modern → classic?");
        assertThat(asking.getByLabel("Reason, for the record"))
                .hasValue(Pattern.compile("i-[0-9a-f]+: payments fail at the checkout"));
        TestBrowser.takeScreenshot(page, "room-asks");
        button(asking, "Roll back now").click();

        assertThat(undo).containsText("Stopped");
        assertThat(undo.locator(".way-back")).containsText("0 of 1 SDKs have said that they are back");
        assertThat(undo.locator(".way-back")).containsText("since the order.");
        TestBrowser.checkAccessibilityAndFit(page, "room-going-back");
        rollout.refresh();
        assertThat(undo.locator(".way-back")).containsText("The last SDK was back after at most");
        assertThat(button(undo, "Roll back modern → classic")).hasCount(0);
        assertThat(page.locator("#entries"))
                .containsText("rolled back rollout " + rollout.id() + " of " + rollout.flag()
                        + " from modern to classic: i-");
        assertThat(page.locator("#entries")).containsText("all connected SDKs serve control again");

        undo.getByText("The rollout").click();
        page.waitForURL("**/rollouts/" + rollout.id());
        page.getByText("Incident: payments fail at the checkout").click();
        page.waitForURL("**/incidents/i-*");
        page.evaluate("window.loadedOnce = true");
    }

    @Test
    void handsOverCommand() {
        Page page = browser.page(server, "/incidents/" + declareAfterEdit("checkout", "checkout-limits"));
        button(page, "I take it up").click();
        assertThat(page.locator("#facts")).containsText("admin");
        Locator scribe = page.locator("#roles tr").filter(new Locator.FilterOptions().setHasText("Scribe"));
        button(scribe, "Take it: scribe").click();
        assertThat(scribe).containsText("admin");
        button(page, "Hand over: commander").click();
        Locator handing = page.locator("#hand-over");
        handing.getByLabel("To whom").selectOption("bea");
        button(handing, "Hand over").click();
        assertThat(page.locator("#facts")).containsText("bea");
        assertThat(page.locator("#entries li").first()).containsText("command handed over to bea");
        page.locator("#entries li").first().locator("summary").click();
        assertThat(page.locator("#entries li").first().locator("pre"))
                .containsText("Suspected changes, most likely first");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void rejectsReviewWithoutCauseAndStoresCompleteReview() {
        String id = declare("refunds", "refunds fail");
        requireSuccess(server.post(INCIDENTS + "/" + id + "/mitigate", Json.of("{'mitigation': 'ROLLBACK'}")));
        requireSuccess(server.post(INCIDENTS + "/" + id + "/resolve", "{}"));
        Page page = browser.page(server, "/incidents/" + id);
        button(page, "Review").click();
        Locator reviewing = page.locator("#review");
        reviewing.getByLabel("What went well").fill("one button was enough");
        button(reviewing, "It is reviewed").click();
        assertThat(reviewing.getByRole(AriaRole.ALERT)).containsText("no cause is set: set causes");
        assertThat(reviewing.getByLabel("What went well")).hasValue("one button was enough");
        TestBrowser.checkAccessibilityAndFit(page, "review-refused");
        reviewing.getByLabel("When users began to be hurt").fill("2026-01-01T10:00:30");
        reviewing.getByLabel("What set it off").selectOption("BINARY_PUSH");
        reviewing.getByLabel("Cause 1").fill("retries are not limited");
        reviewing.getByLabel("Part").first().fill("2");
        reviewing.getByLabel("Cause 2").fill("late alert");
        reviewing.getByLabel("Whether a change was involved").selectOption("true");
        reviewing.getByLabel("Requests that failed").fill("412");
        reviewing.getByLabel("Share of users, %").fill("0.7");
        reviewing.getByLabel("Where there was luck").fill("none");
        button(reviewing, "It is reviewed").click();
        assertThat(page.locator("#head")).containsText("Reviewed");
        assertThat(page.locator("#facts")).containsText("retries are not limited 66.7");
        assertThat(page.locator("#facts")).containsText("412 requests failed");
        JsonNode record = requireSuccess(server.get(INCIDENTS + "/" + id));
        assertThat(record.at("/response/times/HARM_STARTED/at").asString()).isEqualTo("2026-01-01T09:00:30Z");
        assertThat(record.at("/account/impact/affectedUserShare").asDouble()).isEqualTo(0.007);
        assertThat(record.at("/account/wentWell").asString()).isEqualTo("one button was enough");
        assertThat(browser.consoleErrors())
                .as("but for the review that was refused on purpose")
                .allMatch(error -> error.contains("409"));
    }

    @Test
    void revertsSuspectedFlagEdit() {
        String id = declareAfterEdit("shop", "limits");
        Page page = browser.page(server, "/incidents/" + id);
        Locator undo = page.locator("#undo");
        button(undo, "Take the edit of limits back").click();
        button(page.locator("#take-back"), "Take it back now").click();
        assertThat(page.locator("#entries")).containsText("took the edit of flag limits in default back to revision");
        assertThat(requireSuccess(server.get("/api/v1/environments/default/flags"))
                        .at("/flags/limits/defaultVariant")
                        .asString())
                .isEqualTo("low");
        assertThat(button(undo, "Take the edit of limits back")).hasCount(0);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void killsAndRestoresSuspectedFlag() {
        String id = declareAfterEdit("kiosk", "kiosk-limits");
        Page page = browser.page(server, "/incidents/" + id);
        Locator undo = page.locator("#undo");
        button(undo, "Kill flag kiosk-limits").click();
        button(page.locator("#kill-flag"), "Kill now").click();
        assertThat(undo).containsText("Services use the default of their own code.");
        assertThat(page.locator("#entries"))
                .containsText("killed flag kiosk-limits in default: " + id + ": carts are empty");
        button(undo, "Restore flag kiosk-limits").click();
        button(page.locator("#restore-flag"), "Restore now").click();
        assertThat(button(undo, "Kill flag kiosk-limits")).isVisible();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void confirmsSuspectedChangeAsCause() {
        Page page = browser.page(server, "/incidents/" + declareAfterEdit("outlet", "outlet-limits"));
        Locator suspicion = page.locator("#suspected-changes tbody tr").first();
        button(suspicion, "It was this one").click();
        assertThat(page.locator("#link").getByLabel("On what grounds")).hasValue(Pattern.compile(".*flag edit\\."));
        button(page.locator("#link"), "It was this one").click();
        assertThat(page.locator("#suspected-changes .linked")).containsText("says admin");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void declaresNewIncidentBesideMitigatedOne() {
        declareAndMitigate("stock", "shelves are empty");
        Page page = browser.page(server, "/incidents");
        Locator declaring = fillDeclaration(page, "stock", "shelves are full of the wrong things");
        assertThat(declaring.getByLabel("If it is an incident that was mitigated"))
                .hasValue("");
        TestBrowser.checkAccessibilityAndFit(page, "declare-again");
        button(declaring, "Declare it").click();
        page.waitForURL(Pattern.compile(".*/incidents/i-[0-9a-f]+"));
        assertThat(page.locator("#related")).containsText("shelves are empty");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void reopensSelectedIncidentOnDeclaration() {
        String first = declareAndMitigate("depot", "shelves are empty");
        Page page = browser.page(server, "/incidents");
        Locator declaring = fillDeclaration(page, "depot", "empty again");
        declaring.getByLabel("How bad").selectOption("SEV1");
        declaring.getByLabel("If it is an incident that was mitigated").selectOption(first);
        button(declaring, "Declare it").click();
        page.waitForURL("**/incidents/" + first);
        assertThat(page.locator("#head")).containsText("SEV1");
        assertThat(page.locator("#entries")).containsText("Reopened: empty again (declared as SEV1");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void reopensIncidentFromItsPage() {
        String id = declareAndMitigate("shelf", "wrong things");
        Page page = browser.page(server, "/incidents/" + id);
        button(page, "Reopen").click();
        page.locator("#reopen").getByLabel("What hurts, in a line").fill("wrong things again");
        TestBrowser.checkAccessibilityAndFit(page, "reopen");
        button(page.locator("#reopen"), "Reopen").click();
        assertThat(page.locator("#entries")).containsText("Reopened: wrong things again");
        assertThat(button(page, "It no longer hurts")).isVisible();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private static String declareAndMitigate(String service, String title) {
        requireSuccess(server.put("/api/v1/services/" + service, "{}"));
        String id = declare(service, title);
        requireSuccess(server.post(INCIDENTS + "/" + id + "/mitigate", Json.of("{'mitigation': 'FIX'}")));
        return id;
    }

    private static Locator fillDeclaration(Page page, String service, String title) {
        button(page, "Declare an incident").click();
        Locator declaring = page.locator("#declare");
        declaring.getByLabel("Which service is hurt").selectOption("payments");
        assertThat(declaring.getByLabel("If it is an incident that was mitigated"))
                .isHidden();
        declaring.getByLabel("Which service is hurt").selectOption(service);
        declaring.getByLabel("What hurts, in a line").fill(title);
        return declaring;
    }

    @Test
    void requiresConfirmationToMitigateWhileAlertsAreFiring() {
        requireSuccess(server.post("/api/v1/alerts/alertmanager", """
                {"version": "4", "groupKey": "g", "alerts": [{"status": "firing", "fingerprint": "f-room",
                  "startsAt": "2026-11-25T18:00:00Z", "labels": {"alertname": "BurnsFast", "service": "fires",
                  "severity": "page"}}]}"""));
        String id = requireSuccess(server.get(INCIDENTS + "?service=fires"))
                .get(0)
                .path("id")
                .asString();
        Page page = browser.page(server, "/incidents/" + id);
        assertThat(page.locator("#answer")).containsText("1 alert is firing: BurnsFast (page).");
        button(page, "It no longer hurts").click();
        Locator mitigating = page.locator("#mitigated");
        button(mitigating, "It is mitigated").click();
        assertThat(mitigating).isVisible();
        TestBrowser.checkAllWidthsAndThemes(page, "mitigate-firing");
        mitigating.getByLabel("Continue although alerts are firing").check();
        button(mitigating, "It is mitigated").click();
        assertThat(page.locator("#head")).containsText("Mitigated");
        assertThat(page.locator("#entries")).containsText("mitigated while alerts are firing: BurnsFast (page)");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void preservesTypedTextDuringLiveUpdates() {
        String id = declare("books", "sums differ");
        Page page = browser.page(server, "/incidents/" + id);
        page.evaluate("window.loadedOnce = true");
        Locator note = page.getByLabel("Note for the timeline");
        note.fill("half a sente");
        addNote(id, "somebody else saw it too");
        assertThat(page.locator("#entries li").first()).containsText("somebody else saw it too");
        assertThat(note).hasValue("half a sente");
        assertThat(note).isFocused();

        button(page, "Severity").click();
        Locator grading = page.locator("#severity");
        grading.getByLabel("Severity").selectOption("SEV1");
        grading.getByLabel("Why, for the record").fill("everybody is hit");
        requireSuccess(server.post(INCIDENTS + "/" + id + "/roles", Json.of("{'role': 'SCRIBE', 'person': 'eve'}")));
        assertThat(page.locator("#roles")).containsText("eve");
        assertThat(grading.getByLabel("Severity")).hasValue("SEV1");
        button(grading, "Set it").click();
        assertThat(page.locator("#head")).containsText("SEV1");
        assertThat(page.locator("#head")).containsText("set by admin: everybody is hit");
        assertThat(note).hasValue("half a sente");
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void showsErrorAndPreservesInputAfterRejectedRequest() {
        String id = declare("refusals", "nothing works");
        Page page = browser.page(390, ColorScheme.LIGHT);
        TestBrowser.signIn(page, server, "/incidents/" + id);
        button(page, "Add one").click();
        Locator adding = page.locator("#follow-up");
        adding.getByLabel("What", new Locator.GetByLabelOptions().setExact(true))
                .fill("  ");
        adding.getByLabel("Who does it").fill("bea");
        adding.getByLabel("Until which day").fill("2026-12-24");
        adding.getByLabel("What it changes").fill("no such failure in 90 days");
        adding.getByLabel("How one will see").fill("a replay");
        button(adding, "Add it").click();
        assertThat(adding.getByRole(AriaRole.ALERT)).containsText("must not be blank");
        assertThat(adding.getByLabel("What it changes")).hasValue("no such failure in 90 days");
        adding.getByLabel("What", new Locator.GetByLabelOptions().setExact(true))
                .fill("add a limit");
        button(adding, "Add it").click();
        assertThat(page.locator("#follow-ups")).containsText("add a limit");

        Locator note = page.getByLabel("Note for the timeline");
        page.route("**/notes", route -> route.abort());
        note.fill("this must not be lost");
        page.keyboard().press("Enter");
        assertThat(page.locator("#note").getByRole(AriaRole.ALERT)).containsText("The server did not answer");
        assertThat(note).hasValue("this must not be lost");
        page.unroute("**/notes");
        page.keyboard().press("Enter");
        assertThat(page.locator("#entries li").first()).containsText("this must not be lost");
    }

    @Test
    void hidesIncidentActionsFromViewers() {
        String id = declare("viewed", "slow answers");
        Page page = browser.page(server, "/incidents/" + id, viewer);
        assertThat(page.locator("#answer")).containsText("You may look.");
        assertThat(page.locator("#entries")).containsText("slow answers");
        assertThat(page.locator("main form")).hasCount(0);
        assertThat(page.locator("main button")).hasCount(0);
        TestBrowser.checkAllWidthsAndThemes(page, "room-viewer");
        page.navigate(server.uri("/incidents").toString());
        assertThat(page.locator("#incidents")).containsText("slow answers");
        assertThat(button(page, "Declare an incident")).hasCount(0);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void filtersAndPaginatesIncidentsByUrl() {
        Page page = browser.page(server, "/incidents?service=archive");
        assertThat(page.locator("#incidents")).containsText("Incidents 1 to 50 of 120 as asked for.");
        page.getByText("Page 2", new Page.GetByTextOptions().setExact(true)).click();
        page.waitForURL("**/incidents?service=archive&page=2");
        assertThat(page.locator("#incidents")).containsText("Incidents 51 to 100 of 120");
        page.getByLabel("Cause").selectOption("no limit");
        button(page.locator("main"), "Search").click();
        assertThat(page.locator("#incidents")).containsText("40 incidents as asked for.");
        page.navigate(server.uri("/incidents?q=TROUBLE+119").toString());
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr")).containsText("hurt for 12 min");
        page.navigate(server.uri("/incidents?state=open&severity=SEV3&service=archive")
                .toString());
        assertThat(page.locator("#incidents")).containsText("No incident is as asked for.");
        page.navigate(server.uri("/incidents?page=9999").toString());
        assertThat(page.locator("#incidents")).containsText("There is no such page.");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void collapsesLongTimelineAndFiltersDecisions() {
        String id = declare("talkative", "a long night");
        IntStream.range(0, 70).forEach(i -> addNote(id, "look " + i));
        requireSuccess(server.post(INCIDENTS + "/" + id + "/acknowledge", "{}"));
        Page page = browser.page(server, "/incidents/" + id);
        assertThat(page.locator("#entries li")).hasCount(IncidentTimeline.COLLAPSED_ROWS);
        page.getByText("Show 22 earlier entries").click();
        assertThat(page.locator("#entries li")).hasCount(72);
        page.getByText("Decisions only").click();
        assertThat(page.locator("#entries li")).hasCount(2);
        assertThat(page.locator("#entries li").last()).containsText("a long night");
    }

    @Test
    void isAccessibleAndDoesNotScrollHorizontally() {
        String title = "an unusually long title of an incident that is told in one line";
        String id = declare("payments-of-a-long-name", title);
        requireSuccess(server.post(INCIDENTS + "/" + id + "/changes", """
            {"change": "rollout:%s", "reason": "it began two minutes before"}\
            """.formatted(rollout.id())));
        requireSuccess(server.post(INCIDENTS + "/" + id + "/affected-items", Json.of("{'ids': ['p-17', 'p-18']}")));
        Page page = browser.page(server, "/incidents?q=unusually");
        assertThat(page.locator("#incidents")).containsText(title);
        assertThat(page.locator("[data-elapsed]").first()).containsText(Pattern.compile("\\d"));
        TestBrowser.checkAllWidthsAndThemes(page, "incidents");
        page.navigate(server.uri("/incidents/" + id).toString());
        assertThat(page.locator("#suspected-changes")).containsText("It began two minutes before.");
        TestBrowser.checkAllWidthsAndThemes(page, "room");
        button(page, "What is known").click();
        TestBrowser.checkAllWidthsAndThemes(page, "record");
        assertThat(browser.consoleErrors()).isEmpty();
    }
}
