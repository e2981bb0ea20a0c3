// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.server.gates.evaluation.Gates;
import dev.evenkeel.server.gates.gate.GateQuestion;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutGates;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What gates say of rollouts now. Thread-safe.
@Component
public final class GateRows {
    private final Gates gates;
    private final RolloutGates ofRollouts;
    private final Clock clock;

    GateRows(Gates gates, RolloutGates ofRollouts, Clock clock) {
        this.gates = gates;
        this.ofRollouts = ofRollouts;
        this.clock = clock;
    }

    /// Every gate of a rollout, as the guard knows them or, when they have not just been asked, as they are; none
    /// when it has ended.
    public List<GateRow> of(Rollout rollout) {
        return rollout.status().ended()
                ? List.of()
                : ofRollouts
                        .justSaid(rollout.id())
                        .map(GateRows::rows)
                        .orElseGet(() -> of(rollout.change().asked(rollout)));
    }

    /// Every gate of a flag's change that would start now.
    ///
    /// @param service whose change it is; null when nobody has said
    public List<GateRow> ofFlag(String environment, String flag, @Nullable String service) {
        var question = new GateQuestion(environment, flag, service, null, GateQuestion.NORMAL, "");
        return of(question);
    }

    /// Every gate of a change that would start now.
    public List<GateRow> of(GateQuestion question) {
        return rows(gates.report(question, clock.instant()));
    }

    private static List<GateRow> rows(GateReport report) {
        return report.entries().stream().map(GateRow::of).toList();
    }
}
