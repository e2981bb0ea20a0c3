// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Automatic forecasts about promised dates; each is created once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PromisedDateForecastIT {
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final LocalDate date = today.plusDays(50);

    private TestServer server;

    /// The forecast job is stopped: tests run the source.
    @BeforeAll
    void start() {
        server = TestServer.start();
        server.job("forecasts of rollouts").stop();
        requireSuccess(server.put("/api/v1/environments/default/flags", """
                {"flags":{"core":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}"""));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /* A run with a clock that is ahead would leave nothing new to later runs. */
    @BeforeEach
    void begin() {
        server.bean(JdbcClient.class).sql("delete from forecast_cursor").update();
    }

    private void runSource(Duration ahead) {
        new ForecastSourceRunner(server).runAt(PromisedDateForecastSource.class, ahead);
    }

    private JsonNode decide(String course) throws IOException {
        String text = Files.readString(Path.of("../examples/risk/tale.yaml"))
                        .replace("asOf: 2026-11-26", "asOf: " + today)
                        .replace("start: 2026-11-30", "start: " + today)
                        .replace("frozen: true", "frozen: false")
                + """
                commitments:
                  report: {date: %s, to: the board, miss: {number: 200000, judgement: legal}}
                  word: {date: %s}
                """.formatted(date, today.plusDays(100));
        var order = JsonMapper.shared()
                .createObjectNode()
                .put("flag", "core")
                .put("case", text)
                .put("draws", 2_000);
        JsonNode made = requireSuccess(server.post("/api/v1/environments/default/assessments", order.toString()));
        requireSuccess(server.post(
                "/api/v1/assessments/" + made.path("id").asString() + "/decision",
                Json.of("{'course':'%s','onBehalfOf':'vera','reason':'r'}", course)));
        return made;
    }

    private List<JsonNode> forecasts(JsonNode made) {
        return requireSuccess(server.get("/api/v1/forecasts?eventClass=promised-date"))
                .valueStream()
                .filter(one -> one.path("origin")
                        .asString()
                        .startsWith("date:" + made.path("id").asString() + ":"))
                .toList();
    }

    @Test
    void forecastsPromisedDateOnceAndResolvesItAsMissed() throws IOException {
        JsonNode made = decide("stabilise first");
        runSource(Duration.ZERO);
        runSource(Duration.ZERO);
        List<JsonNode> both = forecasts(made);
        assertThat(both).hasSize(2);
        JsonNode report = both.getLast();
        JsonNode promised =
                made.path("result").path("courses").path(2).path("commitments").path(0);
        assertThat(report.path("probability").asDouble())
                .as("the chance of the course that was chosen")
                .isCloseTo(promised.path("met").asDouble(), within(1e-12))
                .as("28 days of work may become 36.5: an overrun of 1.304")
                .isCloseTo(0.82 * (36.5 / 28 - 1) / 0.5, within(0.05));
        assertThat(report.path("statement").asString())
                .isEqualTo("The rollout of flag core in default is complete by " + date
                        + ", as promised to the board (report), with course \"stabilise first\"");
        assertThat(report.path("horizon").asString()).isEqualTo(date.plusDays(1) + "T00:00:00Z");
        assertThat(report.at("/inputs/assessment").asString())
                .isEqualTo(made.path("id").asString());

        runSource(Duration.ofDays(50));
        assertThat(forecasts(made).getLast().path("resolution").isNull()).isTrue();
        runSource(Duration.ofDays(51));
        runSource(Duration.ofDays(51));
        JsonNode missed = forecasts(made).getLast();
        assertThat(missed.at("/resolution/outcome").asDouble(1)).isZero();
        assertThat(missed.at("/resolution/by").asString()).isEqualTo("rollout record");
        assertThat(missed.at("/resolution/note").asString())
                .isEqualTo("no rollout of flag core in default completed by the end of " + date);
        assertThat(forecasts(made).getFirst().path("resolution").isNull())
                .as("the other date is still to come")
                .isTrue();
        HttpResponse<String> edited = server.post(
                "/api/v1/forecasts/" + missed.path("id").asString() + "/resolve",
                Json.of("{'outcome':1,'note':'nearly'}"));
        assertThat(edited.body()).contains("was created by the server, which also resolves it");
    }

    @Test
    void createsNoForecastWhenDecisionExcludesChange() throws IOException {
        JsonNode made = decide("do not");
        runSource(Duration.ZERO);
        assertThat(forecasts(made)).isEmpty();
    }
}
