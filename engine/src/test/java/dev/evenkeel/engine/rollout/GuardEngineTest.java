// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static dev.evenkeel.engine.rollout.GuardedRollout.clean;
import static dev.evenkeel.engine.rollout.GuardedRollout.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.flag.Percent;
import org.junit.jupiter.api.Test;

class GuardEngineTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast().startingAt(new Percent(500));

    @Test
    void rollsBackACandidateThatFails() {
        var rollout = new GuardedRollout(RolloutPlan.fast());
        rollout.second(clean(248), failing(2, 2)).second(clean(247), failing(3, 2));

        assertThat(rollout.ruling().decision()).isInstanceOf(Decision.RollBack.class);
        assertThat(rollout.ruling().logRollback())
                .isGreaterThan(rollout.ruling().logRollbackThreshold());
    }

    @Test
    void takesEachTickInOnlyOnce() {
        var rollout = new GuardedRollout(PLAN).second(clean(10), clean(1));

        assertThatThrownBy(() -> rollout.observe(
                        new Tick(1, 1, 0, rollout.exposure(), false, VariantEvidence.NONE, VariantEvidence.NONE)))
                .hasMessageContaining("tick 1 comes after tick 1");
    }
}
