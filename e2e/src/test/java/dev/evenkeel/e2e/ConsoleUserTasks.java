// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What people come to each page of the console for, done as they do it, on what the demo has left behind.
final class ConsoleUserTasks {
    private static final Page.GetByLabelOptions EXACT = new Page.GetByLabelOptions().setExact(true);

    private final ConsoleBrowser browser;
    private final List<String> failures = new ArrayList<>();
    private String timelinePath = "/changes";

    ConsoleUserTasks(ConsoleBrowser browser) {
        this.browser = browser;
    }

    /// Runs all tasks.
    ///
    /// @return failures, by page
    List<String> runAll() {
        runTask("/flags/default/payment-core", this::setNewCoreAsDefault);
        runTask("/experiments", this::startExperiment);
        runTask("/", this::pauseAndResumeReleases);
        runTask("/flags", this::createFlag);
        runTask("/flags/default/receipt-layout", this::planStartAndStopRollout);
        runTask("/changes", this::openMigrationTimeline);
        runTask("/rollouts", this::replayRolloutDecisions);
        runTask("/flags", this::findAndEvaluateFlag);
        runTask("/slos", this::showRemainingErrorBudget);
        runTask("/gates", this::showGates);
        runTask("/incidents", this::declareAndAcknowledgeIncident);
        runTask("/causes", this::showCauseRanking);
        runTask("/assessments", this::openAssessment);
        runTask("/capacity", page -> assertThat(page.locator("h1")).isVisible());
        runTask("/technology", page -> assertThat(page.locator("svg").first()).isVisible());
        runTask("/forecasts", this::showForecasts);
        runTask("/events", page -> assertThat(page.locator("main")).containsText("rollout"));
        runTask("/audit", this::searchAuditLog);
        runTask("/clients", this::showConnectedClients);
        runTask("/users", this::inviteUser);
        runTask("/settings", this::addEnvironment);
        return failures;
    }

    /// The path of the migration's timeline, after all tasks.
    String timelinePath() {
        return timelinePath;
    }

    private void runTask(String path, Consumer<Page> task) {
        try (Page page = browser.page(1280, ColorScheme.LIGHT)) {
            browser.open(page, path);
            task.accept(page);
            browser.requireNoErrors("the task of " + path);
        } catch (PlaywrightException | AssertionError e) {
            failures.add(path + ": "
                    + String.valueOf(e.getMessage()).lines().limit(20).collect(Collectors.joining(" ")));
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private void setNewCoreAsDefault(Page page) {
        Locator text = page.locator("#edit-text");
        text.fill(text.inputValue()
                .replace(Json.of("'defaultVariant': 'classic'"), Json.of("'defaultVariant': 'modern'")));
        page.locator("#edit-reason").fill("the migration is complete");
        page.locator("#edit-save").click();
        assertThat(page.locator("#history")).containsText("the migration is complete");
        /* The split of a rollout that has ended goes within half a minute. */
        assertThat(page.locator(".answer"))
                .not()
                .containsText("rollout", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
    }

    private void createFlag(Page page) {
        page.getByText("New flag").click();
        page.locator("#new-key").fill("receipt-layout");
        page.locator("#new-reason").fill("receipts get another layout");
        page.getByText("on: everybody gets").click();
        page.locator("#new-save").click();
        page.waitForURL("**/flags/default/receipt-layout");
        assertThat(page.locator("h1")).containsText("receipt-layout");
    }

    private void planStartAndStopRollout(Page page) {
        page.getByText("Plan a rollout").first().click();
        page.getByLabel("Calls a second", EXACT).fill("100");
        page.getByLabel("Calls that fail today", EXACT).fill("0.5");
        page.getByLabel("Plan", EXACT).selectOption("fast");
        assertThat(page.locator("#plan-lead")).containsText("At 100 calls/s this plan reaches 100");
        page.locator("[data-open='start-order']").click();
        page.locator("#start-reason").fill("the new layout");
        button(page, "Start now").click();
        assertThat(page.locator("#status")).containsText("Collecting baseline");
        assertThat(page.locator("#ahead")).containsText("1 SDK is connected");
        button(page, "Stop and roll back").click();
        page.locator("#abort-reason").fill("it was only to look");
        button(page, "Roll back now").click();
        assertThat(page.locator("#status")).containsText("Stopped");
        assertThat(page.locator(".way-back")).containsText("The last SDK was back after at most");
    }

    private void addEnvironment(Page page) {
        button(page, "Add an environment").click();
        page.locator("#add-environment input[name=name]").fill("rehearsal");
        page.locator("#add-environment input[name=reason]").fill("to try things");
        page.locator("#add-environment button[type=submit]").click();
        assertThat(page.locator("#environments")).containsText("rehearsal");
    }

    /* No page starts one; its page is looked at. The drill before the migration is no drill of what serves now, so the
    gate of drills is closed. */
    private void startExperiment(Page page) {
        Object status = page.evaluate("""
                async () => {
                    const here = '/api/v1/environments/default';
                    const post = (path, body) => fetch(here + path, {method: 'POST',
                        headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
                    const said = await fetch(here + '/flags/payment-core/gates').then(answer => answer.json());
                    const expiresAt = new Date(Date.now() + 3600000).toISOString();
                    for (const gate of new Set(said.gates.filter(one => one.closed).map(one => one.gate)))
                        await post('/flags/payment-core/gate-overrides',
                            {gate, changeClass: 'hotfix', reason: 'the tour', expiresAt});
                    const answer = await post('/experiments', {
                        flag: 'payment-core', hypothesis: 'modern answers sooner', reason: 'the tour',
                        plan: {variants: [{variant: 'classic', share: 50}, {variant: 'modern', share: 50}],
                            goals: [{metric: '@call', kind: 'DURATION', cap: 3000}], window: 'PT10S', expectedUnits: 5000}});
                    return answer.status === 201 ? 'started' : answer.text();
                }""");
        assertThat(status).as("start of an experiment").isEqualTo("started");
        page.reload();
        assertThat(page.locator("main tbody a")).containsText("payment-core");
        page.locator("main tbody a").first().click();
        assertThat(page.locator("main")).containsText("modern answers sooner");
    }

    private void pauseAndResumeReleases(Page page) {
        assertThat(page.locator("#overview-answer h2")).not().isEmpty();
        assertThat(page.locator("#bands")).containsText("Payments");
        button(page, "Stop the line").click();
        page.locator("#stop-line input[name=reason]").fill("the tour looks at it");
        page.locator("#stop-line button[type=submit]").click();
        assertThat(page.locator("#lines")).containsText("Stopped");
        button(page, "Let it go").click();
        page.locator("#release-line input[name=reason]").fill("it has looked");
        page.locator("#release-line button[type=submit]").click();
        assertThat(page.locator("#lines")).containsText("Goes");
    }

    private void openMigrationTimeline(Page page) {
        page.getByLabel("Contains").fill("payment-core");
        button(page, "Search").click();
        page.locator("tbody a").first().click();
        assertThat(page.locator("#story")).containsText("modern");
        timelinePath = URI.create(page.url()).getPath();
    }

    private void replayRolloutDecisions(Page page) {
        page.locator("tbody a").first().click();
        page.locator("#replay").click();
        assertThat(page.locator("#replay-answer")).containsText("every decision comes out the same");
    }

    private void findAndEvaluateFlag(Page page) {
        page.getByLabel("Key or description").fill("core");
        page.locator("tbody a", new Page.LocatorOptions().setHasText("payment-core"))
                .click();
        page.locator("#try-key").fill("debtor-17");
        button(page, "Evaluate").click();
        assertThat(page.locator("main")).containsText("modern");
    }

    private void showRemainingErrorBudget(Page page) {
        page.locator("main a[href^='/slos/']").first().click();
        assertThat(page.locator("main")).containsText(Pattern.compile("[0-9]%"));
    }

    private void showGates(Page page) {
        assertThat(page.locator("main")).containsText("gate");
    }

    private void declareAndAcknowledgeIncident(Page page) {
        button(page, "Declare an incident").click();
        page.locator("#declare-what").fill("receipts look odd");
        button(page, "Declare it").click();
        assertThat(page.locator("#head")).containsText("receipts look odd");
        button(page, "I take it up").click();
        assertThat(page.locator("#facts")).containsText("admin");
        page.getByLabel("Note for the timeline").fill("only on paper");
        page.keyboard().press("Enter");
        assertThat(page.locator("#entries")).containsText("only on paper");
    }

    private void showCauseRanking(Page page) {
        assertThat(page.locator(".answer h2")).containsText("first");
        assertThat(page.locator("main svg").first()).isVisible();
    }

    private void openAssessment(Page page) {
        page.locator("main a[href^='/assessments/']").first().click();
        assertThat(page.locator("main")).containsText("stabilise first");
    }

    private void showForecasts(Page page) {
        assertThat(page.locator("main")).containsText("rollout");
    }

    private void searchAuditLog(Page page) {
        page.getByLabel("Action begins with").fill("rollout");
        button(page, "Search").click();
        page.locator("tbody a").first().click();
        assertThat(page.locator("main")).containsText("rollout");
    }

    private void showConnectedClients(Page page) {
        assertThat(page.locator("main tbody tr").first()).isVisible();
    }

    private void inviteUser(Page page) {
        button(page, "Add somebody").click();
        page.locator("#user-name").fill("nora");
        page.locator("#add-user button[type=submit]").click();
        assertThat(page.locator("#add-user .secret")).containsText("http");
        page.locator("#add-user").getByText("Close").click();
        assertThat(page.locator("main")).containsText("nora");
    }
}
