// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static dev.evenkeel.server.console.kit.TestBrowser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Closed gates on the gates page and the rollout page, and reviews of flag edits.
final class GatesPageModelIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";

    private static final String BUSY_SEASON = """
            {"name":"busy season","reason":"orders of the holidays","start":"2020-01-01T00:00",
             "zone":"Europe/Zurich","duration":"P366D","rrule":"FREQ=YEARLY","classes":["normal"]}""";
    private static TestServer server;
    private static String rollout = "";

    @BeforeAll
    static void start() {
        server = TestServer.start();
        requireSuccess(server.put("/api/v1/services/payments", "{}"));
        requireSuccess(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"classic","variants":{"classic":1,"modern":2}}}}"""));
        requireSuccess(server.post(
                ENVIRONMENT + "/releases/pause", Json.of("{'reason':'payments fail','service':'payments'}")));
        putFreezeWindows(BUSY_SEASON);
        HttpResponse<String> started = server.post(ENVIRONMENT + "/rollouts", """
                {"flag":"core","control":"classic","candidate":"modern","plan":"fast","service":"payments",
                 "onClosedGates":"WAIT"}""");
        requireSuccess(started);
        rollout = TestServer.json(started).get("id").stringValue();
        requireSuccess(server.post(
                ENVIRONMENT + "/flags/core/gate-overrides",
                Json.of(
                        "{'gate':'freeze','changeClass':'hotfix','reason':'customers cannot pay','expiresAt':'%s'}",
                        Instant.now().plus(Duration.ofHours(2)))));
        requireSuccess(server.post(ENVIRONMENT + "/approvals", """
                {"flag":"core","onBehalfOf":"anna","reason":"read the plan"}"""));
    }

    /* An edit that creates a flag. Returns its id. */
    private static String propose(String flag) {
        return requireSuccess(server.post(ENVIRONMENT + "/proposals", """
                        {"onBehalfOf":"tom","reason":"a limit","patch":{"flags":{"%s":
                         {"state":"ENABLED","variants":{"low":1,"high":2},"defaultVariant":"low"}}}}""".formatted(flag)))
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("quick")
    void showsClosedGatesOverridesAndFreezeWindows() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates");
            assertThat(page.locator("#gates")).containsText("Closed gates hold up 1 of 1 rollout that runs.");
            assertThat(page.locator("#gates")).containsText("payments in default");
            assertThat(page.locator("#gates")).containsText("Let past by admin as hotfix (customers cannot pay) until");
            assertThat(page.locator("#gates")).containsText("busy season (orders of the holidays) until");
            assertThat(page.locator("#gates")).containsText("every year");
            assertThat(page.locator("#gates")).containsText("read the plan");
            assertThat(page.locator("#gates")).containsText("What gates cost in ");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Gates");
            TestBrowser.checkAllWidthsAndThemes(page, "gates");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsGatesOnRolloutPage() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/rollouts/" + rollout);
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Gates")))
                    .isVisible();
            assertThat(page.locator("body")).containsText("Releases of payments in default were paused by");
            assertThat(page.locator("body")).containsText("Overridden");
            TestBrowser.checkAllWidthsAndThemes(page, "gates-of-a-rollout");
        }
    }

    @Test
    void approvesFlagEdit() {
        propose("limit");
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates");
            Locator edit = page.locator("tr").filter(new Locator.FilterOptions().setHasText("limit"));
            assertThat(edit).containsText("needs nobody");
            button(edit, "Approve").click();
            Locator approving = page.locator("#approve-proposal");
            assertThat(approving).containsText("Approve the edit of limit?");
            approving.getByLabel("What convinced you").fill("looked at it");
            TestBrowser.checkAllWidthsAndThemes(page, "approve");
            button(approving, "Approve").click();
            assertThat(edit).containsText("approved by admin");
            edit.getByText("What changes").click();
            assertThat(edit.locator("pre").first()).containsText("\"defaultVariant\"");
            TestBrowser.checkAllWidthsAndThemes(page, "gates-edit");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void appliesEditOnlyOutsideFreeze() {
        String id = propose("discount");
        requireSuccess(server.post(ENVIRONMENT + "/proposals/" + id + "/approvals", Json.of("{'onBehalfOf':'ben'}")));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates");
            Locator edit = page.locator("tr").filter(new Locator.FilterOptions().setHasText("discount"));
            button(edit, "Apply").click();
            Locator applying = page.locator("#apply-proposal");
            button(applying, "Apply").click();
            assertThat(applying.getByRole(AriaRole.ALERT)).containsText("busy season");
            putFreezeWindows("");
            button(applying, "Apply").click();
            assertThat(edit).hasCount(0);
        } finally {
            putFreezeWindows(BUSY_SEASON);
        }
    }

    @Test
    void rejectsReviewOfOwnOverride() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates");
            Locator override = page.locator("tr").filter(new Locator.FilterOptions().setHasText("Review"));
            button(override.first(), "Review").click();
            Locator reviewing = page.locator("#review-override");
            reviewing.getByLabel("What was found").fill("mine");
            button(reviewing, "Record it").click();
            assertThat(reviewing.getByRole(AriaRole.ALERT)).containsText("admin cannot review override");
            TestBrowser.checkAllWidthsAndThemes(page, "review");
        }
    }

    private static void putFreezeWindows(String windows) {
        requireSuccess(server.put("/api/v1/freeze-windows", Json.of("{'windows':[%s]}", windows)));
    }
}
