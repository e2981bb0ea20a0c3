// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.gate.GateEvaluation;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What gates last said of rollouts that run, from memory. Thread-safe.
@Component
public class RolloutGateQueries {
    private final GateResultCache book;

    RolloutGateQueries(GateResultCache book) {
        this.book = book;
    }

    /// What every gate last said of a rollout; empty when nobody has asked yet, or it has ended.
    public Optional<GateEvaluation> lastSaid(String rollout) {
        return book.findReport(rollout);
    }

    /// The same, unless it is older than two seconds: gates are asked about every running rollout once a
    /// second.
    public Optional<GateEvaluation> justSaid(String rollout) {
        return book.findYoungReport(rollout);
    }
}
