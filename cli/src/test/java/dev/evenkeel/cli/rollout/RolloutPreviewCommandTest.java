// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RolloutPreviewCommandTest {
    @TempDir
    private Path folder;

    @Test
    void printsStandardPlanWithin80Columns() {
        var result = CliResult.of(
                "rollout", "preview", "standard", "--rps", "200", "--base-rate", "0.005", "--money-per-failure", "40");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(result.out())
                .contains("Plan standard at 200 calls/s, 0.5% of calls fail today")
                .contains("Cost of the excess failures")
                .anyMatch(line -> line.matches("1% +10 min +< 6x \\+ 1% +8 +2\\.2 min +2\\.9 min +100% +100%"))
                .anyMatch(line -> line.startsWith("A healthy candidate reaches 100% after 2.2 h"))
                .contains("Latency proofs take additional time, which depends on the spread of latency.");
    }

    @Test
    void returns1WhenStepIsUnprovable() {
        var result = CliResult.of("rollout", "preview", "standard", "--rps", "0.5", "--base-rate", "0.005");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(String.join("\n", result.out()))
                .contains("(!) The step at 50% cannot be proven at this traffic: it would take 36 h")
                .contains("- traffic: ")
                .contains("- margin: guardrails.errors.toleratedExtra ");
    }

    @Test
    void showsRequiredComparisonsOfShadowStep() {
        var result = CliResult.of("rollout", "preview", "shadow-first", "--rps", "200", "--base-rate", "0.005");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(result.out())
                .anyMatch(line -> line.matches("0% +10 min +\\(agreement\\) .*"))
                .anyMatch(line -> line.matches("1% +4\\.52x .* .*"))
                .anyMatch(line -> line.matches("0% +0\\.1% +5,074 +16 +5\\.3 min"));
    }

    @Test
    void printsServerResponseFormatAsJson() {
        var result = CliResult.of("rollout", "preview", "fast", "--rps", "250", "--base-rate", "0.002", "--json");

        assertThat(result.exitCode()).isZero();
        JsonNode response = new JsonMapper().readTree(String.join("\n", result.out()));
        assertThat(response.at("/plan").stringValue()).isEqualTo("fast");
        assertThat(response.at("/steps/0/exposure").intValue()).isEqualTo(1);
        assertThat(response.at("/steps/0/proof/method").stringValue()).isEqualTo("exact");
        assertThat(response.at("/steps/1/harms/3/ratio").doubleValue()).isEqualTo(10);
        assertThat(response.at("/steps/1/harms/3/money").isNull()).isTrue();
        assertThat(response.at("/steps/5/detectableRatio").isNull()).isTrue();
    }

    @Test
    void readsPlanFromFile() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                template: fast
                name: mine
                steps:
                  - {exposure: 10, dwell: PT1M}
                  - {exposure: 100, dwell: PT0S}
                """);
        var result = CliResult.of("rollout", "preview", plan.toString(), "--rps", "250", "--base-rate", "0.002");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).first().asString().startsWith("Plan mine at 250 calls/s");
    }

    @Test
    void readsPlanFromManifestFile() throws IOException {
        Path plan = Files.writeString(folder.resolve("payments.yaml"), """
                apiVersion: evenkeel.dev/v1
                kind: RolloutPlan
                metadata: {name: payments}
                spec:
                  template: fast
                  steps:
                    - {exposure: 10, dwell: PT1M}
                    - {exposure: 100, dwell: PT0S}
                """);
        var result = CliResult.of("rollout", "preview", plan.toString(), "--rps", "250", "--base-rate", "0.002");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).first().asString().startsWith("Plan payments at 250 calls/s");
    }

    @Test
    void reportsAllErrorsAtOnce() throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.json"), Json.of("{'alpha':2,'warmup':'PT1M','steps':[{'exposure':0}]}"));
        var result = CliResult.of("rollout", "preview", plan.toString(), "--rps", "many", "--money-per-failure", "0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains(plan + " /alpha must be above 0")
                .contains(plan + " /warmup unknown field")
                .contains(plan + " /steps/0/exposure ")
                .contains("--rps must be a number")
                .contains("--base-rate is missing")
                .contains("--money-per-failure must be 1e-9 to 1e12");
    }

    @Test
    void rejectsUnknownOrUnreadablePlans() throws IOException {
        Path torn = Files.writeString(folder.resolve("plan.json"), Json.of("{'alpha':"));

        assertThat(preview("quick").err()).contains("unknown plan \"quick\"");
        assertThat(preview(folder.resolve("none.json").toString()).err()).contains("cannot be read");
        assertThat(preview(torn.toString()).err()).contains("is not valid JSON");
        assertThat(preview("quick").exitCode()).isEqualTo(2);
    }

    private static CliResult preview(String plan) {
        return CliResult.of("rollout", "preview", plan, "--rps", "1", "--base-rate", "0.1");
    }
}
