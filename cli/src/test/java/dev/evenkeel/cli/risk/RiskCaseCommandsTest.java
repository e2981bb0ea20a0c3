// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.cli.CliResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RiskCaseCommandsTest {
    private static final String EXAMPLE = "../examples/risk/tale.yaml";
    private static final String OWN_HISTORY = "../examples/risk/own-history.yaml";
    private static final String TROUBLED = "../examples/risk/troubled-history.yaml";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void assessComparesCoursesOfExample() {
        CliResult result = CliResult.of("risk", "assess", EXAMPLE);
        assertThat(result.exitCode()).isZero();
        String text = String.join("\n", result.out());
        assertThat(text)
                .contains("move the payment core to the new framework, as of 2026-11-26, over 26 weeks, in EUR")
                .contains("Lowest expected cost: \"stabilise first\", with a chance of ")
                .contains("COURSE", "phased now", "after the season", "do not")
                .contains("Chance of a loss above each amount")
                .contains("Model courses-1, seed 1, 100000 draws, data ");
    }

    @Test
    void jsonContainsChancesAndReproducibilityData() {
        JsonNode response = json("risk", "assess", EXAMPLE, "--draws", "2000", "--seed", "7", "--json");
        assertThat(response.path("seed").asLong()).isEqualTo(7);
        assertThat(response.path("draws").asInt()).isEqualTo(2_000);
        assertThat(response.path("dataHash").asString()).hasSize(64);
        assertThat(chance(response, "now")).isCloseTo(0.401, within(0.0005));
        assertThat(chance(response, "phased now")).isCloseTo(0.239, within(0.0005));
        assertThat(chance(response, "stabilise first")).isCloseTo(0.0965, within(0.0005));
        assertThat(json("risk", "assess", EXAMPLE, "--draws", "2000", "--seed", "7", "--json"))
                .isEqualTo(response);
    }

    private static double chance(JsonNode response, String course) {
        return response.path("courses")
                .valueStream()
                .filter(risk -> risk.path("name").asString().equals(course))
                .findFirst()
                .orElseThrow()
                .at("/atMeans/chance")
                .asDouble();
    }

    @Test
    void assessBreaksDownCostOfMajorIncident() {
        CliResult result = CliResult.of("risk", "assess", "../examples/risk/shop.yaml");
        assertThat(result.exitCode()).isZero();
        assertThat(String.join("\n", result.out()))
                .contains("Expected cost of a major incident")
                .contains("REVENUE", "CREDITS", "CHURN", "PENALTIES")
                .contains("(simulated; standard error at most 0.2%)");
        assertThat(String.join(
                        "\n",
                        CliResult.of("risk", "assess", EXAMPLE, "--draws", "100")
                                .out()))
                .doesNotContain("Expected cost of a major incident");
    }

    @Test
    void assessShowsChanceOfMeetingCommitment(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("promise.yaml"), Files.readString(Path.of(EXAMPLE)) + """
                commitments:
                  report: {date: 2027-01-31, to: the board, miss: {number: 200000, judgement: legal}}
                """);
        CliResult result = CliResult.of("risk", "assess", file.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsSubsequence(
                        "Chance of meeting each promised date, and expected cost of missing it",
                        "COURSE            report, 2027-01-31",
                        "now               100%, 0",
                        "phased now        100%, 0",
                        "stabilise first   85%, 30,000",
                        "after the season  100%, 0",
                        "do not            never, 200,000");
    }

    @Test
    void planDerivesWorthwhileWeeksOfWork() {
        CliResult result = CliResult.of("risk", "plan", EXAMPLE, "--course", "stabilise first");
        assertThat(result.exitCode()).isZero();
        assertThat(String.join("\n", result.out()))
                .contains("weeks of work pay off before \"stabilise first\"")
                .contains("write the core's names anew", "not worth it");
        JsonNode plan = json("risk", "plan", EXAMPLE, "--course", "now", "--json");
        List<String> worth = plan.path("worthIt")
                .valueStream()
                .map(step -> step.path("item").asString())
                .toList();
        assertThat(worth)
                .containsExactlyInAnyOrder(
                        "expand the schema first", "make repeats harmless", "shorten the clearing cut");
    }

    @Test
    void planReportsApproximationForManyItems(@TempDir Path folder) throws IOException {
        String items = IntStream.range(0, 21)
                .mapToObj(item ->
                        "  item %d: {weeks: {number: 0.4, judgement: a}, cures: {retry storm: {share: 0.%02d, worth: 9, judgement: a}}}%n"
                                .formatted(item, 1 + item))
                .collect(Collectors.joining());
        String tale = Files.readString(Path.of(EXAMPLE));
        assertThat(tale).contains("\nwork:\n");
        Path file = Files.writeString(folder.resolve("many.yaml"), tale.replace("\nwork:\n", "\nwork:\n" + items));
        CliResult result = CliResult.of("risk", "plan", file.toString(), "--course", "now");
        assertThat(result.exitCode()).isZero();
        assertThat(String.join("\n", result.out()))
                .contains("Not exhaustive: with 25 work items (more than 20)", " of the optimum.");
        JsonNode plan = json("risk", "plan", file.toString(), "--course", "now", "--json");
        assertThat(plan.path("exact").asBoolean(true)).isFalse();
        assertThat(plan.path("totalAtLeast").asDouble())
                .isLessThanOrEqualTo(plan.path("total").asDouble());
        JsonNode few = json("risk", "plan", EXAMPLE, "--course", "now", "--json");
        assertThat(few.path("exact").asBoolean(false)).isTrue();
        assertThat(few.path("totalAtLeast")).isEqualTo(few.path("total"));
    }

    @Test
    void assessUsesGivenHistory() {
        JsonNode troubled = json("risk", "assess", OWN_HISTORY, "--history", TROUBLED, "--json");
        JsonNode calm =
                json("risk", "assess", OWN_HISTORY, "--history", "../examples/risk/calm-history.yaml", "--json");
        assertThat(troubled.path("best").asString()).isEqualTo("stabilise first");
        assertThat(calm.path("best").asString()).isEqualTo("phased now");
        assertThat(troubled.at("/reconciliation/applied").asBoolean(true)).isFalse();
    }

    @Test
    void assessShowsBaseRateOfHistory() {
        CliResult result = CliResult.of("risk", "assess", OWN_HISTORY, "--history", TROUBLED);
        assertThat(String.join("\n", result.out()))
                .contains("The causes add up to a chance of 57%; the base rate of similar changes is 28% (");
    }

    @Test
    void assessRequiresHistory() {
        CliResult result = CliResult.of("risk", "assess", OWN_HISTORY);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("/causes/schema drift/chance: requires the history of the service");
    }

    @Test
    void assessRejectsInvalidHistory() {
        CliResult result = CliResult.of("risk", "assess", OWN_HISTORY, "--history", OWN_HISTORY);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("/service: is missing", "/courses: unknown field");
    }

    @Test
    void assessRejectsMissingFile(@TempDir Path folder) {
        CliResult result =
                CliResult.of("risk", "assess", folder.resolve("none.yaml").toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("it is not an existing file");
    }

    @Test
    void assessRejectsInvalidFile(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "name: x\nweeks: many\n");
        CliResult result = CliResult.of("risk", "assess", broken.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("/weeks: must be a number", "/asOf: is missing", "/overrun: is missing");
    }

    @Test
    void planRejectsUnknownCourse() {
        CliResult result = CliResult.of("risk", "plan", EXAMPLE, "--course", "sideways");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("unknown course sideways; courses: [now, phased now,");
    }

    private static JsonNode json(String... arguments) {
        CliResult result = CliResult.of(arguments);
        assertThat(result.exitCode()).isZero();
        return JSON.readTree(result.out().getFirst());
    }
}
