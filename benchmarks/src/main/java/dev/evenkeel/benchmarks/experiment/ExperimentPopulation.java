// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentUnitResult;

/// Units of an experiment, what happens to them, and the truth about it. Outcomes are those of the goal: in its
/// unit, cut to the cap, of units that have one. Immutable.
interface ExperimentPopulation {
    ExperimentGoal goal();

    /// Mean outcome of a variant, exactly.
    double mean(int variant);

    /// Variance of a variant's outcomes, exactly.
    double variance(int variant);

    /// The next unit, as it is when its window has closed.
    ///
    /// @param number of units before it
    ExperimentUnitResult unit(int variant, long number, RandomDraws draws);

    /// The true effect of a treatment.
    default double effect(int treatment) {
        return mean(treatment) - mean(0);
    }
}
