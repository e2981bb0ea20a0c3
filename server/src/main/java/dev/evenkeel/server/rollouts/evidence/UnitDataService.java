// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Access to the data kept of a single unit, and its erasure. Every method takes part in the caller's
/// transaction if there is one. Thread-safe.
@Component
public class UnitDataService {
    private final UnitDataRepository traces;

    UnitDataService(UnitDataRepository traces) {
        this.traces = traces;
    }

    /// A rollout, experiment or drill with units.
    ///
    /// @param id id of the rollout, experiment or drill
    /// @param experiment whether it is an experiment
    public record UnitOwner(String id, String environment, boolean experiment) {}

    /// The data kept of a unit by one owner.
    ///
    /// @param failures first failures and first events of metrics
    /// @param trials exposures at which its first call was counted
    /// @param exposures 1 when it was assigned a variant of the experiment
    /// @param outcomes outcomes that have not been analysed
    /// @param exposedAt when it was assigned its variant; null when it was not
    /// @param lastSeenAt when it was last counted as seen; null when it was not
    public record OwnedUnitDataSummary(
            long failures,
            long trials,
            long exposures,
            long outcomes,
            @Nullable Instant exposedAt,
            @Nullable Instant lastSeenAt) {
        /// Returns the total number of rows.
        public long totalRows() {
            return failures + trials + exposures + outcomes;
        }
    }

    /// Returns all owners of units, in a fixed order.
    ///
    /// @param environment environment of the owners; empty for all
    public List<UnitOwner> listOwners(String environment) {
        return traces.listOwners(environment);
    }

    /// Returns the data kept of a unit.
    ///
    /// @param unit keyed hash of the unit
    public OwnedUnitDataSummary find(UnitOwner owner, long unit) {
        return owner.experiment()
                ? traces.loadExperimentUnit(owner.id(), unit)
                : traces.loadRolloutUnit(owner.id(), unit);
    }

    /// Erases a unit permanently. Counts that include it are unchanged. A unit of an experiment that has not
    /// been analysed stays in it, with its outcomes, under a random name, so the experiment must not be
    /// analysed at the same time.
    ///
    /// If the unit returns later, it counts as a new unit.
    ///
    /// @return data before the erasure
    public OwnedUnitDataSummary erase(UnitOwner owner, long unit) {
        OwnedUnitDataSummary before = find(owner, unit);
        if (before.totalRows() > 0) {
            if (owner.experiment()) {
                traces.deleteExperimentUnit(owner.id(), unit);
            } else {
                traces.deleteRolloutUnit(owner.id(), unit);
            }
        }
        return before;
    }
}
