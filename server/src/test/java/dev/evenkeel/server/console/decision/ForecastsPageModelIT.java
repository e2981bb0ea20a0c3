// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
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

/// The page of forecasts and their scores.
final class ForecastsPageModelIT {
    private static final String FORECASTS = "/api/v1/forecasts";

    /* Probability in percent and number of true outcomes of ten forecasts each, and of twelve for 75%. */
    private static final int[][] OUTCOMES_BY_PROBABILITY = {{10, 0}, {30, 4}, {60, 5}, {90, 9}, {75, 8}};

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        for (int[] bin : OUTCOMES_BY_PROBABILITY) {
            int size = bin[0] == 75 ? 12 : 10;
            for (int i = 0; i < size; i++) {
                resolve(
                        createForecast("migration", Json.of("'probability':%s", bin[0] / 100.0), later()),
                        i < bin[1] ? "1" : "0");
            }
        }
        for (int i = 0; i < 20; i++) {
            resolve(createForecast("outage-minutes", """
                    "quantiles":[{"level":0.05,"value":20},{"level":0.5,"value":80},{"level":0.95,"value":340}],
                    "unit":"min\"""", later()), String.valueOf(30 * (i + 1)));
        }
        String first = createForecast("launch", Json.of("'probability':0.4"), later());
        requireSuccess(server.post(FORECASTS + "/" + first + "/supersede", """
                {"probability":0.1,"reason":"the three causes are fixed"}"""));
        String due = createForecast(
                "launch", Json.of("'probability':0.2"), Instant.now().plusSeconds(1));
        await().until(() -> server.get(FORECASTS + "/" + due).body().contains(Json.of("'state':'DUE'")));
    }

    private static Instant later() {
        return Instant.now().plus(Duration.ofDays(90));
    }

    private static String createForecast(String eventClass, String prediction, Instant horizon) {
        HttpResponse<String> made = server.post(FORECASTS, """
                {"eventClass":"%s","statement":"Migrating the payment core in March causes a major incident",
                 "event":"A SEV1 or SEV2 incident is linked to it","horizon":"%s",%s,"author":"anna","resolver":"ben"}""".formatted(eventClass, horizon, prediction));
        requireSuccess(made);
        return TestServer.json(made).get("id").stringValue();
    }

    private static void resolve(String id, String outcome) {
        requireSuccess(server.post(
                FORECASTS + "/" + id + "/resolve",
                Json.of("{'outcome':%s,'note':'by the incident record','resolver':'ben'}", outcome)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("quick")
    void showsDueForecastsAndCalibration() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/forecasts");
            assertThat(page.locator("#forecasts")).containsText("1 due and not resolved yet. 1 open, 72 resolved.");
            assertThat(page.locator("#forecasts")).containsText("0 of the 20 resolved forecasts that a score needs");
            assertThat(page.locator("#forecasts")).containsText("Miscalibration");
            assertThat(page.locator("#forecasts")).containsText("interval covered 11 of 20 outcomes");
            assertThat(page.locator(".reliability .bin")).hasCount(5);
            assertThat(page.locator(".reliability"))
                    .hasAttribute(
                            "aria-label",
                            "How often events came, by how likely they were said to be: in 5 of 5 bins the interval holds"
                                    + " what was said");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Forecasts");
            TestBrowser.checkAllWidthsAndThemes(page, "forecasts");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }
}
