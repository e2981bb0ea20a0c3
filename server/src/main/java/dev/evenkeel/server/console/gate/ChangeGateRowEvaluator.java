// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.server.gates.evaluation.GateEvaluationService;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.guard.CachedGateResultQueries;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Evaluates the gates of changes. Thread-safe.
@Component
public final class ChangeGateRowEvaluator {
    private final GateEvaluationService gates;
    private final CachedGateResultQueries ofRollouts;
    private final Clock clock;

    ChangeGateRowEvaluator(GateEvaluationService gates, CachedGateResultQueries ofRollouts, Clock clock) {
        this.gates = gates;
        this.ofRollouts = ofRollouts;
        this.clock = clock;
    }

    /// Returns every gate of a rollout: the guard's recent evaluation, or else a new one; empty if the rollout
    /// has ended.
    public List<GateRow> listForRollout(Rollout rollout) {
        return rollout.status().isEnded()
                ? List.of()
                : ofRollouts
                        .findFreshEvaluation(rollout.id())
                        .map(ChangeGateRowEvaluator::toRows)
                        .orElseGet(() -> listForContext(rollout.toGateContext()));
    }

    /// Returns every gate of a change of a flag, as if it started now.
    ///
    /// @param service service of the change; null if unknown
    public List<GateRow> listForFlag(String environment, String flag, @Nullable String service) {
        var context = new GateContext(environment, flag, service, null, GateContext.NORMAL, "");
        return listForContext(context);
    }

    /// Returns every gate of a change, as if it started now.
    public List<GateRow> listForContext(GateContext context) {
        return toRows(gates.evaluate(context, clock.instant()));
    }

    private static List<GateRow> toRows(GateEvaluation evaluation) {
        return evaluation.entries().stream().map(GateRow::of).toList();
    }
}
