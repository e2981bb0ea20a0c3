// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static dev.evenkeel.engine.rollout.GuardSimulation.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Which evidence the guard updates with a tick, and how.
class GuardEngineTest {
    private static final long SEED = 99;
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));

    @Test
    @Clause("GUARD-4")
    void rejectsDuplicateTick() {
        var rollout = new GuardSimulation(PLAN).runSecond(clean(10), clean(1));

        assertThatThrownBy(() -> rollout.observe(tick(1, 1, false, clean(10), clean(1))))
                .hasMessageContaining("tick 1 follows tick 1");
    }

    @Test
    @Clause("GUARD-4")
    void restoresStateFromBytes() {
        var rollout = new GuardSimulation(PLAN).runSecond(failing(90, 2), clean(10));
        rollout.moveTo(1);
        rollout.runSecond(clean(75), failing(25, 1));
        byte[] bytes = rollout.state.toBytes();

        assertThat(RolloutGuardState.fromBytes(bytes).toBytes()).isEqualTo(bytes);
        assertThat(bytes).hasSizeLessThan(8_000);
    }

    @Test
    @Clause("GUARD-4")
    void replaysStoredTicksToIdenticalState() {
        SplittableRandom random = new SplittableRandom(SEED);
        RolloutGuardState direct = GuardEngine.start(PLAN, Map.of(100, 12_000L), GuardSimulation.START);
        RolloutGuardState stored = direct;
        for (int number = 1; number <= 150; number++) {
            Instant at = GuardSimulation.START.plusSeconds(number);
            int step = (number - 1) / 50;
            if (number % 50 == 1 && step > 0) {
                direct = GuardEngine.changeStep(PLAN, direct, step, at);
                stored = GuardEngine.changeStep(PLAN, stored, step, at);
            }
            VariantTickEvidence control = some(random, 200);
            VariantTickEvidence candidate = some(random, 40);
            Percent exposure = PLAN.steps().get(step).exposure();
            EvidenceTick tick =
                    new EvidenceTick(number, step + 1L, step, exposure, number % 7 == 0, control, candidate);
            EvidenceTick again = new EvidenceTick(
                    number, step + 1L, step, exposure, number % 7 == 0, reordered(control), reordered(candidate));
            direct = GuardEngine.observe(PLAN, direct, tick, at);
            stored = GuardEngine.observe(PLAN, RolloutGuardState.fromBytes(stored.toBytes()), again, at);
        }
        assertThat(stored.toBytes()).as("seed %d", SEED).isEqualTo(direct.toBytes());
        assertThat(stored.lastTick()).isEqualTo(150);
    }

    @Test
    @Clause("GUARD-4")
    void rejectsInvalidStateBytes() {
        byte[] bytes = new GuardSimulation(PLAN).state.toBytes();
        byte[] later = bytes.clone();
        later[7]++;

        assertThatThrownBy(() -> RolloutGuardState.fromBytes(new byte[] {1, 2, 3, 4, 5}))
                .hasMessageContaining("not a guard state");
        assertThatThrownBy(() -> RolloutGuardState.fromBytes(later)).hasMessageContaining("version 6");
        assertThatThrownBy(() -> RolloutGuardState.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)))
                .hasMessageContaining("truncated");
        assertThatThrownBy(() -> RolloutGuardState.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("extra bytes");
    }

    @Test
    @Clause("GUARD-5")
    void countsFirstFailuresPerUnitAtAssignedShare() {
        var rollout = new GuardSimulation(PLAN);
        rollout.runSecond(
                new VariantTickEvidence(500, 9, 3, 0, 0, 0, 0, Map.of(), Map.of()),
                new VariantTickEvidence(500, 9, 2, 0, 0, 0, 0, Map.of(), Map.of()));
        RatioGuard expected = RatioGuard.restartingRollback(1, 0);
        expected.observe(CandidateShare.assigned(0.05), TrialCounts.ofFailures(3, 2));

        assertThat(rollout.guardrailResult("errors").logRollback())
                .isCloseTo(expected.mixture().logE(), within(1e-12));
    }

    @Test
    @Clause({"GUARD-5", "GUARD-6"})
    void usesLateTickOnlyForErrorRollbackEvidence() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(5, 238, 12);
        double shown = rollout.guardrailResult("errors").logAdvance();
        rollout.observe(tick(rollout.tick + 1, 1, true, failing(100, 0), failing(3, 3)));

        assertThat(rollout.guardrailResult("errors").logRollback()).isGreaterThan(4);
        assertThat(rollout.guardrailResult("errors").logAdvance()).isEqualTo(shown);
        assertThat(rollout.guardrailResult("errors").candidateTrials()).isEqualTo(60);
    }

    @Test
    @Clause("GUARD-6")
    void resetsProofForEachRevision() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(10, 238, 12);
        assertThat(rollout.guardrailResult("errors").logAdvance()).isGreaterThan(1);
        double against = rollout.guardrailResult("errors").logRollback();
        rollout.revision++;
        rollout.runSecond(clean(0), clean(0));

        assertThat(rollout.guardrailResult("errors").logAdvance()).isCloseTo(0, within(1e-12));
        assertThat(rollout.guardrailResult("errors").candidateTrials()).isZero();
        assertThat(rollout.guardrailResult("errors").logRollback()).isEqualTo(against);
    }

    @Test
    @Clause("GUARD-6")
    void excludesTicksOfOtherStepsAndOldRevisionsFromProof() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(1);
        rollout.runSecond(clean(0), clean(0));
        rollout.observe(new EvidenceTick(9, 2, 0, new Percent(500), false, clean(900), clean(100)));
        rollout.observe(new EvidenceTick(10, 1, 1, new Percent(2_500), false, clean(900), clean(100)));

        assertThat(rollout.guardrailResult("errors").logAdvance()).isCloseTo(0, within(1e-12));
    }

    @Test
    @Clause("GUARD-10")
    void restartsRollbackEvidenceAfterIntervalDespiteFailures() {
        assertThat(afterSeconds(59, 0)).isEqualTo(0);
        assertThat(afterSeconds(60, 0)).isEqualTo(1);
        assertThat(afterSeconds(59, 5)).isEqualTo(0);
        assertThat(afterSeconds(130, 0)).isEqualTo(2);
    }

    @Test
    @Clause("GUARD-10")
    void restartsRollbackEvidenceAtEachStep() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(30, 238, 12);
        rollout.moveTo(1);
        assertThat(restarts(rollout)).isEqualTo(1);
        rollout.runCleanSeconds(59, 100, 30);
        assertThat(restarts(rollout)).isEqualTo(1);
        rollout.runCleanSeconds(1, 100, 30);
        assertThat(restarts(rollout)).isEqualTo(2);
    }

    @Test
    @Clause("GUARD-11")
    void ignoresTicksAtZeroAndFullExposure() {
        var rollout = new GuardSimulation(PLAN);
        rollout.observe(new EvidenceTick(1, 1, 0, Percent.ALL, false, VariantTickEvidence.NONE, failing(100, 50)));
        rollout.observe(new EvidenceTick(2, 1, 0, Percent.NONE, false, failing(100, 50), VariantTickEvidence.NONE));

        assertThat(rollout.decide().logRollback()).isCloseTo(0, within(1e-12));
        assertThat(rollout.guardrailResult("errors").logAdvance()).isCloseTo(0, within(1e-12));
    }

    @Test
    @Clause("GUARD-19")
    void holdsWhenBothVariantsFailEqually() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(10, 238, 12);
        for (int i = 0; i < 180; i++) {
            rollout.runSecond(failing(190, 38), failing(10, 2));
        }
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(rollout.decide().logRollback()).isNegative();
    }

    @Test
    void rejectsInconsistentEvidence() {
        assertThatThrownBy(() -> new VariantTickEvidence(5, 0, 0, 5, 0, 0, 5, Map.of(9_999, 1L), Map.of()))
                .hasMessageContaining("bin 9999");
        assertThatThrownBy(() -> new VariantTickEvidence(5, 0, 0, 5, 0, 0, 5, Map.of(7, 6L), Map.of()))
                .hasMessageContaining("6 trials of 5");
    }

    @Test
    void addsEvidenceInAnyOrder() {
        var one = failing(10, 1);
        var two = new VariantTickEvidence(5, 0, 0, 5, 0, 0, 5, Map.of(200, 5L), Map.of());
        assertThat(one.plus(two)).isEqualTo(two.plus(one));
        assertThat(one.plus(VariantTickEvidence.NONE)).isEqualTo(one);
        assertThat(one.plus(two).trialLatency()).isEqualTo(Map.of(100, 10L, 200, 5L));
    }

    private static VariantTickEvidence some(SplittableRandom random, int calls) {
        Map<Integer, Long> latency = new HashMap<>();
        for (int i = 0; i < calls; i++) {
            latency.merge(80 + random.nextInt(60), 1L, Long::sum);
        }
        long failed = random.nextInt(3);
        return new VariantTickEvidence(calls, failed, failed, calls, failed, 0, calls, latency, Map.of());
    }

    private static VariantTickEvidence reordered(VariantTickEvidence evidence) {
        Map<Integer, Long> backwards = new TreeMap<>(Comparator.reverseOrder());
        backwards.putAll(evidence.trialLatency());
        return new VariantTickEvidence(
                evidence.calls(),
                evidence.failures(),
                evidence.newlyFailedUnits(),
                evidence.trials(),
                evidence.failedTrials(),
                0,
                evidence.trials(),
                backwards,
                Map.of());
    }

    private static double afterSeconds(int seconds, long failing) {
        var rollout = new GuardSimulation(PLAN);
        for (int i = 0; i < seconds; i++) {
            rollout.runSecond(failing(200, failing), failing(10, 0));
        }
        return restarts(rollout);
    }

    private static double restarts(GuardSimulation rollout) {
        return rollout.state.guardrailEvidence().get(0).rollback()[0];
    }

    private static EvidenceTick tick(
            long number, long revision, boolean late, VariantTickEvidence control, VariantTickEvidence candidate) {
        return new EvidenceTick(number, revision, 0, new Percent(500), late, control, candidate);
    }
}
