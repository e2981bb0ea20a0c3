// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentUnitResult;

/// A population of units for an experiment, with their outcomes and the true effects. Outcomes are those of
/// the goal: in its unit, limited to its cap, for units that have one. Immutable.
interface ExperimentPopulation {
    ExperimentGoal goal();

    /// Returns the exact mean outcome of a variant.
    double mean(int variant);

    /// Returns the exact variance of a variant's outcomes.
    double variance(int variant);

    /// Draws the next unit, with its outcome at the end of its window.
    ///
    /// @param number number of earlier units
    ExperimentUnitResult unit(int variant, long number, RandomDraws draws);

    /// Returns the true effect of a treatment.
    default double effect(int treatment) {
        return mean(treatment) - mean(0);
    }
}
