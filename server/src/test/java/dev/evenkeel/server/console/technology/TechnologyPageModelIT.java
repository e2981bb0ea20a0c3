// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.technology;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page of the technology radar and the innovation tokens.
final class TechnologyPageModelIT {
    private static TestServer server;
    private static String empty = "";

    @BeforeAll
    static void start() {
        server = TestServer.start();
        empty = server.get("/technology").body();
        register();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void register() {
        requireSuccess(server.put("/api/v1/decision-records", """
                {"records":{"0001-use-quarkus":"---\\nstatus: accepted\\n---\\n# Use Quarkus\\n"}}"""));
        requireSuccess(server.put("/api/v1/technologies", """
                {"technologies":{
                 "java":{"name":"Java","kind":"LANGUAGE_OR_FRAMEWORK",
                  "services":[{"service":"payments","since":"2019-03-01"},{"service":"ledger","since":"2020-01-01"}],
                  "ringChanges":[{"at":"2019-03-01","to":"ADOPT","reason":"what we know"}]},
                 "quarkus":{"name":"Quarkus","kind":"LANGUAGE_OR_FRAMEWORK",
                  "ringChanges":[{"at":"2026-01-15","to":"ASSESS","reason":"starts in a tenth of a second"},
                           {"at":"2026-10-01","to":"TRIAL","reason":"a load test held","decisionRecord":"0001-use-quarkus"}]},
                 "postgresql":{"name":"PostgreSQL","kind":"PLATFORM",
                  "services":[{"service":"ledger","since":"2018-01-01"}],
                  "ringChanges":[{"at":"2018-01-01","to":"ADOPT","reason":"it keeps what it is told"}]},
                 "kafka":{"name":"Kafka","kind":"PLATFORM","ringChanges":[{"to":"TRIAL","reason":"events for the shop"}]},
                 "mongodb":{"name":"MongoDB","kind":"PLATFORM","ringChanges":[{"to":"HOLD","reason":"two stores suffice"}]},
                 "terraform":{"name":"Terraform","kind":"TOOL","services":[{"service":"all","since":"2020-01-01"}],
                  "ringChanges":[{"at":"2020-01-01","to":"ADOPT","reason":"one way to set machines up"}]},
                 "pact":{"name":"Pact","kind":"TOOL","ringChanges":[{"to":"ASSESS","reason":"contracts between teams"}]},
                 "event-storming":{"name":"Event storming","kind":"TECHNIQUE",
                  "ringChanges":[{"to":"ASSESS","reason":"a course in spring"}]}}}"""));
    }

    @Test
    void explainsHowToRegisterFirstTechnology() {
        assertThat(empty)
                .contains("No technology is registered yet.", "./evenkeel tech create KEY")
                .doesNotContain("<svg class=\"radar\"");
    }

    @Test
    @Tag("quick")
    void showsInnovationTokensRadarAndRingChanges() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/technology");
            assertThat(page.locator("#technology"))
                    .containsText("1 of 3 innovation tokens is left; Quarkus and Kafka hold the others.");
            assertThat(page.locator("#technology")).containsText("0001-use-quarkus");
            assertThat(page.locator("#technology")).containsText("a load test held");
            assertThat(page.locator("td[data-label=When]", new Page.LocatorOptions().setHasText("15 Jan 2026")))
                    .hasText("15 Jan 2026");
            assertThat(page.locator(".blip")).hasCount(8);
            assertThat(page.locator(".blip.token")).hasCount(2);
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Technology");
            TestBrowser.checkAllWidthsAndThemes(page, "technology");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }
}
