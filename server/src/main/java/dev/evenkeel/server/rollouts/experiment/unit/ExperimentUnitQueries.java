// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Access to the exposed units of experiments and their outcomes. Every method takes part in the caller's
/// transaction if there is one. Thread-safe.
@Component
public class ExperimentUnitQueries {
    private final ExperimentUnitRepository units;
    private final UnanalyzedExperimentUnitRepository closed;

    ExperimentUnitQueries(ExperimentUnitRepository units, UnanalyzedExperimentUnitRepository closed) {
        this.units = units;
        this.closed = closed;
    }

    /// Accepts reports about an experiment from now on. Call it in the transaction that starts the experiment.
    public void openIngestion(SingleExperimentIngestSettings intake) {
        units.insertIngestSettings(intake);
    }

    /// Stops accepting reports about an experiment, and deletes its units and outcomes in batches later.
    public void deleteExperiment(String experiment) {
        units.deleteExperiment(experiment);
    }

    /// Returns the number of units exposed to each variant since the last call, and removes these counts when
    /// the caller's transaction commits. The caller holds a lock on the experiment.
    public long[] consumeExposureCounts(String experiment, int variants) {
        return closed.consumeExposureCounts(experiment, variants);
    }

    /// Returns units whose window has closed and that have not been analysed, in order of exposure.
    ///
    /// @param exposedBefore exposure time of a unit whose window closes now
    /// @param limit maximum number of units
    public List<ExperimentUnit> listClosed(String experiment, Instant exposedBefore, int limit) {
        return closed.listClosed(experiment, exposedBefore, limit);
    }

    /// Marks units as analysed when the caller's transaction commits.
    public void markAnalyzed(String experiment, List<ExperimentUnit> units) {
        closed.markAnalyzed(experiment, units.stream().map(ExperimentUnit::unit).toList());
    }

    /// Deletes outcomes that cannot belong to a unit to be analysed.
    ///
    /// @param arrived instant before which all exposures have arrived
    public void deleteUnusedOutcomes(String experiment, Instant arrived) {
        closed.deleteUnusedOutcomes(experiment, arrived);
    }
}
