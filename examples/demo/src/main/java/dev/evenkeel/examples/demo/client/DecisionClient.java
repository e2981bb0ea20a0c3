// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.files.report.ReportDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A client of the server's HTTP API for the decision to migrate the payment core
/// (docs/reference/http-api.md). Thread-safe.
public final class DecisionClient {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String FLAG = ENVIRONMENT + "/flags/payment-core";

    private final JsonHttpClient api;

    DecisionClient(JsonHttpClient api) {
        this.api = api;
    }

    /// Assesses a case, which may query the server's records.
    public AssessmentResponse assess(String text) throws IOException, InterruptedException {
        return api.post(
                ENVIRONMENT + "/assessments",
                Map.of("flag", "payment-core", "case", text, "ownHistory", true, "author", "the payments lead"),
                AssessmentResponse.class);
    }

    public String getMemoHtml(String id) throws IOException, InterruptedException {
        return api.getText("/assessments/" + id + "/memo.html");
    }

    /// @param dissent objections to record; empty for none
    public void decide(String id, String course, String reason, String dissent)
            throws IOException, InterruptedException {
        api.post(
                "/api/v1/assessments/" + id + "/decision",
                Map.of(
                        "course",
                        course,
                        "onBehalfOf",
                        "the head of payments",
                        "consulted",
                        List.of("the payments lead", "finance"),
                        "reason",
                        reason,
                        "dissent",
                        dissent));
    }

    public void completeWork(String id, String item, double weeks, String evidence)
            throws IOException, InterruptedException {
        api.post(
                "/api/v1/assessments/" + id + "/completed-work",
                Map.of("item", item, "weeks", weeks, "evidence", evidence, "onBehalfOf", "the payments lead"));
    }

    /// Imports work items of the team.
    public void importWorkItems(List<Map<String, Object>> items) throws IOException, InterruptedException {
        api.post("/api/v1/work-items", Map.of("source", "demo", "items", items, "reason", "made up for the demo"));
    }

    /// Returns the forecasts of a class, newest first.
    public List<ForecastResponse> forecasts(String eventClass) throws IOException, InterruptedException {
        return List.of(api.get("/api/v1/forecasts?eventClass=" + eventClass, ForecastResponse[].class));
    }

    public void addLesson(String lesson, String about) throws IOException, InterruptedException {
        api.post(FLAG + "/lessons", Map.of("lesson", lesson, "relatedTo", about, "onBehalfOf", "the payments lead"));
    }

    public ReportDocument getChangeReport() throws IOException, InterruptedException {
        return api.get(FLAG + "/change-report", ReportDocument.class);
    }

    public String getChangeReportHtml() throws IOException, InterruptedException {
        return api.getText("/changes/default/payment-core/report.html");
    }

    /// Imports weekly results of an SLO.
    public void importSloWeeks(String slo, List<Map<String, Object>> weeks) throws IOException, InterruptedException {
        api.post("/api/v1/slos/" + slo + "/weeks", Map.of("weeks", weeks, "reason", "made up for the demo"));
    }
}
