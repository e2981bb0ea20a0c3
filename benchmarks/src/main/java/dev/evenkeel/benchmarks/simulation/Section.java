// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import java.util.List;

/// One part of a measurement.
public interface Section {
    /// As in `--only`.
    String name();

    /// Measures and adds to the report.
    ///
    /// @return what was to be reached, and what was
    List<Goal> run(Runs runs, Report report);
}
