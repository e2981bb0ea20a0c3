// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.DecisionRecord.Section;
import dev.evenkeel.files.adr.MadrCodec;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A decision as a record in MADR.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionRecordExportIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        requireSuccess(server.put("/api/v1/environments/default/flags", """
                {"flags":{"core":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"},
                          "other":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}"""));
        requireSuccess(server.put("/api/v1/decision-records", """
                {"records":{"0007-use-quarkus":"---\\nstatus: accepted\\n---\\n# Use Quarkus\\n"},"reason":"r"}"""));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String assess(String flag) throws IOException {
        String text = Files.readString(Path.of("../examples/risk/tale.yaml"))
                        .replace("asOf: 2026-11-26", "asOf: " + today)
                        .replace("start: 2026-11-30", "start: " + today)
                + "commitments: {report: {date: " + today.plusDays(90) + ", to: the board}}\n";
        var order = JSON.createObjectNode().put("flag", flag).put("case", text).put("draws", 2_000);
        return requireSuccess(server.post("/api/v1/environments/default/assessments", order.toString()))
                .path("id")
                .asString();
    }

    private JsonNode getDecisionRecord(String id, String query) {
        return requireSuccess(server.get("/api/v1/assessments/" + id + "/decision-record" + query));
    }

    /* What is read is written again to the letter, and nothing is wrong with it. */
    private static DecisionRecord read(JsonNode madr) {
        var errors = new ValidationErrors();
        String text = madr.path("text").asString();
        DecisionRecord read = MadrCodec.decode(madr.path("id").asString(), text, "", errors);
        assertThat(errors.toList()).isEmpty();
        assertThat(MadrCodec.encode(read)).isEqualTo(text);
        return read;
    }

    private static String sectionBody(DecisionRecord one, String heading) {
        return one.findSection(heading).map(Section::body).orElseThrow();
    }

    @Test
    void generatesDecisionRecordWithForecastsAsConfirmation() throws IOException {
        String id = assess("core");
        requireSuccess(server.post("/api/v1/assessments/" + id + "/decision", """
                {"course":"stabilise first","onBehalfOf":"vera","consulted":["tom","anna"],"dissent":"six weeks","reason":"one in ten"}"""));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sectionBody(read(getDecisionRecord(id, "")), "Confirmation").contains("is complete by"));
        JsonNode madr = getDecisionRecord(id, "?informed=the%20board&informed=ben&server=https://keel");
        assertThat(madr.path("id").asString())
                .startsWith("0008-move-the-payment-core-to-the-new-framework-stabilise-first");
        DecisionRecord one = read(madr);
        assertThat(one.title()).isEqualTo("move the payment core to the new framework: stabilise first");
        assertThat(one.isAccepted()).isTrue();
        assertThat(one.frontMatter().date()).isEqualTo(today.toString());
        assertThat(one.frontMatter().decisionMakers()).containsExactly("vera");
        assertThat(one.frontMatter().consulted()).containsExactly("tom", "anna");
        assertThat(one.frontMatter().informed()).containsExactly("the board", "ben");
        assertThat(one.sections().stream().map(Section::heading))
                .containsExactly(
                        "Context and Problem Statement",
                        "Decision Drivers",
                        "Considered Options",
                        "Decision Outcome",
                        "Consequences",
                        "Confirmation",
                        "Pros and Cons of the Options",
                        "now",
                        "phased now",
                        "stabilise first",
                        "after the season",
                        "do not",
                        "More Information");
        assertThat(sectionBody(one, "Decision Drivers")).contains(today.plusDays(90) + ", promised to the board");
        assertThat(sectionBody(one, "Decision Outcome"))
                .startsWith("Chosen option: \"stabilise first\", because one in ten. Dissent: six weeks. The ")
                .containsPattern("The decision follows|deviates from|The data is not decisive");
        assertThat(sectionBody(one, "Consequences"))
                .contains(
                        "* Good, because the probability of a major incident is 9.",
                        "with \"now\" the probability of a major incident is 40%")
                .contains("gate \"risk\" stays closed until this work is complete: expand the schema first");
        List<JsonNode> forecasts = requireSuccess(server.get("/api/v1/forecasts"))
                .valueStream()
                .filter(forecast -> forecast.at("/inputs/assessment").asString().equals(id))
                .toList();
        assertThat(forecasts)
                .hasSize(2)
                .allSatisfy(forecast -> assertThat(sectionBody(one, "Confirmation"))
                        .contains(forecast.path("id").asString())
                        .contains(forecast.path("horizon")
                                .asString()
                                .replace('T', ' ')
                                .replace("Z", " UTC"))
                        .contains("resolved by " + forecast.path("resolver").asString()));
        assertThat(sectionBody(one, "now")).contains("* Bad, because the probability of a major incident is 40%");
        assertThat(sectionBody(one, "stabilise first")).contains("* Good, because the probability of a major incident is 9.");
        assertThat(sectionBody(one, "do not")).contains("* Bad, because report by " + today.plusDays(90) + " is never met");
        assertThat(sectionBody(one, "More Information")).contains("](https://keel/assessments/" + id + ")", "seed 1");

        HttpResponse<String> file = server.get("/api/v1/assessments/" + id + "/decision-record?markdown=true");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("0008-move-the-payment-core-to-the-new-framework-stabilise-first.md");
        assertThat(file.body()).contains("](http://", "/assessments/" + id + ")");
        importRecord(id, madr);
    }

    /* The memo leads to it, and names it once it is kept; then it keeps its number. */
    private void importRecord(String id, JsonNode madr) {
        String memo = "/api/v1/assessments/" + id + "/memo?markdown=true";
        assertThat(server.get(memo).body())
                .contains("/api/v1/assessments/" + id + "/decision-record?markdown=true")
                .contains("./evenkeel assessment export " + id
                        + " --folder DIR, then ./evenkeel decision-record import DIR");
        String record = madr.path("id").asString();
        requireSuccess(server.put(
                "/api/v1/decision-records",
                JSON.writeValueAsString(
                        Map.of("records", Map.of(record, madr.path("text").asString()), "reason", "r"))));
        assertThat(server.get(memo).body())
                .contains("Decision records: " + record)
                .doesNotContain("decision record of assessment");
        assertThat(getDecisionRecord(id, "").path("id").asString()).isEqualTo(record);
    }

    @Test
    void marksDecisionRecordAsProposedAcceptedOrSuperseded() throws IOException {
        String first = assess("other");
        DecisionRecord open = read(getDecisionRecord(first, ""));
        assertThat(open.frontMatter().status()).isEqualTo("proposed");
        assertThat(open.frontMatter().decisionMakers()).isEmpty();
        assertThat(sectionBody(open, "Decision Outcome")).startsWith("No decision yet.");
        assertThat(sectionBody(open, "Confirmation")).contains("after a decision to make the change");
        requireSuccess(server.post("/api/v1/assessments/" + first + "/decision", Json.of("{'course':'do not','reason':'r'}")));
        assertThat(sectionBody(read(getDecisionRecord(first, "")), "Confirmation"))
                .isEqualTo("No forecasts, because the decision is not to make the change.");
        String second = assess("other");
        assertThat(read(getDecisionRecord(first, "")).frontMatter().status()).isEqualTo("accepted");
        requireSuccess(server.post("/api/v1/assessments/" + second + "/decision", Json.of("{'course':'now','reason':'r'}")));
        assertThat(read(getDecisionRecord(first, "")).frontMatter().status()).isEqualTo("superseded by assessment " + second);
        assertThat(sectionBody(read(getDecisionRecord(second, "")), "Consequences"))
                .isEqualTo("* Neutral, because gate \"risk\" opens on " + today);
    }

    @Test
    void returns404ForUnknownAssessment() {
        assertThat(server.get("/api/v1/assessments/ra-0/decision-record").statusCode())
                .isEqualTo(404);
    }
}
