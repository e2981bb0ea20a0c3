// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The server's HTTP API about the decision to migrate the payment core (docs/reference/http-api.md).
/// Thread-safe.
public final class DecisionClient {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String FLAG = ENVIRONMENT + "/flags/payment-core";

    private final JsonHttpClient api;

    DecisionClient(JsonHttpClient api) {
        this.api = api;
    }

    /// Assesses a case, which may ask what the server has recorded.
    public JsonNode assess(String text) throws IOException, InterruptedException {
        return api.post(
                ENVIRONMENT + "/assessments",
                Map.of("flag", "payment-core", "case", text, "ownHistory", true, "author", "the payments lead"));
    }

    public String memoFile(String id) throws IOException, InterruptedException {
        return api.getText("/assessments/" + id + "/memo.html");
    }

    /// @param dissent what was said against it; empty for nothing
    public void decide(String id, String course, String reason, String dissent)
            throws IOException, InterruptedException {
        api.post(
                "/api/v1/assessments/" + id + "/decision",
                Map.of(
                        "course",
                        course,
                        "person",
                        "the head of payments",
                        "heard",
                        List.of("the payments lead", "finance"),
                        "reason",
                        reason,
                        "dissent",
                        dissent));
    }

    public void done(String id, String item, double weeks, String evidence) throws IOException, InterruptedException {
        api.post(
                "/api/v1/assessments/" + id + "/work",
                Map.of("item", item, "weeks", weeks, "evidence", evidence, "person", "the payments lead"));
    }

    /// Brings work items of the team along.
    public void bringWork(List<Map<String, Object>> items) throws IOException, InterruptedException {
        api.post("/api/v1/work-items", Map.of("source", "demo", "items", items, "reason", "made up for the demo"));
    }

    /// Forecasts of a class, newest first.
    public List<JsonNode> forecasts(String eventClass) throws IOException, InterruptedException {
        return StabilityClient.list(api.get("/api/v1/forecasts?class=" + eventClass));
    }

    public void learn(String lesson, String about) throws IOException, InterruptedException {
        api.post(FLAG + "/lessons", Map.of("lesson", lesson, "about", about, "person", "the payments lead"));
    }

    public JsonNode star() throws IOException, InterruptedException {
        return api.get(FLAG + "/star");
    }

    public String starFile() throws IOException, InterruptedException {
        return api.getText("/changes/default/payment-core/star.html");
    }

    /// Brings weeks of an objective along.
    public void bringWeeks(String slo, List<Map<String, Object>> weeks) throws IOException, InterruptedException {
        api.post("/api/v1/slos/" + slo + "/weeks", Map.of("weeks", weeks, "reason", "made up for the demo"));
    }
}
