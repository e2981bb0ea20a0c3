// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// The front door of telemetry for experiments: who was exposed, and what happened to them. Every
/// method takes part in the caller's transaction if there is one. Thread-safe.
@Component
public class ExperimentUnitService {
    private final ExperimentUnitRepository units;
    private final ClosedExperimentUnitRepository closed;

    ExperimentUnitService(ExperimentUnitRepository units, ClosedExperimentUnitRepository closed) {
        this.units = units;
        this.closed = closed;
    }

    /// Makes reports of an experiment count from now on. To be called in the transaction that starts it.
    public void expect(ExperimentIngestSettings intake) {
        units.insertIntake(intake);
    }

    /// Forgets an experiment, its units and what happened to them bit by bit. What is reported of it counts no
    /// more.
    public void forget(String experiment) {
        units.remove(experiment);
    }

    /// Units that were exposed to each variant since the last time; they are taken once the caller's
    /// transaction commits. The caller holds a lock on the experiment.
    public long[] takeExposures(String experiment, int variants) {
        return closed.takeExposures(experiment, variants);
    }

    /// Units whose window has closed, not analysed yet, in the order of their exposure.
    ///
    /// @param exposedBefore the exposure of a unit whose window closes now
    /// @param limit most of them
    public List<ExperimentUnit> closed(String experiment, Instant exposedBefore, int limit) {
        return closed.closed(experiment, exposedBefore, limit);
    }

    /// Notes that units are analysed, once the caller's transaction commits.
    public void analysed(String experiment, List<ExperimentUnit> units) {
        closed.analysed(experiment, units.stream().map(ExperimentUnit::unit).toList());
    }

    /// Forgets what happened to nobody who can still be analysed.
    ///
    /// @param arrived exposures before this have arrived
    public void sweep(String experiment, Instant arrived) {
        closed.sweep(experiment, arrived);
    }
}
