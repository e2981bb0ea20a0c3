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
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Declaration of incidents with templates, and beside a mitigated incident, in a real browser.
final class IncidentTemplatePageIT {
    private static final String DOWN = """
            {"description": "nobody can pay, whatever the reason", "title": "{service}: nobody can pay",
             "impact": {"affectedUserShare": 0.25}, "roles": {"OPERATIONS": "bob"},
             "firstSteps": ["Open the bridge at https://meet.example.org/payments",
                            "Take back what changed in the last hour", "Ask the bank's desk whether they see our calls"],
             "followUps": [{"description": "tell the merchants what happened", "owner": "bob", "dueDays": 5,
                            "expectedEffect": "nobody asks twice", "verifiedBy": "the support desk's list"}]}""";

    @RegisterExtension
    private static final ConsoleSession session = new ConsoleSession();

    private static TestServer server;
    private static TestBrowser browser;

    @BeforeAll
    static void start() {
        server = session.server();
        browser = session.browser();
        for (String service : List.of("payments", "ledger", "shop", "left", "beside", "chosen", "kept")) {
            requireSuccess(server.put("/api/v1/services/" + service, Json.of("{'owner': 'team-money', 'tier': 1}")));
        }
        requireSuccess(server.post("/api/v1/manifests", """
                {"objects": [%s, %s]}""".formatted(
                        template("checkout-down", DOWN),
                        template(
                                "ledger-late",
                                Json.of("{'title': 'sums are late', 'service': 'ledger', 'severity': 'SEV3'}")))));
    }

    private static String template(String name, String spec) {
        return """
                {"apiVersion": "evenkeel.dev/v1", "kind": "IncidentTemplate", "metadata": {"name": "%s"}, "spec": %s}\
                """.formatted(name, spec);
    }

    private static Locator openDeclarationForm(Page page) {
        TestBrowser.signIn(page, server, "/incidents");
        button(page.locator("body"), "Declare an incident").click();
        return page.locator("#declare");
    }

    @Test
    void fillsFormFromTemplateAndShowsFirstSteps() {
        Page page = browser.page();
        Locator declaring = openDeclarationForm(page);
        declaring.getByLabel("Template").selectOption("checkout-down");
        assertThat(declaring.getByLabel("What hurts, in a line")).hasValue("");
        assertThat(declaring.getByRole(AriaRole.STATUS))
                .hasText("Brings 3 first steps, 1 follow-up, bob as operations, the severity of 25% of users hurt.");
        declaring.getByLabel("Which service is hurt").selectOption("shop");
        assertThat(declaring.getByLabel("What hurts, in a line")).hasValue("shop: nobody can pay");
        TestBrowser.checkAllWidthsAndThemes(page, "declare-from-template");
        button(declaring, "Declare it").click();

        page.waitForURL(Pattern.compile(".*/incidents/i-[0-9a-f]+"));
        assertThat(page.locator("#head")).containsText("SEV1");
        assertThat(page.locator("#head")).containsText("from template checkout-down");
        assertThat(page.locator("#follow-ups")).containsText("tell the merchants what happened");
        Locator steps = page.locator("#first-steps");
        assertThat(steps).containsText("0 of 3 done");
        assertThat(steps.getByRole(AriaRole.LINK)).hasAttribute("href", "https://meet.example.org/payments");
        page.evaluate("window.loadedOnce = true");
        button(steps, "Done: Take back what changed in the last hour").click();
        assertThat(steps).containsText("1 of 3 done");
        assertThat(steps.locator("li").nth(1)).containsText("admin");
        assertThat(page.locator("#entries")).containsText("Done: Take back what changed in the last hour");
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
        TestBrowser.checkAllWidthsAndThemes(page, "room-first-steps");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void linksNewIncidentToMitigatedOneOfSameService() {
        String first = requireSuccess(server.post(
                        "/api/v1/incidents",
                        Json.of("{'service': 'beside', 'title': 'slow at the checkout', 'severity': 'SEV2'}")))
                .path("id")
                .asString();
        requireSuccess(server.post("/api/v1/incidents/" + first + "/mitigate", Json.of("{'mitigation': 'SCALING'}")));
        Page page = browser.page(390, ColorScheme.LIGHT);
        Locator declaring = openDeclarationForm(page);
        declaring.getByLabel("Which service is hurt").selectOption("beside");
        declaring.getByLabel("What hurts, in a line").fill("customers are charged twice");
        declaring.getByLabel("How bad").selectOption("SEV1");
        TestBrowser.checkAccessibilityAndFit(page, "declare-beside");
        button(declaring, "Declare it").click();

        page.waitForURL(Pattern.compile(".*/incidents/i-[0-9a-f]+"));
        assertThat(page.locator("#head h1")).hasText("customers are charged twice");
        assertThat(page.locator("#related")).containsText("Related incident: slow at the checkout");
        assertThat(page.locator("#entries")).containsText("Related incident: " + first + " (SEV2, MITIGATED)");
        TestBrowser.checkAccessibilityAndFit(page, "incident-related");
        page.locator("#related a").click();
        page.waitForURL("**/incidents/" + first);
        assertThat(page.locator("#related")).containsText("customers are charged twice");
        assertThat(page.locator("#entries")).containsText("(SEV1, OPEN): customers are charged twice");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void clearsTemplateValuesButPreservesUserInputOnTemplateChange() {
        Page page = browser.page();
        Locator declaring = openDeclarationForm(page);
        Locator template = declaring.getByLabel("Template");
        Locator title = declaring.getByLabel("What hurts, in a line");
        Locator service = declaring.getByLabel("Which service is hurt");
        Locator severity = declaring.getByLabel("How bad");
        template.selectOption("ledger-late");
        assertThat(service).hasValue("ledger");
        assertThat(title).hasValue("sums are late");
        assertThat(severity).hasValue("SEV3");
        template.selectOption("checkout-down");
        assertThat(service).hasValue("");
        assertThat(title).hasValue("");
        assertThat(severity).hasValue("");
        service.selectOption("payments");
        title.fill("cards are refused");
        template.selectOption("ledger-late");
        assertThat(service).hasValue("payments");
        assertThat(title).hasValue("cards are refused");
        assertThat(severity).hasValue("SEV3");
        template.selectOption("");
        assertThat(severity).hasValue("");
        button(declaring, "Declare it").click();
        page.waitForURL(Pattern.compile(".*/incidents/i-[0-9a-f]+"));
        assertThat(page.locator("#first-steps")).hasText("");
        JsonNode plain =
                requireSuccess(server.get("/api/v1/incidents/" + page.url().replaceFirst(".*/", "")));
        assertThat(plain.path("title").asString()).isEqualTo("cards are refused");
        assertThat(plain.path("template").isNull()).isTrue();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void recordsWhoSetSeverity() {
        assertThat(declareAndReadSeverity("left", declaring -> {})).isEqualTo("SEV3 set by template ledger-late");
        assertThat(declareAndReadSeverity("chosen", declaring -> {
                    Locator severity = declaring.getByLabel("How bad");
                    severity.selectOption("SEV4");
                    severity.selectOption("SEV3");
                }))
                .isEqualTo("SEV3 set by admin");
        assertThat(declareAndReadSeverity("kept", declaring -> {
                    declaring.getByLabel("How bad").selectOption("SEV2");
                    declaring.getByLabel("Template").selectOption("checkout-down");
                    declaring.getByLabel("Template").selectOption("ledger-late");
                }))
                .isEqualTo("SEV2 set by admin");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    /* Declares an incident with a template and returns its recorded severity and the source of the severity. */
    private static String declareAndReadSeverity(String service, Consumer<Locator> choice) {
        Page page = browser.page();
        Locator declaring = openDeclarationForm(page);
        declaring.getByLabel("Template").selectOption("ledger-late");
        assertThat(declaring.getByLabel("How bad")).hasValue("SEV3");
        declaring.getByLabel("Which service is hurt").selectOption(service);
        choice.accept(declaring);
        button(declaring, "Declare it").click();
        page.waitForURL(Pattern.compile(".*/incidents/i-[0-9a-f]+"));
        JsonNode severity = requireSuccess(
                        server.get("/api/v1/incidents/" + page.url().replaceFirst(".*/", "")))
                .path("severity");
        return severity.path("severity").asString() + " "
                + severity.path("because").asString();
    }
}
