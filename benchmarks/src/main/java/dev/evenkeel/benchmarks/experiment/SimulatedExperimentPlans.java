// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.experiment.ExperimentDecisionRule;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Plans of simulated experiments: confidence 95%, ship a proven gain, stop a proven loss, end after four
/// weeks; one goal.
final class SimulatedExperimentPlans {
    private static final BigDecimal CONFIDENCE = BigDecimal.valueOf(95);
    private static final Duration LONGEST = Duration.ofDays(28);

    private SimulatedExperimentPlans() {}

    /// @param tunedFor units at which the intervals are narrowest
    /// @param percents percentages of the variants, control first, with a sum of 100
    static ExperimentPlan create(ExperimentPopulation population, long tunedFor, int... percents) {
        List<VariantShare> parts = IntStream.range(0, percents.length)
                .mapToObj(i -> new VariantShare("v" + i, new Percent(100 * percents[i])))
                .toList();
        return new ExperimentPlan(
                parts,
                List.of(population.goal()),
                CONFIDENCE,
                new ExperimentDecisionRule(0, 0, LONGEST),
                Duration.ofDays(1),
                tunedFor,
                null);
    }

    /// Returns the time since the start if units arrive evenly and `longest` of them arrive before the end.
    static Duration elapsedTime(long units, long longest) {
        return Duration.ofMillis(Math.round(LONGEST.toMillis() * (units / (double) longest)));
    }
}
