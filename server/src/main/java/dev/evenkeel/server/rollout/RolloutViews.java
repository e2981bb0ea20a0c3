// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import java.util.List;
import org.springframework.stereotype.Component;

/// Rollouts as the HTTP API shows them. Thread-safe.
@Component
class RolloutViews {
    private final Rollouts rollouts;
    private final Listening listening;

    RolloutViews(Rollouts rollouts, Listening listening) {
        this.rollouts = rollouts;
        this.listening = listening;
    }

    /// All, newest first.
    List<RolloutJson> all() {
        return rollouts.list().stream().map(RolloutJson::of).toList();
    }

    /// One.
    RolloutJson.Whole whole(String id) {
        Rollout rollout = rollouts.get(id);
        Standing standing = rollout.standing();
        return new RolloutJson.Whole(
                RolloutJson.of(rollout),
                standing == null ? List.of() : standing.checks(),
                listening.to(rollout),
                rollouts.decisions(id).stream()
                        .map(RolloutJson.DecisionJson::of)
                        .toList());
    }

    List<TickJson> ticks(String id, long after, int limit) {
        return rollouts.ticks(id, after, limit).stream().map(TickJson::of).toList();
    }

    /// Grows with every change of a rollout.
    long changes(String id) {
        return rollouts.get(id).changes();
    }
}
