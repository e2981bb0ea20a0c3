// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.ExperimentApi.ConclusionResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentDetailResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentGoalResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentResponse;
import dev.evenkeel.api.ExperimentApi.Split;
import dev.evenkeel.api.ExperimentApi.TreatmentEffectResponse;
import dev.evenkeel.api.ExperimentApi.VariantExposure;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.files.experiment.ExperimentPlanCodec;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

final class ExperimentCommandsTest {
    private static final ExperimentResponse SUMMARY = new ExperimentResponse(
            "x-0000000000000007",
            "default",
            "button",
            "green sells",
            "",
            Instant.parse("2026-11-25T10:00:00Z"),
            null,
            null,
            plan(),
            "Ship it once shown.",
            new ConclusionResponse(ExperimentVerdict.RUNNING, null, null, "No conclusion yet."),
            new Split(
                    null,
                    List.of(
                            new VariantExposure("blue", BigDecimal.valueOf(50), 10_000),
                            new VariantExposure("green", BigDecimal.valueOf(50), 10_001))),
            19_000,
            Instant.parse("2026-11-25T11:00:00Z"));
    private static final ExperimentDetailResponse EXPERIMENT = new ExperimentDetailResponse(
            SUMMARY,
            List.of("The flag is disabled."),
            List.of(new ExperimentGoalResponse(
                    "buy",
                    GoalKind.CONVERSION,
                    true,
                    List.of(),
                    List.of(new TreatmentEffectResponse(
                            "green", 0.04, 0.01, 0.07, null, true, "exact", 0, "buy: 4% on blue.")))));

    private static ExperimentPlan plan() {
        return Objects.requireNonNull(
                ExperimentPlanCodec.parse(new JsonMapper().readTree("""
                    {"goals":[{"metric":"buy"}],"window":"PT1H",
                     "variants":[{"variant":"blue","share":50},{"variant":"green","share":50}]}\
                    """), "", new ValidationErrors()));
    }

    @RegisterExtension
    private final StubServer server = new StubServer();

    @BeforeEach
    void respondWithExperiment() {
        server.respond(EXPERIMENT);
        server.on("GET", "/api/v1/experiments").respond(List.of(SUMMARY));
    }

    private CliResult run(String... arguments) {
        return server.run(
                Stream.concat(Stream.of("experiment"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void startBuildsPlanFromGoalAndFlagVariants() {
        server.on("GET", "/api/v1/environments/default/flags/button")
                .respond(Json.of("{'flag':{'defaultVariant':'blue','variants':{'red':1,'blue':2,'green':3}}}"));
        CliResult result = run("start", "button", "--goal", "buy", "--window", "PT1H", "--service", "shop");
        assertThat(result.exitCode()).isZero();
        assertThat(new JsonMapper()
                        .readTree(server.lastRequestBody())
                        .path("service")
                        .asString())
                .isEqualTo("shop");
        assertThat(result.out().getFirst())
                .isEqualTo("Experiment x-0000000000000007 started on button. Rule: Ship it once shown.");
        assertThat(new JsonMapper().readTree(server.lastRequestBody()).path("plan"))
                .isEqualTo(new JsonMapper().readTree("""
                        {"goals":[{"metric":"buy"}],"window":"PT1H",
                         "variants":[{"variant":"blue","share":33.34},{"variant":"red","share":33.33},
                                     {"variant":"green","share":33.33}]}"""));
    }

    @Test
    void startRequiresGoalOrPlan() {
        CliResult result = run("start", "button");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Pass --goal METRIC or --plan FILE.");
    }

    @Test
    void showsConclusionAndEffects() {
        assertThat(run("show", "button").out())
                .contains(
                        "RUNNING: No conclusion yet.",
                        "Note: The flag is disabled.",
                        "* buy: 4% on blue.",
                        "    (exact)",
                        "Exposed units: 10,000 blue (50% planned), 10,001 green (50% planned). Analyzed: 19,000; the "
                                + "others follow when their window (PT1H) closes.");
    }

    @Test
    void listsExperiments() {
        assertThat(run("list").out().get(1)).contains("x-0000000000000007", "button", "buy", "19000", "RUNNING");
    }

    @Test
    void exportsInterimAnalyses() {
        server.on("GET", "/api/v1/experiments/x-0000000000000007/interim-analyses.csv")
                .respond("at,goal\r\nnow,buy\r\n");
        server.on("GET", "/api/v1/experiments/x-0000000000000007/interim-analyses")
                .respond(Json.of("[{'units':7}]"));
        assertThat(run("export", "button").out()).containsExactly("at,goal", "now,buy");
        assertThat(run("export", "button", "--json").out()).containsExactly(Json.of("[{'units':7}]"));
    }

    @Test
    void stopsExperiment() {
        assertThat(run("stop", "button", "--reason", "done").out())
                .containsExactly("Experiment stopped. No conclusion yet.");
        assertThat(server.lastRequestBody()).isEqualTo(Json.of("{'reason':'done'}"));
    }
}
