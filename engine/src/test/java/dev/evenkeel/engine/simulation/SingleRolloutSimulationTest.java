// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Simulations of whole rollouts with the shipped plan; run n has seed n.
class SingleRolloutSimulationTest {
    private static final RolloutPlan FROM_5 = RolloutPlan.fast().fromExposure(Percent.parse("5"));
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    @Clause("GUARD-20")
    void completesRolloutOfFasterCandidateWithinMinutes() {
        for (double failureRate : new double[] {0, 0.002}) {
            List<SingleRolloutSimulation.Outcome> completed =
                    play(FROM_5, service(failureRate, failureRate, 0.7), 10).stream()
                            .filter(outcome -> outcome.lastAction() instanceof RolloutAction.Complete)
                            .toList();
            // P(X > 1) < 0.5% for X binomial(10, 1%)
            assertThat(completed).hasSizeGreaterThanOrEqualTo(9).allSatisfy(outcome -> {
                assertThat(outcome.duration()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(150));
                assertThat(outcome.stepEnds()).hasSize(4);
            });
        }
    }

    @Test
    @Clause("GUARD-21")
    void rollsBackBrokenCandidateWithinSeconds() {
        for (SingleRolloutSimulation.Outcome outcome : play(RolloutPlan.fast(), service(0.001, 0.75, 0.7), 50)) {
            assertThat(outcome.lastAction()).as("%s", outcome).isInstanceOf(RolloutAction.RollBack.class);
            assertThat(outcome.duration()).as("%s", outcome).isLessThan(Duration.ofSeconds(15));
            assertThat(outcome.candidateFailures()).as("%s", outcome).isBetween(2L, 20L);
        }
    }

    @Test
    @Clause("GUARD-22")
    void rarelyRollsBackEqualCandidate() {
        long rolledBack = play(FROM_5, service(0.005, 0.005, 1), 40).stream()
                .filter(outcome -> outcome.lastAction() instanceof RolloutAction.RollBack)
                .count();

        // P(X > 3) < 0.1% for X binomial(40, 1%)
        assertThat(rolledBack).isLessThanOrEqualTo(3);
    }

    @Test
    @Clause("GUARD-4")
    void reproducesRolloutForSameSeed() {
        SyntheticService service = service(0.002, 0.002, 0.7);
        assertThat(SingleRolloutSimulation.run(FROM_5, service, 7, LIMIT))
                .isEqualTo(SingleRolloutSimulation.run(FROM_5, service, 7, LIMIT));
    }

    private static List<SingleRolloutSimulation.Outcome> play(RolloutPlan plan, SyntheticService service, int runs) {
        List<SingleRolloutSimulation.Outcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < runs; seed++) {
            outcomes.add(SingleRolloutSimulation.run(plan, service, seed, LIMIT));
        }
        return outcomes;
    }

    private static SyntheticService service(double controlRate, double candidateRate, double latencyRatio) {
        return new SyntheticService(250, 100_000, controlRate, candidateRate, 5_000, 0.5, latencyRatio);
    }
}
