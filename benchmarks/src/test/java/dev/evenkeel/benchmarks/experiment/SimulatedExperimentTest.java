// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import org.junit.jupiter.api.Test;

class SimulatedExperimentTest {
    @Test
    void matchesProductAnalysis() {
        ExperimentPopulation population = ConversionPopulation.of(0.1, 0.2);
        var course = new SimulatedExperiment(
                SimulatedExperimentPlans.create(population, 40_000, 50, 50), population, new RandomDraws(1));
        var results = course.addUnits(40_000);
        TreatmentEffect effect = results.primary().effects().getFirst();
        assertThat(course.units()).isEqualTo(results.analyzedUnits()).isEqualTo(40_000);
        assertThat(results.alarm()).isNull();
        assertThat(effect.sampleSize().isSufficient()).isTrue();
        assertThat(effect.low()).isBetween(0.08, 0.1);
        assertThat(course.misses(effect)).isFalse();
        assertThat(course.fixedInterval(1).low()).isGreaterThan(effect.low());
    }
}
