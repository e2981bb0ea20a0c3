// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static dev.evenkeel.engine.rollout.GuardSimulation.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Units whose split differs from the assigned one.
class SampleRatioEvidenceTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));

    @Test
    @Clause("GUARD-27")
    void holdsWithoutComparisonDuringSampleRatioMismatch() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(60, 225, 25);

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.SAMPLE_RATIO_MISMATCH);
        assertThat(rollout.decision().reason())
                .isEqualTo("cannot evaluate: 10% of 15,000 units are on the candidate, expected 5%; control and"
                        + " candidate"
                        + " cannot be compared");
        assertThat(rollout.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Inconclusive.class);
        rollout.runSecond(clean(238), failing(12, 12));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(RolloutGuardState.fromBytes(rollout.state.toBytes()).toBytes())
                .isEqualTo(rollout.state.toBytes());
    }

    @Test
    @Clause("GUARD-27")
    void clearsAlarmForNextRevision() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(60, 225, 25);
        rollout.revision++;
        rollout.runCleanSeconds(1, 238, 12);

        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.INSUFFICIENT_EVIDENCE);
    }

    @Test
    @Clause("GUARD-27")
    void doesNotAlarmForInitiallyMissingSlowCalls() {
        SampleRatioEvidence split = SampleRatioEvidence.NONE;
        for (int second = 0; second < 120; second++) {
            var tick = new EvidenceTick(second, 1, 0, new Percent(500), false, clean(237), clean(second < 20 ? 0 : 13));
            split = split.plus(RolloutPlan.shareAt(new Percent(500)), tick, GuardSimulation.START.plusSeconds(second));
        }
        assertThat(split.windows().alarmAt()).isNull();
    }

    @Test
    @Clause({"GUARD-17", "GUARD-27"})
    void rollsBackWhenSampleRatioMismatchPersists() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(45, 225, 25);
        int seconds = 0;
        while (rollout.decision() instanceof RolloutAction.Hold && seconds < 300) {
            rollout.runSecond(clean(225), clean(25));
            seconds++;
        }
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(rollout.decision().reason()).startsWith("missing data, no breach: 10% of");
        assertThat(seconds).isBetween(40, 60);
    }

    @Test
    @Clause("GUARD-27")
    void rarelyReachesAlarmThresholdForCorrectSplit() {
        var random = new SplittableRandom(11);
        var share = RolloutPlan.shareAt(new Percent(500));
        int windows = 4_000;
        int reached = 0;
        for (int window = 0; window < windows; window++) {
            SampleRatioEvidence split = SampleRatioEvidence.NONE;
            for (int second = 0; second < 30; second++) {
                int candidate = 0;
                for (int unit = 0; unit < 200; unit++) {
                    candidate += random.nextDouble() < 0.05 ? 1 : 0;
                }
                var tick = new EvidenceTick(
                        second, 1, 0, new Percent(500), false, clean(200 - candidate), clean(candidate));
                split = split.plus(share, tick, GuardSimulation.START.plusSeconds(second));
            }
            reached += split.windows().reached() ? 1 : 0;
        }
        assertThat(reached).isLessThanOrEqualTo(windows / 1_000 + 4);
    }
}
