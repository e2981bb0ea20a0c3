// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import java.util.List;

/// One part of a measurement.
public interface BenchmarkSection {
    /// As in `--only`.
    String name();

    /// Measures and adds to the report.
    ///
    /// @return what was to be reached, and what was
    List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report);
}
