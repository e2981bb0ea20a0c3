// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What people come to each page of the console for, done as they do it, on what the demo has left behind.
final class ConsoleTasks {
    private final ConsoleBrowser browser;
    private final List<String> failures = new ArrayList<>();

    ConsoleTasks(ConsoleBrowser browser) {
        this.browser = browser;
    }

    /// Does all of them.
    ///
    /// @return what could not be done, by page
    List<String> all() {
        at("/experiments", this::startsAnExperiment);
        at("/", this::stopsTheLineAndReleasesIt);
        at("/changes", this::readsTheStoryOfTheMigration);
        at("/rollouts", this::checksTheDecisionsOfARollout);
        at("/flags", this::findsTheFlagAndTriesIt);
        at("/slos", this::readsWhatIsLeftOfTheBudget);
        at("/gates", this::seesWhyAChangeWouldWait);
        at("/incidents", this::opensAnIncident);
        at("/assessments", this::readsTheMemo);
        at("/capacity", page -> assertThat(page.locator("h1")).isVisible());
        at("/technology", page -> assertThat(page.locator("svg").first()).isVisible());
        at("/forecasts", this::seesHowForecastsDid);
        at("/events", page -> assertThat(page.locator("main")).containsText("rollout"));
        at("/audit", this::findsWhoDidWhat);
        at("/clients", this::seesThePaymentService);
        at("/people", this::invitesSomebody);
        return failures;
    }

    private void at(String path, Consumer<Page> task) {
        try (Page page = browser.page(1280, ColorScheme.LIGHT)) {
            browser.open(page, path);
            task.accept(page);
            browser.requireCalm("the task of " + path);
        } catch (PlaywrightException | AssertionError e) {
            failures.add(path + ": " + e.getMessage().lines().limit(8).collect(Collectors.joining(" ")));
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    /* No page starts one; its page is looked at. */
    private void startsAnExperiment(Page page) {
        Object status = page.evaluate("""
                () => fetch('/api/v1/environments/default/experiments', {method: 'POST',
                    headers: {'Content-Type': 'application/json'},
                    body: JSON.stringify({flag: 'payment-core', hypothesis: 'modern answers sooner', reason: 'the tour',
                        plan: {variants: [{variant: 'classic', share: 50}, {variant: 'modern', share: 50}],
                            goals: [{metric: '@call', kind: 'DURATION', cap: 3000}], window: 'PT10S', tunedFor: 5000}})})
                    .then(answer => answer.status === 201 ? 'started' : answer.text())""");
        assertThat(status).as("start of an experiment").isEqualTo("started");
        assertThat(page.locator("main tbody a")).containsText("payment-core");
        page.locator("main tbody a").first().click();
        assertThat(page.locator("main")).containsText("modern answers sooner");
    }

    private void stopsTheLineAndReleasesIt(Page page) {
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

    private void readsTheStoryOfTheMigration(Page page) {
        page.getByLabel("Contains").fill("payment-core");
        button(page, "Search").click();
        page.locator("tbody a").first().click();
        assertThat(page.locator("#story")).containsText("modern");
    }

    private void checksTheDecisionsOfARollout(Page page) {
        page.locator("tbody a").first().click();
        page.locator("#replay").click();
        assertThat(page.locator("#replay-answer")).containsText("every decision comes out the same");
    }

    private void findsTheFlagAndTriesIt(Page page) {
        page.getByLabel("Key or description").fill("core");
        page.locator("tbody a", new Page.LocatorOptions().setHasText("payment-core"))
                .click();
        page.locator("#try-key").fill("debtor-17");
        button(page, "Evaluate").click();
        assertThat(page.locator("main")).containsText("modern");
    }

    private void readsWhatIsLeftOfTheBudget(Page page) {
        page.locator("main a[href^='/slos/']").first().click();
        assertThat(page.locator("main")).containsText(Pattern.compile("[0-9.]+.%"));
    }

    private void seesWhyAChangeWouldWait(Page page) {
        assertThat(page.locator("main")).containsText("gate");
    }

    private void opensAnIncident(Page page) {
        page.locator("main a[href^='/incidents/']", new Page.LocatorOptions().setHasNotText("taught"))
                .first()
                .click();
        assertThat(page.locator("main")).containsText("payments");
    }

    private void readsTheMemo(Page page) {
        page.locator("main a[href^='/assessments/']").first().click();
        assertThat(page.locator("main")).containsText("stabilise first");
    }

    private void seesHowForecastsDid(Page page) {
        assertThat(page.locator("main")).containsText("rollout");
    }

    private void findsWhoDidWhat(Page page) {
        page.getByLabel("Action begins with").fill("rollout");
        button(page, "Search").click();
        page.locator("tbody a").first().click();
        assertThat(page.locator("main")).containsText("rollout");
    }

    private void seesThePaymentService(Page page) {
        assertThat(page.locator("main tbody tr").first()).isVisible();
    }

    private void invitesSomebody(Page page) {
        button(page, "Add somebody").click();
        page.locator("#person-name").fill("nora");
        page.locator("#add-person button[type=submit]").click();
        assertThat(page.locator("#add-person .secret")).containsText("http");
        page.locator("#add-person").getByText("Close").click();
        assertThat(page.locator("main")).containsText("nora");
    }
}
