// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.CounterSourceStatus;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.evidence.VariantMetricTickEvidence;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Metrics from a Prometheus counter.
class CounterSourceTest {
    private static final String METRIC = "http-errors";
    private static final String REFUSED = "connection refused";

    @Test
    @Clause("GUARD-33")
    void treatsFailingSourceAsMissingDataNotBreach() {
        var rollout = rolloutWithProof(plan(GuardrailAction.ROLL_BACK, 1));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        rollout.sources = List.of(new CounterSourceStatus(METRIC, rollout.now, rollout.now.minusSeconds(20), REFUSED));

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.MISSING_DATA,
                        "cannot evaluate: the counter source of http-errors fails: connection refused, for 20 s"));
        assertThat(rollout.guardrailResult(METRIC + " units").verdict())
                .isEqualTo(new Verdict.SourceFailed(
                        METRIC + " units", "the counter source of http-errors fails: connection refused"));
        rollout.sources = List.of(new CounterSourceStatus(METRIC, rollout.now, rollout.now.minusSeconds(60), REFUSED));
        assertThat(rollout.decision().reason())
                .startsWith("missing data, no breach: the counter source of http-errors fails");
    }

    @Test
    @Clause("GUARD-33")
    void holdsUntilSourceHasDataForStep() {
        var rollout = rolloutWithProof(plan(GuardrailAction.HOLD, 1));
        rollout.sources = List.of();
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.INSUFFICIENT_EVIDENCE,
                        "http-errors: the counter source has no data for this step yet"));
        rollout.sources = List.of(known(rollout.stepStartedAt));
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.INSUFFICIENT_EVIDENCE);
        rollout.sources = List.of(known(rollout.stepStartedAt.plusSeconds(1)));

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-33")
    void advancesDespiteFailingSourceWithObserveAction() {
        var rollout = rolloutWithProof(plan(GuardrailAction.OBSERVE, 1));
        rollout.sources = List.of(new CounterSourceStatus(METRIC, null, rollout.now, REFUSED));

        assertThat(rollout.guardrailResult(METRIC + " units").verdict()).isInstanceOf(Verdict.SourceFailed.class);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-33")
    void rollsBackProvenHarmAfterSourceFails() {
        var rollout = new GuardSimulation(plan(GuardrailAction.ROLL_BACK, 1));
        rollout.runSecond(counted(238, 2), counted(12, 9));
        rollout.sources = List.of(new CounterSourceStatus(METRIC, null, rollout.now, REFUSED));

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(rollout.guardrailResult(METRIC + " units").verdict()).isInstanceOf(Verdict.Breached.class);
    }

    @Test
    @Clause("GUARD-33")
    void dividesCountsByMaximumPerUnit() {
        var each = new GuardSimulation(plan(GuardrailAction.ROLL_BACK, 1));
        var shared = new GuardSimulation(plan(GuardrailAction.ROLL_BACK, 4));
        each.runSecond(counted(238, 1), counted(12, 2));
        shared.runSecond(counted(238, 4), counted(12, 8));

        assertThat(shared.guardrailResult(METRIC + " units").logRollback())
                .isCloseTo(each.guardrailResult(METRIC + " units").logRollback(), within(1e-12));
    }

    @Test
    @Clause("GUARD-1")
    void rejectsInvalidSources() {
        List<CounterSource> wrong = List.of(
                new CounterSource("unasked", "a", "b", Duration.ofSeconds(15), 1),
                new CounterSource(METRIC, " ", " ", Duration.ofMillis(5), 0),
                new CounterSource(METRIC, "a", "b", Duration.ofSeconds(15), 1));

        assertThatThrownBy(() -> plan(GuardrailAction.HOLD, wrong))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(ValidationError::pointer)
                                .containsExactly(
                                        "/guardrails/sources/0/metric",
                                        "/guardrails/sources/1/control",
                                        "/guardrails/sources/1/candidate",
                                        "/guardrails/sources/1/candidate",
                                        "/guardrails/sources/1/every",
                                        "/guardrails/sources/1/perUnit",
                                        "/guardrails/sources/2/metric"));
    }

    private static GuardSimulation rolloutWithProof(RolloutPlan plan) {
        var rollout = new GuardSimulation(plan);
        rollout.runCleanSeconds(60, 238, 12);
        rollout.sources = List.of(known(rollout.now));
        return rollout;
    }

    private static CounterSourceStatus known(Instant until) {
        return new CounterSourceStatus(METRIC, until, null, null);
    }

    private static RolloutPlan plan(GuardrailAction action, long perUnit) {
        return plan(
                action,
                List.of(new CounterSource(
                        METRIC,
                        "errors_total{variant=\"a\"}",
                        "errors_total{variant=\"b\"}",
                        Duration.ofSeconds(15),
                        perUnit)));
    }

    private static RolloutPlan plan(GuardrailAction action, List<CounterSource> sources) {
        return RolloutPlanFixtures.with(
                RolloutPlan.fast().fromExposure(new Percent(500)),
                new Guardrails(
                        new ErrorGuardrail(0.8, 1, 0, Percent.parse("0.5"), Percent.NONE),
                        List.of(),
                        null,
                        List.of(new EventGuardrail(METRIC, 0.2, 1, action)),
                        sources,
                        null,
                        null,
                        null));
    }

    private static VariantTickEvidence counted(long calls, long events) {
        VariantTickEvidence plain = clean(calls);
        return new VariantTickEvidence(
                calls,
                0,
                0,
                calls,
                0,
                0,
                calls,
                plain.trialLatency(),
                Map.of(METRIC, new VariantMetricTickEvidence(events, events, 0, 0)));
    }
}
