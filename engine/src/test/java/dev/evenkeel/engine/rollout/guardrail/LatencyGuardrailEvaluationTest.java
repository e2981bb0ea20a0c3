// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyGuardrailEvaluationTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));
    private static final int SLOW = LatencyBins.binOf(4_000);

    @Test
    @Clause("GUARD-7")
    void blocksAdvancingWithoutLatencyBaseline() {
        var rollout = new GuardSimulation(PLAN, Map.of());
        for (int i = 0; i < 40; i++) {
            rollout.runSecond(trials(200, 100), trials(12, SLOW));
        }
        assertThat(rollout.guardrailResult("p50").logRollback()).isCloseTo(0, within(1e-12));
        assertThat(rollout.guardrailResult("p95").logAdvance()).isCloseTo(0, within(1e-12));
        assertThat(rollout.guardrailResult("rank").logRollback()).isCloseTo(0, within(1e-12));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(rollout.decision().reason())
                .contains("p50: latency comparison requires 10,000 control calls, got 8,000");
    }

    @Test
    @Clause("GUARD-7")
    void comparesTickOnlyWithEarlierTicks() {
        var known = new GuardSimulation(PLAN);
        var unknown = new GuardSimulation(PLAN, Map.of(100, 9_999L));
        known.runSecond(trials(200, 100), trials(12, SLOW));
        unknown.runSecond(trials(200, 100), trials(12, SLOW));

        assertThat(known.guardrailResult("p95").logRollback()).isGreaterThan(1);
        assertThat(unknown.guardrailResult("p95").logRollback()).isCloseTo(0, within(1e-12));
        unknown.runSecond(trials(200, 100), trials(12, SLOW));
        assertThat(unknown.guardrailResult("p95").logRollback()).isGreaterThan(1);
    }

    @Test
    @Clause("GUARD-8")
    void roundsThresholdsConservatively() {
        ControlLatencyBaseline baseline = ControlLatencyBaseline.EMPTY.plus(Map.of(400, 50L, 500, 50L));
        SlowLatencyBins rollback = SlowLatencyBins.forRollback(baseline, 0.5, 1.1);
        SlowLatencyBins advance = SlowLatencyBins.forAdvance(baseline, 0.6, 1.1);

        assertThat(rollback.controlBin()).isEqualTo(401);
        assertThat(edge(rollback.candidateBin())).isGreaterThanOrEqualTo(1.1 * edge(401));
        assertThat(edge(rollback.candidateBin() - 1)).isLessThan(1.1 * edge(401));
        assertThat(advance.controlBin()).isEqualTo(500);
        assertThat(edge(advance.candidateBin())).isLessThanOrEqualTo(1.1 * edge(500));
        assertThat(edge(advance.candidateBin() + 1)).isGreaterThan(1.1 * edge(500));
        assertThat(SlowLatencyBins.forRollback(baseline, 0.5, 1).candidateBin()).isEqualTo(401);
    }

    @Test
    @Clause("GUARD-8")
    void neverTreatsCallsBelow100MicrosecondsAsSlow() {
        ControlLatencyBaseline baseline = ControlLatencyBaseline.EMPTY.plus(Map.of(2, 50L, 5, 50L));

        assertThat(edge(SlowLatencyBins.forRollback(baseline, 0.5, 1).candidateBin()))
                .isEqualTo(100);
        assertThat(edge(SlowLatencyBins.forAdvance(baseline, 0.5, 1.1).candidateBin()))
                .isEqualTo(100);
        assertThat(SlowLatencyBins.toleratedBin(99, 1)).isZero();
        assertThat(SlowLatencyBins.toleratedBin(100, 1)).isEqualTo(100);
    }

    @Test
    @Clause("GUARD-12")
    void advancesMicrosecondCandidateThatIsCompiledLater() {
        var rollout = new GuardSimulation(PLAN, Map.of(2, 20_000L));
        while (rollout.decision() instanceof RolloutAction.Hold && rollout.tick < 60) {
            rollout.runSecond(trials(238, 2), trials(12, 30));
        }
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        assertThat(rollout.guardrailResult("rank").logRollback()).isNegative();
    }

    @Test
    @Clause("GUARD-8")
    void neverReachesRollbackThresholdBeyondMaximumLatency() {
        int last = LatencyBins.binOf(LatencyBins.MAX_MICROS);
        ControlLatencyBaseline baseline = ControlLatencyBaseline.EMPTY.plus(Map.of(last, 100L));

        assertThat(SlowLatencyBins.forRollback(baseline, 0.5, 2).candidateBin()).isEqualTo(LatencyBins.COUNT);
        assertThat(SlowLatencyBins.forAdvance(baseline, 0.5, 2).candidateBin()).isLessThanOrEqualTo(last);
    }

    @Test
    @Clause("GUARD-9")
    void doesNotMultiplyEvidenceOfSlowUnitAcrossRevisions() {
        var one = new GuardSimulation(PLAN).runSecond(trials(95, 100), trials(5, SLOW));
        double once = one.guardrailResult("p95").logRollback();
        one.revision++;
        one.runSecond(trials(95, 100), trials(5, SLOW));

        assertThat(one.guardrailResult("p95").logRollback()).isGreaterThan(once).isLessThan(once + Math.log(2));
    }

    @Test
    @Clause("GUARD-9")
    void ignoresLatencyOfLateTick() {
        var rollout = new GuardSimulation(PLAN).runSecond(clean(95), clean(5));
        double before = rollout.guardrailResult("rank").logRollback();
        rollout.observe(new EvidenceTick(2, 1, 0, new Percent(500), true, trials(95, 100), trials(5, SLOW)));

        assertThat(rollout.guardrailResult("rank").logRollback()).isEqualTo(before);
    }

    @Test
    @Clause("GUARD-12")
    void rollsBackSlowCandidate() {
        var rollout = new GuardSimulation(PLAN);
        while (rollout.decision() instanceof RolloutAction.Hold && rollout.tick < 60) {
            rollout.runSecond(trials(238, 100), trials(12, SLOW));
        }
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(rollout.decision().reason()).contains("latency is higher on the candidate");
        assertThat(rollout.guardrailResult("p95").verdict()).isInstanceOf(Verdict.Breached.class);
        assertThat(rollout.tick).isLessThan(5);
    }

    private static double edge(int bin) {
        return LatencyBins.lowerEdgeMicros(bin);
    }

    private static VariantTickEvidence trials(long trials, int bin) {
        return new VariantTickEvidence(trials, 0, 0, trials, 0, 0, trials, Map.of(bin, trials), Map.of());
    }
}
