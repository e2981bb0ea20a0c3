// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands against changes, on the page of gates and on that of a rollout.
final class GatesPageIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";

    private static TestServer server;
    private static String rollout = "";

    @BeforeAll
    static void start() {
        server = TestServer.start();
        sent(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"classic","variants":{"classic":1,"modern":2}}}}"""));
        sent(server.post(ENVIRONMENT + "/line/stop", "{\"reason\":\"payments fail\",\"service\":\"payments\"}"));
        sent(server.put("/api/v1/freezes", """
                {"windows":[{"name":"busy season","reason":"orders of the holidays","start":"2020-01-01T00:00",
                 "zone":"Europe/Zurich","duration":"P366D","rrule":"FREQ=YEARLY","classes":["normal"]}]}"""));
        HttpResponse<String> started = server.post(ENVIRONMENT + "/rollouts", """
                {"flag":"core","control":"classic","candidate":"modern","plan":"fast","service":"payments",
                 "whenClosed":"WAIT"}""");
        sent(started);
        rollout = TestServer.json(started).get("id").stringValue();
        sent(server.post(
                ENVIRONMENT + "/flags/core/gate-overrides",
                "{\"gate\":\"freeze\",\"class\":\"hotfix\",\"reason\":\"customers cannot pay\",\"until\":\"%s\"}"
                        .formatted(Instant.now().plus(Duration.ofHours(2)))));
        sent(server.post(ENVIRONMENT + "/approvals", """
                {"flag":"core","person":"anna","reason":"read the plan"}"""));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void saysWhatStandsAgainstChangesOnEveryScreen(int width, ColorScheme scheme) {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(width, scheme);
            TestBrowser.signIn(page, server, "/gates");
            assertThat(page.locator("#gates")).containsText("Closed gates hold up 1 of 1 rollout that runs.");
            assertThat(page.locator("#gates")).containsText("payments in default");
            assertThat(page.locator("#gates")).containsText("Let past by admin as hotfix (customers cannot pay) until");
            assertThat(page.locator("#gates")).containsText("FREQ=YEARLY");
            assertThat(page.locator("#gates")).containsText("read the plan");
            assertThat(page.locator("#gates")).containsText("What gates cost in ");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Gates");
            check(page);

            page.navigate(server.uri("/rollouts/" + rollout).toString());
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Gates")))
                    .isVisible();
            assertThat(page.locator("body")).containsText("The line of payments in default is stopped since");
            assertThat(page.locator("body")).containsText("Overridden");
            check(page);
        }
    }

    /* Nothing scrolls sideways once the page has settled. */
    private static void check(Page page) {
        TestBrowser.awaitFit(page);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private static void sent(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }
}
