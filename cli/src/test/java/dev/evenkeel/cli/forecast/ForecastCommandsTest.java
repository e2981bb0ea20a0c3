// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandsTest {
    private static final String FORECAST = """
            {"id":"f-1","state":"RESOLVED","eventClass":"migration","statement":"it causes a major incident",
             "event":"one is linked","asOf":"2026-11-25T18:00:00Z","horizon":"2027-02-25T00:00:00Z",
             "resolveBy":"2027-03-04T00:00:00Z","probability":0.1,"quantiles":null,"unit":null,"formattedValue":"10.0%",
             "baseRate":{"rate":0.25,"events":0,"trials":1},"model":"judgement","inputs":{},"dataHash":"44136f",
             "author":"anna","resolver":"ben","origin":null,"supersedes":"f-0","supersededBy":null,
             "reason":"causes fixed","recordedAt":"2026-11-25T18:00:00Z",
             "resolution":{"outcome":0.0,"at":"2027-03-05T00:00:00Z","by":"ben","late":true,"note":"none is linked"}}""";

    @RegisterExtension
    private final StubServer server = new StubServer();

    @BeforeEach
    void respondWithForecast() {
        server.respond(FORECAST);
        server.on("GET", "/api/v1/forecasts").respond("[" + FORECAST + "]");
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
                        "f-1 (migration, resolved): 10.0%",
                        "  it causes a major incident",
                        "  event: one is linked",
                        "  created 2026-11-25 18:00:00Z by anna (model judgement, data 44136f)",
                        "  horizon 2027-02-25 00:00:00Z, resolver ben, outcome due 2027-03-04 00:00:00Z",
                        "  base rate at creation: 25.0% (0 of 1)",
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
                .containsExactly(Json.of(
                        "POST /api/v1/forecasts/f-1/resolve {'outcome':0.0,'note':'none','resolver':'ben'}"));
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
                        "f-1  migration  resolved  10.0%  2027-02-25 00:00:00Z  0 (late)  it causes a major incident");
        assertThat(server.requests())
                .containsExactly("GET /api/v1/forecasts?eventClass=migration&open=true&limit=100");
    }

    @Test
    void listReportsMissingForecasts() {
        server.on("GET", "/api/v1/forecasts").respond("[]");
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
        server.respond("""
                [{"eventClass":"migration","counts":{"OPEN":2,"DUE":1,"RESOLVED":1,"VOID":0,"SUPERSEDED":1},"late":1,
                  "requiredCount":20,"events":null,"amounts":[]}]""");
        assertThat(run("score", "--class", "migration").out())
                .containsExactly(
                        "migration: 1 resolved (1 late), 2 open, 1 due, 0 void, 1 superseded",
                        "No score yet (requires 20 resolved forecasts). Forecasts:",
                        "ID   CLASS      STATUS    VALUE  HORIZON               OUTCOME   STATEMENT",
                        "f-1  migration  resolved  10.0%  2027-02-25 00:00:00Z  0 (late)  it causes a major incident");
    }

    @Test
    void printsScores() {
        server.respond("""
                [{"eventClass":"many","counts":{"OPEN":0,"DUE":0,"RESOLVED":20,"VOID":0,"SUPERSEDED":0},"late":0,
                  "requiredCount":20,"events":{"resolved":20,"brier":0.16,"log":0.5004,"reliability":0.0,"resolution":0.0,
                  "uncertainty":0.16,"withinBins":0.0,"skill":0.0588,"baseRate":0.17,"firstForecastBrier":0.16,"decompositionRequiredCount":50,
                  "miscalibration":null,"discrimination":null,"spiegelhalterZ":0.0,
                  "diagram":{"bins":[{"from":0.2,"to":0.3,"meanForecast":0.2,
                                      "observed":{"count":4,"total":20,"low":0.0807,"high":0.416}}]}},
                  "amounts":[{"unit":"min","pinball":1.24,"coverage":{"count":19,"total":20,"low":0.764,"high":0.991}}]}]""");
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
                        "20% to 30%  20%   4 of 20   20%   8% to 42%",
                        "Quantiles in min: pinball loss 1.2400 min, the 90% interval covered 19 of 20 (76% to 99%)");
    }
}
