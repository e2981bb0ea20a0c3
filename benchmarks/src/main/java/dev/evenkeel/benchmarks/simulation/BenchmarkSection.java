// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import java.util.List;

/// A section of a measurement.
public interface BenchmarkSection {
    /// Returns the name used with `--only`.
    String name();

    /// Runs the measurement and adds its results to the report.
    ///
    /// @return goals with their measured values
    List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report);
}
