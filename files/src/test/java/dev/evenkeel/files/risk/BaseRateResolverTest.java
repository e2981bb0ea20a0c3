// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.CauseBaseRateScaling;
import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.ReadinessFactor;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.Reconciliation;
import dev.evenkeel.files.json.ValidationErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseRateResolverTest {
    private static final String LEARNED =
            "{value: 40, mean: 8, learnFrom: service, effect: {mean: 0.02, deviation: 0.05, judgement: Ada}}";
    private static final String RATE =
            "failed: {failed: 3, of: 20, own: 20 moves}, majorGivenFailed: {failed: 0, of: 0,"
                    + " prior: MAJOR_GIVEN_FAILED, judgement: ours}, reconcile: true";

    private static RiskCaseFile exampleWith(String more) throws IOException {
        return RiskCaseFile.parse(Files.readString(Path.of("../examples/risk/tale.yaml")) + "\n" + more + "\n");
    }

    private static String readiness(String factor) {
        return "base: {" + RATE + ", readiness: {batch size: " + factor + "}}";
    }

    @Test
    void returnsReconciliationScaleInResult() throws IOException {
        RiskCaseFile file = exampleWith("base: {" + RATE + "}");
        assertThat(file.errors()).isEmpty();
        RiskCase risk = Objects.requireNonNull(file.risk());
        CourseComparison comparison = CourseComparator.compare(risk, List.of(), 1, 1);
        double base = 3.5 / 21 * 0.25;
        Reconciliation reconciliation =
                Objects.requireNonNull(file.toResult(comparison).reconciliation());
        assertThat(reconciliation.base().middle()).isCloseTo(base, within(1e-9));
        assertThat(reconciliation.scale())
                .isCloseTo(Math.log1p(-base) / Math.log(0.85 * 0.87 * 0.9 * 0.9), within(1e-9));
        assertThat(comparison.getRisk("now").atMeans().chance()).isCloseTo(base, within(1e-9));
    }

    @Test
    void appliesReadinessFactorAndReportsExtrapolation() throws IOException {
        RiskCaseFile file =
                exampleWith(readiness("{value: 40, mean: 8, effect: {mean: 0.02, deviation: 0.01, published: FCA 2021"
                        + " for the direction}, seen: [1, 20]}"));
        assertThat(file.errors()).isEmpty();
        CourseComparison comparison =
                CourseComparator.compare(Objects.requireNonNull(file.risk()), List.of(), 1_000, 1);
        CauseBaseRateScaling known = Objects.requireNonNull(comparison.calibration());
        double odds = 1.0 / 5 * Math.exp(0.02 * 32);
        assertThat(known.base().middle()).isCloseTo(odds / (1 + odds) * 0.25, within(1e-9));
        assertThat(Objects.requireNonNull(file.toResult(comparison).reconciliation())
                        .extrapolated())
                .containsExactly("batch size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{value: 1, effect: {number: 1, judgement: Ada}} | /mean | is missing",
                "{value: 1, mean: 0} | /effect | is missing",
                "{value: 1, mean: 0, effect: {number: -1, judgement: Ada}, approvalBoard: true} |  | DORA 2019",
                "{value: 1, mean: 0, effect: {number: 1, own: our 9 failures}, events: 9} | /effect | at least ten",
                "{value: 1, mean: 0, effect: {number: 1, own: our failures}} | /effect | with 0 events for 1 factors",
                "{value: 1, mean: 0, effect: {number: 1, judgement: Ada}, seen: [1]} |  | the lowest and the highest",
                "{value: 1, mean: 0, effect: {number: 1, judgement: Ada}, beta: 1} | /beta | unknown field",
                "{value: 1, mean: 0, effect: {number: 1, judgement: Ada}, learnFrom: service} |  | history of the service"
            })
    void rejectsInvalidReadinessFactors(String factor, String place, String message) throws IOException {
        RiskCaseFile file = exampleWith(readiness(factor));
        assertThat(file.risk()).isNull();
        assertThat(file.errors()).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo("/base/readiness/batch size" + (place == null ? "" : place));
            assertThat(fault.message()).contains(message);
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    private static ServiceHistory historyWithFactors() {
        var changes = new StringBuilder("{asOf: 2026-11-01, service: payments, weeks: 52, changes: [");
        for (int i = 0; i < 40; i++) {
            changes.append("{on: 2026-10-01, outcome: ")
                    .append(i % 4 == 0 || i > 30 ? "FAILED" : "CLEAN")
                    .append(", factors: {batch size: " + i + "}},");
        }
        return Objects.requireNonNull(ServiceHistoryCodec.decode(changes + "]}", new ValidationErrors()));
    }

    @Test
    void rejectsLearnedEffectWithoutHistory() throws IOException {
        assertThat(exampleWith(readiness(LEARNED)).errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.remedy()).contains("--history FILE", "remove learnFrom"));
    }

    @Test
    void updatesPriorReadinessEffectFromHistory() throws IOException {
        RiskCaseFile file = RiskCaseFile.parse(
                Files.readString(Path.of("../examples/risk/tale.yaml")) + "\n" + readiness(LEARNED),
                historyWithFactors(),
                name -> null);
        assertThat(file.errors()).isEmpty();
        ReadinessFactor one = Objects.requireNonNull(
                        Objects.requireNonNull(file.risk()).baseRate())
                .readiness()
                .getFirst();
        assertThat(one.effect().distribution().mean()).isBetween(0.03, 0.1);
        assertThat(one.effect().origin().description())
                .startsWith("17 of 40 service changes")
                .endsWith("prior: Ada");
        assertThat(one.isExtrapolated()).isTrue();
    }

    @Test
    void roundTripsHistoryWithFactors() {
        ServiceHistory history = historyWithFactors();
        assertThat(ServiceHistoryCodec.decode(
                        ServiceHistoryCodec.encode(history).toString(), new ValidationErrors()))
                .isEqualTo(history);
    }

    @Test
    void rejectsReadinessWithoutReconcile() throws IOException {
        String factor = "{value: 1, mean: 0, effect: {number: 1, judgement: Ada}}";
        assertThat(exampleWith(readiness(factor).replace("reconcile: true", "reconcile: false"))
                        .errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("without reconcile: true"));
    }

    @Test
    void acceptsReadinessWithReconcile() throws IOException {
        assertThat(exampleWith(readiness("{value: 1, mean: 0, effect: {number: 1, own: our ten failures}, events: 10}"))
                        .errors())
                .isEmpty();
    }

    @Test
    void acceptsLeverOnOneQuantity() throws IOException {
        assertThat(exampleWith("levers: {drills: {moves: [outage rehearsed]}}").errors())
                .isEmpty();
    }

    @Test
    void rejectsLeverOnSeveralQuantitiesWithoutSplit() throws IOException {
        assertThat(exampleWith("levers: {drills: {moves: [outage rehearsed, containment]}}")
                        .errors())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/levers/drills");
                    assertThat(fault.message()).contains("counts twice");
                    assertThat(fault.remedy()).contains("split: TEXT");
                });
    }

    @Test
    void acceptsLeverWithSplit() throws IOException {
        assertThat(exampleWith("levers: {drills: {moves: [outage rehearsed, containment], split: half each}}")
                        .errors())
                .isEmpty();
    }

    @Test
    void rejectsUnknownOrMissingLeverTargets() throws IOException {
        assertThat(exampleWith("levers: {drills: {moves: [the weather]}, other: {}}")
                        .errors())
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault.message()).contains("unknown names [the weather]"),
                        fault -> assertThat(fault.message()).contains("is missing"));
    }
}
