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

/// Decisions exported as decision records in MADR.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionRecordExportIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private TestServer server;
    private String id = "";
    private JsonNode exported;
    private DecisionRecord record;

    @BeforeAll
    void start() throws IOException {
        server = TestServer.start();
        requireSuccess(server.put("/api/v1/environments/default/flags", """
                {"flags":{"core":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"},
                          "other":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}"""));
        requireSuccess(server.put("/api/v1/decision-records", """
                {"records":{"0007-use-quarkus":"---\\nstatus: accepted\\n---\\n# Use Quarkus\\n"},"reason":"r"}"""));
        id = assess("core");
        requireSuccess(server.post("/api/v1/assessments/" + id + "/decision", """
                {"course":"stabilise first","onBehalfOf":"vera","consulted":["tom","anna"],"dissent":"six weeks","reason":"one in ten"}"""));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sectionBody(read(getDecisionRecord(id, "")), "Confirmation")
                        .contains("is complete by"));
        exported = getDecisionRecord(id, "?informed=the%20board&informed=ben&server=https://keel");
        record = read(exported);
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

    /* Decodes a record, and checks that it has no errors and that encoding it returns the same text. */
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
    void writesDecisionAndParticipantsIntoFrontMatter() {
        assertThat(exported.path("id").asString())
                .startsWith("0008-move-the-payment-core-to-the-new-framework-stabilise-first");
        assertThat(record.title()).isEqualTo("move the payment core to the new framework: stabilise first");
        assertThat(record.isAccepted()).isTrue();
        assertThat(record.frontMatter().date()).isEqualTo(today.toString());
        assertThat(record.frontMatter().decisionMakers()).containsExactly("vera");
        assertThat(record.frontMatter().consulted()).containsExactly("tom", "anna");
        assertThat(record.frontMatter().informed()).containsExactly("the board", "ben");
        assertThat(record.sections().stream().map(Section::heading))
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
    }

    @Test
    void listsDriversOutcomeAndProsAndCons() {
        assertThat(sectionBody(record, "Decision Drivers")).contains(today.plusDays(90) + ", promised to the board");
        assertThat(sectionBody(record, "Decision Outcome"))
                .startsWith("Chosen option: \"stabilise first\", because one in ten. Dissent: six weeks. The ")
                .containsPattern("The decision follows|deviates from|The data is not decisive");
        assertThat(sectionBody(record, "Consequences"))
                .contains(
                        "* Good, because the probability of a major incident is 9.",
                        "with \"now\" the probability of a major incident is 40%")
                .contains("gate \"risk\" stays closed until this work is complete: expand the schema first");
        assertThat(sectionBody(record, "now")).contains("* Bad, because the probability of a major incident is 40%");
        assertThat(sectionBody(record, "stabilise first"))
                .contains("* Good, because the probability of a major incident is 9.");
        assertThat(sectionBody(record, "do not"))
                .contains("* Bad, because report by " + today.plusDays(90) + " is never met");
        assertThat(sectionBody(record, "More Information"))
                .contains("](https://keel/assessments/" + id + ")", "seed 1");
    }

    @Test
    void listsForecastsAsConfirmation() {
        List<JsonNode> forecasts = requireSuccess(server.get("/api/v1/forecasts"))
                .valueStream()
                .filter(forecast -> forecast.at("/inputs/assessment").asString().equals(id))
                .toList();
        assertThat(forecasts)
                .hasSize(2)
                .allSatisfy(forecast -> assertThat(sectionBody(record, "Confirmation"))
                        .contains(forecast.path("id").asString())
                        .contains(forecast.path("horizon")
                                .asString()
                                .replace('T', ' ')
                                .replace("Z", " UTC"))
                        .contains("resolved by " + forecast.path("resolver").asString()));
    }

    @Test
    void downloadsRecordAsMarkdownFile() {
        HttpResponse<String> file = server.get("/api/v1/assessments/" + id + "/decision-record?markdown=true");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("0008-move-the-payment-core-to-the-new-framework-stabilise-first.md");
        assertThat(file.body()).contains("](http://", "/assessments/" + id + ")");
    }

    /* The memo leads to the record, and names it once it is imported; then the record keeps its number. */
    @Test
    void importsExportedRecord() {
        String memo = "/api/v1/assessments/" + id + "/memo?markdown=true";
        assertThat(server.get(memo).body())
                .contains("/api/v1/assessments/" + id + "/decision-record?markdown=true")
                .contains("./evenkeel assessment export " + id
                        + " --folder DIR, then ./evenkeel decision-record import DIR");
        String name = exported.path("id").asString();
        requireSuccess(server.put(
                "/api/v1/decision-records",
                JSON.writeValueAsString(
                        Map.of("records", Map.of(name, exported.path("text").asString()), "reason", "r"))));
        assertThat(server.get(memo).body())
                .contains("Decision records: " + name)
                .doesNotContain("decision record of assessment");
        assertThat(getDecisionRecord(id, "").path("id").asString()).isEqualTo(name);
    }

    @Test
    void marksUndecidedRecordAsProposed() throws IOException {
        DecisionRecord open = read(getDecisionRecord(assess("other"), ""));
        assertThat(open.frontMatter().status()).isEqualTo("proposed");
        assertThat(open.frontMatter().decisionMakers()).isEmpty();
        assertThat(sectionBody(open, "Decision Outcome")).startsWith("No decision yet.");
        assertThat(sectionBody(open, "Confirmation")).contains("after a decision to make the change");
    }

    @Test
    void marksRecordAsSupersededByNewerDecision() throws IOException {
        String first = assess("other");
        requireSuccess(
                server.post("/api/v1/assessments/" + first + "/decision", Json.of("{'course':'do not','reason':'r'}")));
        assertThat(sectionBody(read(getDecisionRecord(first, "")), "Confirmation"))
                .isEqualTo("No forecasts, because the decision is not to make the change.");
        String second = assess("other");
        assertThat(read(getDecisionRecord(first, "")).frontMatter().status()).isEqualTo("accepted");
        requireSuccess(
                server.post("/api/v1/assessments/" + second + "/decision", Json.of("{'course':'now','reason':'r'}")));
        assertThat(read(getDecisionRecord(first, "")).frontMatter().status())
                .isEqualTo("superseded by assessment " + second);
        assertThat(sectionBody(read(getDecisionRecord(second, "")), "Consequences"))
                .isEqualTo("* Neutral, because gate \"risk\" opens on " + today);
    }

    @Test
    void returns404ForUnknownAssessment() {
        assertThat(server.get("/api/v1/assessments/ra-0/decision-record").statusCode())
                .isEqualTo(404);
    }
}
