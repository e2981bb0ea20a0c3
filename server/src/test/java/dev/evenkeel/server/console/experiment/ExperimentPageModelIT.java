// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.rollouts.experiment.SimulatedUnits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Experiment pages of a real server.
final class ExperimentPageModelIT {
    private static final String FLAGS = """
            {"flags":{
             "buy-button":{"state":"ENABLED","variants":{"blue":"b","green":"g"},"defaultVariant":"blue"},
             "wrong":{"state":"ENABLED","variants":{"blue":"b","green":"g"},"defaultVariant":"blue"},
             "late":{"state":"ENABLED","variants":{"blue":"b","green":"g"},"defaultVariant":"blue"},
             "fresh":{"state":"ENABLED","variants":{"blue":"b","green":"g"},"defaultVariant":"blue"}}}""";
    private static final String ORDER = """
            {"flag": "FLAG", "hypothesis": "a green <button> sells more", "reason": "idea 7", "plan": {
             "variants": [{"variant": "blue", "share": 50}, {"variant": "green", "share": 50}],
             "goals": [{"metric": "buy"}, {"metric": "buy", "kind": "VALUE", "cap": 80}],
             "rule": {"shipAbove": 0.5, "stopBelow": 0}, "window": "PT5M", "expectedUnits": 40000}}""";

    private static TestServer server;
    private static TestBrowser browser;
    private static String shown;
    private static String wrong;
    private static String fresh;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        browser = TestBrowser.start();
        server.put("/api/v1/environments/default/flags", FLAGS);
        shown = startExperiment("buy-button");
        wrong = startExperiment("wrong");
        fresh = startExperiment("fresh");
        Map<String, Double> chances = new LinkedHashMap<>();
        chances.put("blue", 0.10);
        chances.put("green", 0.16);
        var units = new SimulatedUnits(server, "shop", 1);
        for (int batch = 1; batch <= 3; batch++) {
            units.expose(shown, 3_000, chances);
            awaitUnits(shown, 3_000 * batch);
        }
        new SimulatedUnits(server, "lopsided", 1).expose(wrong, 3_000, Map.of("blue", 0.1));
        awaitUnits(wrong, 3_000);
    }

    @AfterEach
    void closePagesWithoutComplaints() {
        List<String> complaints = browser.consoleErrors();
        browser.closePages();
        assertThat(complaints).isEmpty();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    private static String startExperiment(String flag) {
        return TestServer.json(server.post("/api/v1/environments/default/experiments", ORDER.replace("FLAG", flag)))
                .path("id")
                .asString();
    }

    private static void awaitUnits(String id, int units) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode found = TestServer.json(server.get("/api/v1/experiments/" + id));
            return found.path("analyzedUnits").asInt() == units;
        });
    }

    @Test
    @Tag("quick")
    void showsShipRecommendationWithoutPValues() {
        Page page = browser.page(server, "/experiments/" + shown);
        assertThat(page.locator("#status")).containsText("May ship");
        assertThat(page.locator("#answer-lead")).containsText("green can be shipped: its effect on buy is +");
        assertThat(page.locator("#answer-lead time")).isVisible();
        assertThat(page.locator("#answer")).containsText("The rule, written down before the start");
        assertThat(page.locator("#head")).containsText("a green <button> sells more");
        assertThat(page.locator(".chart figcaption")).containsText("units ·");
        assertThat(page.locator(".chart canvas")).isVisible();
        TestBrowser.checkAllWidthsAndThemes(page, "experiment");
        assertThat(page.content()).doesNotContainIgnoringCase("p-value").doesNotContainIgnoringCase("significan");
    }

    @Test
    void marksResultsInvalidOnSampleRatioMismatch() {
        Page page = browser.page(server, "/experiments/" + wrong);
        assertThat(page.locator("#answer-lead")).containsText("The results are invalid: Exposed units are not split");
        assertThat(page.locator(".guard-table").first()).containsText("not to be read");
        TestBrowser.checkAllWidthsAndThemes(page, "experiment-of-a-wrong-split");
    }

    @Test
    void listsExperimentsAndReturns404ForUnknownExperiment() {
        Page page = browser.page(server, "/experiments");
        assertThat(page.locator("tbody")).containsText("buy-button: blue v green");
        assertThat(page.locator("nav [aria-current=page]")).hasText("Experiments");
        TestBrowser.checkAllWidthsAndThemes(page, "experiments");
        assertThat(server.get("/experiments/x-0").statusCode()).isEqualTo(404);
        assertThat(server.get("/experiments/x-0").body()).contains("There is no experiment x-0");
    }

    @Test
    void stopsExperimentWithReason() {
        Page page = browser.page(server, "/experiments/" + startExperiment("late"));
        page.locator("#actions button").click();
        page.getByLabel("Reason, for the record").fill("only a rehearsal");
        page.getByText("Stop now").click();
        assertThat(page.locator("#head")).containsText("only a rehearsal");
        assertThat(page.locator("#actions button")).hasCount(0);
    }

    @Test
    void showsWaitingStateBeforeFirstUnits() {
        Page page = browser.page(server, "/experiments/" + fresh);
        assertThat(page.locator(".waiting")).isVisible();
    }
}
