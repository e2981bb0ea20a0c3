// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.evidence.VariantMetricTickEvidence;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A step at which the candidate serves no users and its results are compared with those of control.
class ShadowGuardrailTest {
    private static final RolloutPlan WITH_NOISE = plan("1", "20", GuardrailAction.ROLL_BACK);
    private static final RolloutPlan WITHOUT_NOISE = plan("1", "0", GuardrailAction.ROLL_BACK);

    @Test
    @Clause("GUARD-42")
    void advancesWhenDifferencesAreProvenRare() {
        var rollout = new GuardSimulation(WITHOUT_NOISE);
        shadow(rollout, 11, new TrialCounts(0, 0, 20, 0));
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Hold.class,
                        hold -> assertThat(hold.reason())
                                .contains("220 of about", "comparisons needed to show differing results < 1%"));
        shadow(rollout, 20, new TrialCounts(0, 0, 20, 0));
        assertThat(rollout.decision()).isInstanceOfSatisfying(RolloutAction.Advance.class, advance -> {
            assertThat(advance.toStep()).isEqualTo(1);
            assertThat(advance.reason()).contains("shadow: shown differing results < 1%");
        });
    }

    @Test
    @Clause("GUARD-42")
    void requiresNoOtherProofWithoutExposure() {
        var rollout = new GuardSimulation(WITHOUT_NOISE);
        shadow(rollout, 11, new TrialCounts(0, 0, 20, 0));
        assertThat(rollout.guardrailResult("errors").verdict()).isEqualTo(new Verdict.NotComparable("errors"));
        assertThat(rollout.guardrailResult("errors").detail()).isEqualTo("errors: no users on the candidate yet");
    }

    @Test
    @Clause("GUARD-42")
    void excludesComparisonsOfOtherRevisionsFromProof() {
        var rollout = new GuardSimulation(WITHOUT_NOISE);
        shadow(rollout, 31, new TrialCounts(0, 0, 20, 0));
        rollout.moveTo(0);
        shadow(rollout, 11, new TrialCounts(0, 0, 0, 0));
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.INSUFFICIENT_EVIDENCE);
    }

    @Test
    @Clause("GUARD-41")
    void rollsBackWhenResultsDifferTooOften() {
        var rollout = new GuardSimulation(WITHOUT_NOISE);
        shadow(rollout, 10, new TrialCounts(0, 0, 20, 4));
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.RollBack(
                        "shadow: results differ too often: 40 of 200 candidate results differ"));
    }

    @Test
    @Clause("GUARD-41")
    void toleratesDifferencesThatControlAlsoShows() {
        var rollout = new GuardSimulation(WITH_NOISE);
        shadow(rollout, 400, new TrialCounts(20, 2, 80, 8));
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Hold.class,
                        hold -> assertThat(hold.kind()).isEqualTo(HoldKind.INSUFFICIENT_EVIDENCE));
        var worse = new GuardSimulation(WITH_NOISE);
        shadow(worse, 400, new TrialCounts(20, 2, 80, 16));
        assertThat(worse.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.RollBack.class,
                        back -> assertThat(back.reason()).contains("control results differ"));
    }

    @Test
    @Clause("GUARD-41")
    void usesObservedShareAndAccumulatesAcrossRevisions() {
        var rollout = new GuardSimulation(WITH_NOISE);
        RatioGuard expected = RatioGuard.rollback(1, 0.01);
        for (int i = 1; i < 30; i++) {
            shadow(rollout, 1, new TrialCounts(i, i % 3, 3L * i, i % 4));
            expected.observe(new TrialCounts(i, i % 3, 3L * i, i % 4));
            if (i == 15) {
                rollout.moveTo(0);
            }
        }
        assertThat(rollout.guardrailResult("shadow").logRollback())
                .isEqualTo(expected.mixture().logE());
    }

    @Test
    @Clause("GUARD-41")
    void holdsOnBreachWithHoldAction() {
        var rollout = new GuardSimulation(plan("1", "0", GuardrailAction.HOLD));
        shadow(rollout, 11, new TrialCounts(0, 0, 20, 4));
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.BREACH);
    }

    /* 2,000 shadows whose candidate differs as often as tolerated above noise; binomial 99.9% band of 1%: at most 34. */
    @Test
    void limitsRollbacksAtMarginToAlpha() {
        var random = new SplittableRandom(3);
        int rolledBack = 0;
        for (int run = 0; run < 2_000; run++) {
            RatioGuard guard = RatioGuard.rollback(1, 0.01);
            boolean crossed = false;
            for (int tick = 0; tick < 200 && !crossed; tick++) {
                guard.observe(differing(random, 0.03, 0.04));
                crossed = guard.mixture().logE() >= Math.log(100);
            }
            rolledBack += crossed ? 1 : 0;
        }
        assertThat(rolledBack).isLessThanOrEqualTo(34);
    }

    private static TrialCounts differing(SplittableRandom random, double noise, double candidate) {
        long[] counts = new long[4];
        for (int i = 0; i < 25; i++) {
            boolean ofCandidate = random.nextDouble() < 0.8;
            counts[ofCandidate ? 2 : 0]++;
            counts[ofCandidate ? 3 : 1] += random.nextDouble() < (ofCandidate ? candidate : noise) ? 1 : 0;
        }
        return new TrialCounts(counts[0], counts[1], counts[2], counts[3]);
    }

    @Test
    void shadowFirstPlanAddsShadowStepToStandardPlan() {
        RolloutPlan plan = RolloutPlan.shadowFirst();
        assertThat(plan.steps().get(0))
                .isEqualTo(new RolloutStep(Percent.NONE, Duration.ofMinutes(10), false, Percent.parse("10")));
        assertThat(plan.steps().subList(1, plan.steps().size()))
                .isEqualTo(RolloutPlan.standard().steps());
        assertThat(plan.shadowConfigAt(0)).isNotNull();
        assertThat(plan.shadowConfigAt(1)).isNull();
    }

    @Test
    void rejectsInvalidShadowPlans() {
        assertThatThrownBy(() ->
                        RolloutPlanFixtures.with(WITH_NOISE, List.of(new RolloutStep(Percent.NONE, Duration.ZERO))))
                .hasMessageContaining("/steps/0/exposure")
                .hasMessageContaining("is set, but no step has shadow calls");
        assertThatThrownBy(() -> RolloutPlanFixtures.with(
                        RolloutPlan.fast(), List.of(new RolloutStep(Percent.NONE, Duration.ZERO, false, Percent.ALL))))
                .hasMessageContaining("no user gets the candidate")
                .hasMessageContaining("/guardrails/shadow");
        assertThatThrownBy(() -> plan("50", "100", GuardrailAction.HOLD))
                .hasMessageContaining("/guardrails/shadow/tolerated")
                .hasMessageContaining("/guardrails/shadow/noise");
    }

    /// Seconds in which control is called and some calls are answered twice.
    private static void shadow(GuardSimulation rollout, int seconds, TrialCounts comparisons) {
        for (int i = 0; i < seconds; i++) {
            rollout.runSecond(
                    with(GuardSimulation.clean(250), comparisons.control(), comparisons.controlFailed()),
                    with(VariantTickEvidence.NONE, comparisons.candidate(), comparisons.candidateFailed()));
        }
    }

    private static VariantTickEvidence with(VariantTickEvidence side, long compared, long differing) {
        return side.plus(new VariantTickEvidence(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                Map.of(
                        MetricNames.SHADOW_COMPARED,
                        new VariantMetricTickEvidence(compared, 0, 0, 0),
                        MetricNames.SHADOW_DIFFERING,
                        new VariantMetricTickEvidence(differing, 0, 0, 0))));
    }

    private static RolloutPlan plan(String tolerated, String noise, GuardrailAction action) {
        RolloutPlan fast = RolloutPlan.fast();
        Guardrails of = fast.guardrails();
        return RolloutPlanFixtures.with(
                fast,
                List.of(
                        new RolloutStep(Percent.NONE, Duration.ofSeconds(10), false, Percent.parse("10")),
                        new RolloutStep(Percent.parse("5"), Duration.ofSeconds(10)),
                        new RolloutStep(Percent.ALL, Duration.ofSeconds(10))),
                new Guardrails(
                        of.errors(),
                        of.latency(),
                        of.rank(),
                        List.of(),
                        List.of(),
                        new ShadowGuardrail(Percent.parse(tolerated), Percent.parse(noise), action),
                        null,
                        null));
    }
}
