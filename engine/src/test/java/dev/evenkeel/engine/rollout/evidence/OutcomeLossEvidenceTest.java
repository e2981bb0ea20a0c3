// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Outcomes that are lost between SDK and server.
class OutcomeLossEvidenceTest {
    private static final Percent SHARE = new Percent(500);
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(SHARE);

    @Test
    @Clause("GUARD-36")
    void holdsWhenCandidateOutcomesAreLost() {
        var rollout = runWithReportedUnits(new GuardSimulation(PLAN), 300, 57, 3);
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isNotEqualTo(HoldKind.SAMPLE_RATIO_MISMATCH);
        runWithReportedUnits(rollout, 130, 57, 1);

        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.SAMPLE_RATIO_MISMATCH);
        assertThat(rollout.decision().reason())
                .isEqualTo("cannot evaluate: outcomes of one variant are lost: 1.72% of 4,060 units that reported"
                        + " again in"
                        + " the last two minutes are on the candidate, expected 5%; control and candidate cannot"
                        + " be compared");
        assertThat(rollout.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(RolloutGuardState.fromBytes(rollout.state.toBytes()).toBytes())
                .isEqualTo(rollout.state.toBytes());
        rollout.revision++;
        runWithReportedUnits(rollout, 1, 57, 3);
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isNotEqualTo(HoldKind.SAMPLE_RATIO_MISMATCH);
    }

    @Test
    @Clause("GUARD-36")
    void holdsWhenControlOutcomesAreLost() {
        var rollout = runWithReportedUnits(new GuardSimulation(PLAN), 130, 20, 3);

        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.SAMPLE_RATIO_MISMATCH);
    }

    @Test
    @Clause({"GUARD-17", "GUARD-36"})
    void rollsBackWhenOutcomeLossPersists() {
        var rollout = runWithReportedUnits(new GuardSimulation(PLAN), 300, 57, 0);

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(rollout.decision().reason()).startsWith("missing data, no breach: outcomes of one variant are lost");
    }

    @Test
    @Clause("GUARD-36")
    void toleratesSlightlyFewerCandidateCalls() {
        OutcomeLossEvidence evidence = OutcomeLossEvidence.NONE;
        for (int second = 0; second < 3_600; second++) {
            evidence = evidence.plus(RolloutPlan.shareAt(SHARE), tick(second, 5_700, 255), at(second));
        }
        assertThat(evidence.windows().alarmAt()).isNull();
    }

    @Test
    @Clause("GUARD-36")
    void doesNotAlarmForLossInSingleWindow() {
        OutcomeLossEvidence evidence = OutcomeLossEvidence.NONE;
        for (int second = 0; second < 360; second++) {
            boolean lost = second >= 120 && second < 180;
            evidence = evidence.plus(RolloutPlan.shareAt(SHARE), tick(second, 57, lost ? 0 : 3), at(second));
        }
        assertThat(evidence.windows().alarmAt()).isNull();
    }

    /// 5,000 units, Pareto 1.1 calls each, 250 calls a second for an hour; nothing is lost.
    @Test
    @Clause("GUARD-36")
    void doesNotAlarmForUnitsWithManyCalls() {
        int alarms = 0;
        int byCalls = 0;
        for (int run = 0; run < 20; run++) {
            var random = new SplittableRandom(run);
            double[] upTo = new double[5_000];
            boolean[] onCandidate = new boolean[upTo.length];
            long[] lastHeard = new long[upTo.length];
            Arrays.fill(lastHeard, -1_000);
            double sum = 0;
            for (int unit = 0; unit < upTo.length; unit++) {
                sum += Math.min(1e6, Math.pow(1 - random.nextDouble(), -1 / 1.1));
                upTo[unit] = sum;
                onCandidate[unit] = random.nextDouble() < 0.05;
            }
            OutcomeLossEvidence units = OutcomeLossEvidence.NONE;
            OutcomeLossEvidence calls = OutcomeLossEvidence.NONE;
            for (int second = 0; second < 3_600; second++) {
                int[] heard = new int[2];
                int[] called = new int[2];
                for (int call = 0; call < 250; call++) {
                    int found = Arrays.binarySearch(upTo, sum * random.nextDouble());
                    int unit = found < 0 ? -found - 1 : found;
                    int side = onCandidate[unit] ? 1 : 0;
                    called[side]++;
                    if (second - lastHeard[unit] > 150) {
                        lastHeard[unit] = second;
                        heard[side]++;
                    }
                }
                units = units.plus(RolloutPlan.shareAt(SHARE), tick(second, heard[0], heard[1]), at(second));
                calls = calls.plus(RolloutPlan.shareAt(SHARE), tick(second, called[0], called[1]), at(second));
            }
            alarms += units.windows().alarmAt() == null ? 0 : 1;
            byCalls += calls.windows().alarmAt() == null ? 0 : 1;
        }
        assertThat(alarms).isZero();
        assertThat(byCalls).isGreaterThan(5);
    }

    private static GuardSimulation runWithReportedUnits(
            GuardSimulation rollout, int seconds, int control, int candidate) {
        for (int i = 0; i < seconds; i++) {
            rollout.runSecond(evidence(control), evidence(candidate));
        }
        return rollout;
    }

    private static EvidenceTick tick(int second, int control, int candidate) {
        return new EvidenceTick(second, 1, 0, SHARE, false, evidence(control), evidence(candidate));
    }

    private static VariantTickEvidence evidence(int heardAgain) {
        return new VariantTickEvidence(4L * heardAgain + 1, 0, 0, 0, 0, heardAgain, 0, Map.of(), Map.of());
    }

    private static Instant at(int second) {
        return GuardSimulation.START.plusSeconds(second);
    }
}
