// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.MetricScoreScale;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.VariantMetricTickEvidence;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail.HarmDirection;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Guardrails on custom metrics of a service.
class CustomMetricGuardrailTest {
    private static final String METRIC = "double-bookings";
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));

    @Test
    @Clause("GUARD-29")
    void rollsBackOnFirstCandidateEventWithZeroTolerance() {
        var rollout = new GuardSimulation(plan(new ZeroToleranceGuardrail(METRIC, GuardrailAction.ROLL_BACK)));
        rollout.runSecond(events(238, 3), events(12, 0));
        assertThat(rollout.guardrailResult(METRIC).verdict()).isInstanceOf(Verdict.Healthy.class);
        assertThat(rollout.guardrailResult(METRIC).detail())
                .isEqualTo(METRIC + ": 0 in 12 candidate calls, 3 in 238 control calls;"
                        + " at control's rate, a harmless candidate would have one by now with a probability of 14%");

        rollout.runSecond(events(238, 0), events(12, 1));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(rollout.decision().reason()).startsWith(METRIC + ": not tolerated: 1 in 24 candidate calls");
        assertThat(rollout.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    @Clause("GUARD-29")
    void rollsBackOnEventAtFullExposure() {
        var everybody = new GuardSimulation(plan(new ZeroToleranceGuardrail(METRIC, GuardrailAction.ROLL_BACK)));
        everybody.moveTo(everybody.plan.steps().size() - 1);
        everybody.runSecond(clean(0), events(250, 1));
        assertThat(everybody.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-29")
    void rollsBackOnEventInLateTick() {
        var late = new GuardSimulation(plan(new ZeroToleranceGuardrail(METRIC, GuardrailAction.ROLL_BACK)));
        late.moveTo(1);
        late.observe(new EvidenceTick(1, 1, 0, new Percent(500), true, clean(20), events(1, 1)));
        assertThat(late.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-29")
    void rollsBackOnEventDuringSampleRatioMismatch() {
        var wronglySplit = new GuardSimulation(plan(new ZeroToleranceGuardrail(METRIC, GuardrailAction.ROLL_BACK)));
        wronglySplit.runCleanSeconds(70, 150, 100);
        assertThat(wronglySplit.decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(wronglySplit.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(wronglySplit.guardrailResult(METRIC).verdict()).isInstanceOf(Verdict.Healthy.class);
        wronglySplit.runSecond(clean(150), events(100, 1));
        assertThat(wronglySplit.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-29")
    void requiresApprovalAfterEventWithHoldAction() {
        var holding = new GuardSimulation(plan(new ZeroToleranceGuardrail(METRIC, GuardrailAction.HOLD)));
        holding.runSecond(clean(238), events(12, 1));
        for (int i = 0; i < 60; i++) {
            holding.runSecond(clean(238), faster());
        }
        assertThat(((RolloutAction.Hold) holding.decision()).kind()).isEqualTo(HoldKind.BREACH);
        holding.approved = true;
        assertThat(holding.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-29")
    void reportsEventWithoutRollbackWithObserveAction() {
        var observing = new GuardSimulation(plan(new ZeroToleranceGuardrail(METRIC, GuardrailAction.OBSERVE)));
        observing.runSecond(clean(238), events(12, 1));
        assertThat(observing.decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(observing.guardrailResult(METRIC).detail()).endsWith("observed only, no rollback");
    }

    @Test
    @Clause("GUARD-30")
    void rollsBackAboveEventCeilingAtFullExposure() {
        var rollout = new GuardSimulation(plan(new EventCeilingGuardrail(METRIC, 0.001, GuardrailAction.ROLL_BACK)));
        rollout.moveTo(rollout.plan.steps().size() - 1);
        rollout.runSecond(clean(0), events(5_000, 5));
        assertThat(rollout.guardrailResult(METRIC + " ceiling").verdict()).isInstanceOf(Verdict.Healthy.class);
        assertThat(rollout.guardrailResult(METRIC + " ceiling").detail())
                .isEqualTo(METRIC + " ceiling: 5 units in 5,000 candidate calls");

        rollout.runSecond(clean(0), events(1_000, 20));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(rollout.decision().reason())
                .isEqualTo(METRIC + " ceiling: above the limit of 0.001 per call: 25 units in 6,000 candidate calls");
    }

    @Test
    @Clause("GUARD-30")
    void ignoresEventCeilingThatControlAlsoExceeds() {
        var rollout = new GuardSimulation(plan(new EventCeilingGuardrail(METRIC, 0.001, GuardrailAction.ROLL_BACK)));
        rollout.runSecond(events(2_000, 60), events(100, 8));

        assertThat(rollout.guardrailResult(METRIC + " ceiling").logRollback())
                .isGreaterThan(rollout.decide().logRollbackThreshold());
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
    }

    @Test
    @Clause("GUARD-31")
    void rollsBackWhenEventAffectsMoreCandidateUnits() {
        var rollout = new GuardSimulation(plan(new EventGuardrail(METRIC, 0.2, 1, GuardrailAction.ROLL_BACK)));
        rollout.runSecond(events(238, 2), events(12, 9));

        assertThat(rollout.decision().reason())
                .startsWith(METRIC + " units: more units are affected on the candidate than on control (evidence");
    }

    @Test
    @Clause("GUARD-31")
    void accumulatesEventsAcrossRevisionsAndLateTicks() {
        var rollout = new GuardSimulation(plan(new EventGuardrail(METRIC, 0.2, 1, GuardrailAction.ROLL_BACK)));
        rollout.runSecond(clean(238), events(12, 2));
        double one = rollout.guardrailResult(METRIC + " units").logRollback();
        rollout.moveTo(1);
        rollout.observe(new EvidenceTick(2, 1, 0, new Percent(500), true, clean(20), events(4, 2)));

        assertThat(one).isPositive();
        assertThat(rollout.guardrailResult(METRIC + " units").logRollback()).isGreaterThan(one);
    }

    @Test
    @Clause("GUARD-34")
    void rollsBackOnHarmToSliceHiddenInTotal() {
        var slice = new SliceGuardrail("rub", 0.2, 1, GuardrailAction.ROLL_BACK);
        var whole = new GuardSimulation(plan(new EventGuardrail(METRIC, 0.2, 1, GuardrailAction.ROLL_BACK)));
        var sliced = new GuardSimulation(plan(slice));
        for (int i = 0; i < 20; i++) {
            VariantTickEvidence control = sliced(slice, 238, 8, 0);
            VariantTickEvidence candidate = sliced(slice, 12, 1, i % 3 == 0 ? 1 : 0);
            whole.runSecond(control, candidate);
            sliced.runSecond(control, candidate);
        }

        assertThat(whole.decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(sliced.decision().reason())
                .startsWith("errors in rub: more units of rub fail on the candidate than on control (evidence");
        assertThat(sliced.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    @ParameterizedTest
    @EnumSource
    @Clause("GUARD-32")
    void rollsBackOnlyWhenMeanGetsWorse(HarmDirection worse) {
        double harmful = worse == HarmDirection.HIGHER ? 0.4 : 0.1;
        double harmless = worse == HarmDirection.HIGHER ? 0.1 : 0.4;
        var bad = new GuardSimulation(plan(new ValueGuardrail("fee", worse, 0.2, 1, GuardrailAction.ROLL_BACK)));
        var good = new GuardSimulation(bad.plan);
        bad.moveTo(1);
        good.moveTo(1);
        for (int i = 0; i < 60; i++) {
            bad.runSecond(scores(188, 0.2), scores(62, harmful));
            good.runSecond(scores(188, 0.2), scores(62, harmless));
        }

        assertThat(bad.decision().reason())
                .startsWith("fee mean: the mean is " + worse.name().toLowerCase(Locale.ROOT));
        assertThat(good.guardrailResult("fee mean").logRollback()).isNegative();
    }

    @Test
    @Clause("GUARD-32")
    void ignoresCallsWithoutValue() {
        var rollout = new GuardSimulation(
                plan(new ValueGuardrail("ratio", HarmDirection.HIGHER, 0.2, 1, GuardrailAction.HOLD)));
        for (int i = 0; i < 100; i++) {
            rollout.runSecond(scores(1_000, 0.2), scores(10, 0.2));
        }
        assertThat(rollout.guardrailResult("ratio mean").logRollback()).isNegative();

        rollout.runSecond(scores(1_000, 0.2), clean(50));
        double before = rollout.guardrailResult("ratio mean").logRollback();
        rollout.runSecond(scores(1_000, 0.9), clean(50));
        assertThat(rollout.guardrailResult("ratio mean").logRollback()).isEqualTo(before);
    }

    @Test
    @Clause("GUARD-32")
    void limitsFalseAlarmsForMeanToAlpha() {
        RolloutPlan plan = plan(new ValueGuardrail("fee", HarmDirection.HIGHER, 0.2, 1, GuardrailAction.ROLL_BACK));
        int runs = 300;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            var random = new Random(run);
            var rollout = new GuardSimulation(plan);
            for (int i = 0; i < 120; i++) {
                rollout.runSecond(randomScores(random, 40), randomScores(random, 20));
            }
            wrong += rollout.guardrailResult("fee mean").logRollback() >= Math.log(100) ? 1 : 0;
        }
        // at most 1% each: more than 10 of 300 would happen by chance once in 1,500 times
        assertThat(wrong).isLessThanOrEqualTo(10);
    }

    @Test
    @Clause({"GUARD-4", "GUARD-29", "GUARD-30", "GUARD-31", "GUARD-32"})
    void serializesStateOfAllMetricsLosslessly() {
        var rollout = new GuardSimulation(everyKind());
        rollout.runSecond(events(238, 1), events(12, 0)).runSecond(scores(238, 0.3), scores(12, 0.6));
        rollout.runSecond(events(238, 1), events(12, 1));
        RolloutGuardState read = RolloutGuardState.fromBytes(rollout.state.toBytes());

        assertThat(read.toBytes()).isEqualTo(rollout.state.toBytes());
        rollout.state = read;
        assertThat(rollout.guardrailResult(METRIC).verdict()).isInstanceOf(Verdict.Breached.class);
        assertThat(rollout.guardrailResult(METRIC + " ceiling").detail()).contains("1 unit in 36 candidate calls");
        assertThat(rollout.guardrailResult("fee mean").logRollback()).isNotCloseTo(0, within(1e-9));
    }

    @Test
    @Clause("GUARD-1")
    void reportsAllInvalidGuardrailsAtOnce() {
        List<CustomMetricGuardrail> wrong = List.of(
                new ZeroToleranceGuardrail("two words", GuardrailAction.ROLL_BACK),
                new EventCeilingGuardrail("a", 0, GuardrailAction.ROLL_BACK),
                new EventGuardrail("a", 0, 0.5, GuardrailAction.ROLL_BACK),
                new ZeroToleranceGuardrail("errors", GuardrailAction.ROLL_BACK),
                new SliceGuardrail("", 0, 1, GuardrailAction.ROLL_BACK),
                new EventCeilingGuardrail("a", 0.1, GuardrailAction.HOLD));
        Guardrails guardrails = new Guardrails(
                new ErrorGuardrail(1, 1, 0.1, Percent.NONE, Percent.NONE),
                List.of(),
                null,
                wrong,
                List.of(),
                null,
                null,
                null);

        assertThatThrownBy(() -> RolloutPlanFixtures.with(PLAN, guardrails))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(ValidationError::pointer)
                                .containsExactly(
                                        "/guardrails/metrics/0/metric",
                                        "/guardrails/metrics/1/limit",
                                        "/guardrails/metrics/2/weight",
                                        "/guardrails/metrics/2/rollbackRatio",
                                        "/guardrails/metrics/3",
                                        "/guardrails/metrics/4/slice",
                                        "/guardrails/metrics/4/weight",
                                        "/guardrails/metrics/5"));
    }

    private static RolloutPlan everyKind() {
        return RolloutPlanFixtures.with(
                PLAN,
                new Guardrails(
                        new ErrorGuardrail(0.6, 1, 0, Percent.parse("0.5"), Percent.NONE),
                        PLAN.guardrails().latency().subList(0, 1),
                        null,
                        List.of(
                                new ZeroToleranceGuardrail(METRIC, GuardrailAction.HOLD),
                                new EventCeilingGuardrail(METRIC, 0.5, GuardrailAction.HOLD),
                                new EventGuardrail(METRIC, 0.2, 1, GuardrailAction.HOLD),
                                new ValueGuardrail("fee", HarmDirection.HIGHER, 0.1, 1, GuardrailAction.HOLD)),
                        List.of(),
                        null,
                        null,
                        null));
    }

    private static RolloutPlan plan(CustomMetricGuardrail metric) {
        return RolloutPlanFixtures.with(
                PLAN,
                new Guardrails(
                        new ErrorGuardrail(1 - metric.weight(), 1, 0, Percent.parse("0.5"), Percent.NONE),
                        List.of(),
                        null,
                        List.of(metric),
                        List.of(),
                        null,
                        null,
                        null));
    }

    private static VariantTickEvidence faster() {
        return new VariantTickEvidence(12, 0, 0, 12, 0, 0, 12, Map.of(70, 12L), Map.of());
    }

    private static VariantTickEvidence events(long calls, long events) {
        return with(calls, METRIC, new VariantMetricTickEvidence(events, events, 0, 0));
    }

    private static VariantTickEvidence scores(long trials, double mean) {
        return with(
                trials,
                "fee",
                new VariantMetricTickEvidence(0, 0, trials, Math.round(trials * mean * MetricScoreScale.MAX_SCORE)));
    }

    private static VariantTickEvidence randomScores(Random random, int trials) {
        long sum = 0;
        for (int i = 0; i < trials; i++) {
            double cubed = random.nextDouble();
            sum += Math.round(cubed * cubed * cubed * MetricScoreScale.MAX_SCORE);
        }
        return with(trials, "fee", new VariantMetricTickEvidence(0, 0, trials, sum));
    }

    /// Trials of which some failed, in a slice among others.
    private static VariantTickEvidence sliced(SliceGuardrail slice, long trials, long failed, long failedInSlice) {
        return new VariantTickEvidence(
                trials,
                failed,
                failed,
                trials,
                failed,
                0,
                trials,
                clean(trials).trialLatency(),
                Map.of(slice.metric(), new VariantMetricTickEvidence(failedInSlice, failedInSlice, 0, 0)));
    }

    private static VariantTickEvidence with(long calls, String metric, VariantMetricTickEvidence evidence) {
        VariantTickEvidence plain = clean(calls);
        return new VariantTickEvidence(
                calls, 0, 0, calls, 0, 0, calls, plain.trialLatency(), Map.of(metric, evidence, "ratio", evidence));
    }
}
