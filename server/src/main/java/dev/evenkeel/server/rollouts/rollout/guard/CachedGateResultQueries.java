// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.gate.GateEvaluation;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Read access to the cached gate results of running rollouts. Thread-safe.
@Component
public class CachedGateResultQueries {
    private final GateResultCache cache;

    CachedGateResultQueries(GateResultCache cache) {
        this.cache = cache;
    }

    /// Returns the last result of each gate; empty when the gates have not been evaluated or the rollout has
    /// ended.
    public Optional<GateEvaluation> findLastEvaluation(String rollout) {
        return cache.findEvaluation(rollout);
    }

    /// As [#findLastEvaluation], but empty when the results are older than two seconds. Gates are evaluated
    /// once a second for every running rollout.
    public Optional<GateEvaluation> findFreshEvaluation(String rollout) {
        return cache.findFreshEvaluation(rollout);
    }
}
