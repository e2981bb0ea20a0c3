// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Incident pages in a real browser.
final class IncidentPageModelIT {
    private static TestServer server;
    private static String id;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.put("/api/v1/services/payments", """
                {"flags": [{"environment": "default", "flag": "core"}]}""");
        server.put("/api/v1/environments/default/flags", """
                {"flags": {"core": {"state": "ENABLED", "variants": {"a": "1"}, "defaultVariant": "a"}}}""");
        id = TestServer.json(post("", """
                        {"service": "payments", "title": "payments are booked twice", "affected": ["p-1", "p-2"],
                         "times": {"HARM_STARTED": {"at": "2026-01-01T10:00:00Z", "precision": "PT5M",
                                                    "source": "logs"}}}""")).path("id").asString();
        post("/" + id + "/acknowledge", Json.of("{'onBehalfOf': 'ann'}"));
        post("/" + id + "/corrections", Json.of("{'id': 'p-1', 'correction': 'reversed by 4711'}"));
        post("", Json.of("{'service': 'shop', 'title': 'search is slow'}"));
        post("/" + id + "/follow-ups", """
                {"description": "remove core", "owner": "bob", "dueDate": "2026-12-01", "expectedEffect": "nobody turns it on",
                 "check": {"kind": "FLAG", "parameters": {"flag": "core", "state": "deleted"}}}""");
        post("/" + id + "/follow-ups/1/check", "");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(String path, String body) {
        HttpResponse<String> answer = server.post("/api/v1/incidents" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer;
    }

    @Test
    @Tag("quick")
    void listsOpenIncidents() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/incidents");
            assertThat(page.locator("#incidents")).containsText("2 open.");
            assertThat(page.locator("tbody tr")).hasCount(2);
            TestBrowser.checkAllWidthsAndThemes(page, "incidents-two");
            page.locator("a:has-text('booked twice')").click();
            assertThat(page).hasURL(server.uri("/incidents/" + id).toString());
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsImpactRespondersAndMissingDetails() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/incidents/" + id);
            assertThat(page.locator("#head")).containsText("SEV1");
            assertThat(page.locator("#answer")).containsText("Users are hurt for");
            assertThat(page.locator("#answer")).containsText("The mitigation is not set.");
            assertThat(page.locator("#facts")).containsText("ann");
            assertThat(page.locator("#times")).containsText("± 5 min");
            assertThat(page.locator("#affected")).containsText("reversed by 4711");
            assertThat(page.locator("#affected")).containsText("none yet");
            assertThat(page.locator("#timeline")).containsText("ann acknowledged the incident");
            assertThat(page.locator("#follow-ups"))
                    .containsText("Check failed: flag core is enabled, expected deleted.");
            TestBrowser.checkAllWidthsAndThemes(page, "incident");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void returns404PageForUnknownIncident() {
        HttpResponse<String> missing = server.get("/incidents/i-none");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("There is no incident i-none");
    }
}
