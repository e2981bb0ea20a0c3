// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.server.gates.evaluation.GateEvaluationService;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutGateQueries;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What gates say of rollouts now. Thread-safe.
@Component
public final class GateRowQueries {
    private final GateEvaluationService gates;
    private final RolloutGateQueries ofRollouts;
    private final Clock clock;

    GateRowQueries(GateEvaluationService gates, RolloutGateQueries ofRollouts, Clock clock) {
        this.gates = gates;
        this.ofRollouts = ofRollouts;
        this.clock = clock;
    }

    /// Every gate of a rollout, as the guard knows them or, when they have not just been asked, as they are;
    /// none when it has ended.
    public List<GateRow> of(Rollout rollout) {
        return rollout.status().ended()
                ? List.of()
                : ofRollouts
                        .justSaid(rollout.id())
                        .map(GateRowQueries::rows)
                        .orElseGet(() -> of(rollout.change().asked(rollout)));
    }

    /// Every gate of a flag's change that would start now.
    ///
    /// @param service whose change it is; null when nobody has said
    public List<GateRow> ofFlag(String environment, String flag, @Nullable String service) {
        var question = new GateContext(environment, flag, service, null, GateContext.NORMAL, "");
        return of(question);
    }

    /// Every gate of a change that would start now.
    public List<GateRow> of(GateContext question) {
        return rows(gates.report(question, clock.instant()));
    }

    private static List<GateRow> rows(GateEvaluation report) {
        return report.entries().stream().map(GateRow::of).toList();
    }
}
