// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.ForecastApi.BaseRateResponse;
import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.api.ForecastApi.ForecastScoreResponse;
import dev.evenkeel.api.ForecastApi.ProbabilityForecastScoreResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry.State;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.engine.forecast.QuantileForecastClassScore;
import dev.evenkeel.engine.risk.ReliabilityDiagram;
import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class ForecastCommandsTest {
    private static final Instant CREATED = Instant.parse("2026-11-25T18:00:00Z");
    private static final ForecastResponse FORECAST = new ForecastResponse(
            "f-1",
            State.RESOLVED,
            "migration",
            "it causes a major incident",
            "one is linked",
            CREATED,
            Instant.parse("2027-02-25T00:00:00Z"),
            Instant.parse("2027-03-04T00:00:00Z"),
            0.1,
            null,
            null,
            "10%",
            new BaseRateResponse(0.25, 0, 1),
            "judgement",
            JsonNodeFactory.instance.objectNode(),
            "44136f",
            "anna",
            "ben",
            null,
            "f-0",
            null,
            "causes fixed",
            CREATED,
            new ForecastResolution(0.0, Instant.parse("2027-03-05T00:00:00Z"), "ben", true, "none is linked"));

    @RegisterExtension
    private final StubServer server = new StubServer();

    @BeforeEach
    void respondWithForecast() {
        server.respond(FORECAST);
        server.on("GET", "/api/v1/forecasts").respond(List.of(FORECAST));
    }

    private CliResult run(String... arguments) {
        return server.run(
                Stream.concat(Stream.of("forecast"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void createsAndShowsForecast(@TempDir Path folder) throws IOException {
        Path inputs = Files.writeString(folder.resolve("inputs.json"), Json.of("{'n': 5}"));
        CliResult result = run(
                "create",
                "--class",
                "migration",
                "--statement",
                "it causes a major incident",
                "--event",
                "one is linked",
                "--horizon",
                "2027-02-25T00:00:00Z",
                "--probability",
                "0.10",
                "--resolver",
                "ben",
                "--inputs",
                inputs.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/forecasts {'eventClass':'migration','statement':'it causes a major incident',\
                        'event':'one is linked','horizon':'2027-02-25T00:00:00Z','probability':0.1,\
                        'inputs':{'n':5},'resolver':'ben'}"""));
        assertThat(result.out())
                .containsExactly(
                        "f-1 (migration, resolved): 10%",
                        "  it causes a major incident",
                        "  event: one is linked",
                        "  created 2026-11-25 18:00:00Z by anna (model judgement, data 44136f)",
                        "  horizon 2027-02-25 00:00:00Z, resolver ben, outcome due 2027-03-04 00:00:00Z",
                        "  base rate at creation: 25% (0 of 1)",
                        "  supersedes f-0: causes fixed",
                        "  outcome 0 (late), recorded by ben at 2027-03-05 00:00:00Z: none is linked");
    }

    @Test
    void sendsQuantilesSortedByLevel() {
        assertThat(run(
                                "create",
                                "--class",
                                "outage",
                                "--statement",
                                "s",
                                "--event",
                                "e",
                                "--horizon",
                                "2027-02-25T00:00:00Z",
                                "--quantile",
                                "0.95=480",
                                "--quantile",
                                "0.05=19",
                                "--unit",
                                "min",
                                "--resolver",
                                "ben")
                        .exitCode())
                .isZero();
        assertThat(server.lastRequest())
                .contains(
                        Json.of("'quantiles':[{'level':0.05,'value':19.0},{'level':0.95,'value':480.0}],'unit':'min'"));
    }

    @Test
    void resolvesForecast() {
        assertThat(run("resolve", "f-1", "--outcome", "0", "--by", "ben", "--note", "none")
                        .exitCode())
                .isZero();
        assertThat(server.requests())
                .containsExactly(
                        Json.of("POST /api/v1/forecasts/f-1/resolve {'outcome':0.0,'note':'none','resolver':'ben'}"));
    }

    @Test
    void voidsForecast() {
        assertThat(run("resolve", "f-1", "--void", "--note", "given up").exitCode())
                .isZero();
        assertThat(server.requests())
                .containsExactly(Json.of("POST /api/v1/forecasts/f-1/resolve {'void':true,'note':'given up'}"));
    }

    @Test
    void supersedesForecast() {
        assertThat(run("supersede", "f-0", "--probability", "0.1", "--reason", "causes fixed")
                        .exitCode())
                .isZero();
        assertThat(server.requests())
                .containsExactly(
                        Json.of("POST /api/v1/forecasts/f-0/supersede {'probability':0.1,'reason':'causes fixed'}"));
    }

    @Test
    void listsForecasts() {
        assertThat(run("list", "--class", "migration", "--open").out())
                .containsExactly(
                        "ID   CLASS      STATUS    VALUE  HORIZON               OUTCOME   STATEMENT",
                        "f-1  migration  resolved  10%    2027-02-25 00:00:00Z  0 (late)  it causes a major incident");
        assertThat(server.requests()).containsExactly("GET /api/v1/forecasts?eventClass=migration&open=true&limit=100");
    }

    @Test
    void listReportsMissingForecasts() {
        server.on("GET", "/api/v1/forecasts").respond(List.of());
        assertThat(run("list").out()).containsExactly("No forecasts. To create one: ./evenkeel forecast create");
    }

    @Test
    void rejectsInvalidResolveOptions() {
        assertThat(run("resolve", "f-1", "--note", "x").exitCode()).isEqualTo(2);
        assertThat(run("resolve", "f-1", "--note", "x", "--void", "--outcome", "1")
                        .exitCode())
                .isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void requiresSubcommand() {
        assertThat(run().exitCode()).isEqualTo(2);
    }

    @Test
    void listsForecastsWhenScoreIsUnavailable() {
        server.respond(List.of(new ForecastScoreResponse("migration", counts(2, 1, 1, 1), 1, 20, null, List.of())));
        assertThat(run("score", "--class", "migration").out())
                .containsExactly(
                        "migration: 1 resolved (1 late), 2 open, 1 due, 0 void, 1 superseded",
                        "No score yet (requires 20 resolved forecasts). Forecasts:",
                        "ID   CLASS      STATUS    VALUE  HORIZON               OUTCOME   STATEMENT",
                        "f-1  migration  resolved  10%    2027-02-25 00:00:00Z  0 (late)  it causes a major incident");
    }

    private static Map<State, Integer> counts(int open, int due, int resolved, int superseded) {
        return Map.of(
                State.OPEN,
                open,
                State.DUE,
                due,
                State.RESOLVED,
                resolved,
                State.VOID,
                0,
                State.SUPERSEDED,
                superseded);
    }

    @Test
    void printsScores() {
        var bin = new ReliabilityDiagram.Bin(0.2, 0.3, 0.2, new ObservedProportion(4, 20, 0.0807, 0.416));
        var score = new ProbabilityForecastScoreResponse(
                20,
                0.16,
                0.5004,
                0.0,
                0.0,
                0.16,
                0.0,
                0.0588,
                0.17,
                0.16,
                50,
                null,
                null,
                0.0,
                new ReliabilityDiagram(List.of(bin)));
        var amounts = new QuantileForecastClassScore("min", 1.24, new ObservedProportion(19, 20, 0.764, 0.991));
        server.respond(List.of(new ForecastScoreResponse("many", counts(0, 0, 20, 0), 0, 20, score, List.of(amounts))));
        assertThat(run("score").out())
                .containsExactly(
                        "many: 20 resolved (0 late), 0 open, 0 due, 0 void, 0 superseded",
                        "Brier score 0.1600 = reliability 0.0000 - resolution 0.0000 + uncertainty 0.1600 + within bins"
                                + " 0.0000",
                        "Skill 0.0588 compared with the base rates at creation (Brier score 0.1700); Brier score of the"
                                + " first forecasts 0.1600",
                        "Isotonic decomposition: requires 50 resolved forecasts",
                        "Log score 0.5004, Spiegelhalter Z 0.0000 (not calibrated if above 1.96 or below -1.96)",
                        "FORECAST    MEAN  OCCURRED  RATE  95% INTERVAL",
                        "20% to 30%  20%   4 of 20   20%   8.1% to 42%",
                        "Quantiles in min: pinball loss 1.2400 min, the 90% interval covered 19 of 20 (76% to 99.1%)");
    }
}
