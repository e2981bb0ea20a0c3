// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The front door of telemetry for what is kept of one unit. Every method takes part in the caller's
/// transaction if there is one. Thread-safe.
@Component
public class UnitDataService {
    private final UnitDataRepository traces;

    UnitDataService(UnitDataRepository traces) {
        this.traces = traces;
    }

    /// Who has units here.
    ///
    /// @param id of the rollout, experiment or drill
    /// @param experiment whether it is an experiment
    public record UnitOwner(String id, String environment, boolean experiment) {}

    /// What is kept of a unit of one owner.
    ///
    /// @param failures times that it failed, or an event of a metric happened to it, for the first time
    /// @param trials exposures under which its first call was counted
    /// @param exposures 1 when it got a variant of the experiment
    /// @param outcomes things that happened to it and wait to be analysed
    /// @param exposedAt when it got its variant; null for none
    /// @param heardAt when it was last counted as heard of; null when it was not
    public record UnitData(
            long failures,
            long trials,
            long exposures,
            long outcomes,
            @Nullable Instant exposedAt,
            @Nullable Instant heardAt) {
        /// Rows in all.
        public long rows() {
            return failures + trials + exposures + outcomes;
        }
    }

    /// Everybody who has units here, in order.
    ///
    /// @param environment only of this one; empty for all
    public List<UnitOwner> owners(String environment) {
        return traces.owners(environment);
    }

    /// What is kept of a unit.
    ///
    /// @param unit its name
    public UnitData find(UnitOwner owner, long unit) {
        return owner.experiment() ? traces.ofExperiment(owner.id(), unit) : traces.ofRollout(owner.id(), unit);
    }

    /// Takes a unit out, for ever. What was counted stays counted: it is in sums already. A unit of an
    /// experiment that is not analysed yet stays in it under a random name, with what happened to it; so
    /// nobody may analyse the experiment meanwhile.
    ///
    /// Whoever comes back later is a new unit.
    ///
    /// @return what was there
    public UnitData erase(UnitOwner owner, long unit) {
        UnitData before = find(owner, unit);
        if (before.rows() > 0) {
            if (owner.experiment()) {
                traces.eraseOfExperiment(owner.id(), unit);
            } else {
                traces.eraseOfRollout(owner.id(), unit);
            }
        }
        return before;
    }
}
