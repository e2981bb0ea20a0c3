// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateEvaluationTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final GateResult RELEASES = GateResult.pass("release-pause", "the line is open");
    private static final GateResult FREEZE = GateResult.deny("freeze", "busy season until 2027-01-02T08:00:00Z");
    private static final GateResult BUDGET = GateResult.unknown("budget", "its source did not answer");

    @Test
    void isOpenOnlyWhenAllRequiredGatesPass() {
        assertThat(evaluate(GatePolicy.DEFAULT, List.of(RELEASES)).isOpen()).isTrue();
        assertThat(evaluate(GatePolicy.DEFAULT, List.of(RELEASES, FREEZE)).isOpen())
                .isFalse();
        assertThat(evaluate(GatePolicy.DEFAULT, List.of(RELEASES, BUDGET)).isOpen())
                .isFalse();
        assertThat(evaluate(policyRequiring("release-pause"), List.of(RELEASES, FREEZE, BUDGET))
                        .isOpen())
                .isTrue();
    }

    @Test
    void reportsEveryClosedGate() {
        GateEvaluation evaluation = evaluate(GatePolicy.DEFAULT, List.of(FREEZE, RELEASES, BUDGET));
        assertThat(evaluation.closedReason())
                .isEqualTo(
                        "freeze: busy season until 2027-01-02T08:00:00Z; budget: unknown, its source did not answer");
        assertThat(evaluation.entries()).hasSize(3);
    }

    @Test
    void reportsMissingRequiredGateAsUnknown() {
        GateEvaluation evaluation = evaluate(policyRequiring("release-pause", "incidents"), List.of(RELEASES));
        assertThat(evaluation.isOpen()).isFalse();
        assertThat(evaluation.closedReason())
                .isEqualTo("incidents: unknown, required by the gate policy, but no such gate exists");
    }

    @Test
    void appliesOverrideOnlyToItsGate() {
        GateEvaluation one =
                evaluate(GatePolicy.DEFAULT, List.of(FREEZE), override("freeze", "hotfix", NOW.plusSeconds(60)));
        assertThat(one.isOpen()).isTrue();
        assertThat(one.overriddenReason())
                .isEqualTo(
                        "freeze: busy season until 2027-01-02T08:00:00Z (overridden until 2026-11-25T10:01:00Z by anna"
                                + " as hotfix: customers cannot pay)");
        GateEvaluation other = evaluate(
                GatePolicy.DEFAULT, List.of(FREEZE, BUDGET), override("freeze", "hotfix", NOW.plusSeconds(60)));
        assertThat(other.closedGates())
                .extracting(entry -> entry.result().gate())
                .containsExactly("budget");
    }

    @Test
    void ignoresExpiredFutureAndWrongClassOverrides() {
        assertThat(evaluate(GatePolicy.DEFAULT, List.of(FREEZE), override("freeze", "hotfix", NOW))
                        .isOpen())
                .isFalse();
        assertThat(evaluate(GatePolicy.DEFAULT, List.of(FREEZE), override("freeze", "marketing", NOW.plusSeconds(60)))
                        .isOpen())
                .isFalse();
        var later =
                new GateOverride("go-1", "freeze", "anna", "why", "hotfix", NOW.plusSeconds(1), NOW.plusSeconds(60));
        assertThat(evaluate(GatePolicy.DEFAULT, List.of(FREEZE), later).isOpen())
                .isFalse();
        assertThat(later.isValidAt(NOW.plusSeconds(1))).isTrue();
    }

    @Test
    void omitsOverrideOfOpenGate() {
        GateEvaluation evaluation = evaluate(
                GatePolicy.DEFAULT, List.of(RELEASES), override("release-pause", "hotfix", NOW.plusSeconds(60)));
        assertThat(evaluation.overriddenReason()).isEmpty();
        assertThat(evaluation.entries().getFirst().override()).isNull();
    }

    private static GateEvaluation evaluate(GatePolicy policy, List<GateResult> answers, GateOverride... overrides) {
        return GateEvaluation.evaluate(policy, answers, List.of(overrides), NOW);
    }

    private static GatePolicy policyRequiring(String... gates) {
        return new GatePolicy(Set.of(gates), Set.of(), 0, List.of(), false, null);
    }

    private static GateOverride override(String gate, String changeClass, Instant end) {
        return new GateOverride("go-1", gate, "anna", "customers cannot pay", changeClass, NOW.minusSeconds(60), end);
    }
}
