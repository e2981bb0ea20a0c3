// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.server.drill.PlanStandings;
import dev.evenkeel.server.gate.GateQuestion;
import dev.evenkeel.server.gate.Gates;
import dev.evenkeel.server.rollout.Rollout;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What gates and rollback plans say of rollouts now. Thread-safe.
@Component
final class GateRows {
    private final Gates gates;
    private final PlanStandings plans;
    private final Clock clock;

    GateRows(Gates gates, PlanStandings plans, Clock clock) {
        this.gates = gates;
        this.plans = plans;
        this.clock = clock;
    }

    /// Every gate of a rollout; none when it has ended.
    List<GateRow> of(Rollout rollout) {
        return rollout.status().ended()
                ? List.of()
                : gates.report(rollout.change().asked(rollout), clock.instant()).entries().stream()
                        .map(GateRow::of)
                        .toList();
    }

    /// Every gate of a flag's change that would start now.
    ///
    /// @param service whose change it is; null when nobody has said
    List<GateRow> ofFlag(String environment, String flag, @Nullable String service) {
        var question = new GateQuestion(environment, flag, service, null, GateQuestion.NORMAL, "");
        return of(question);
    }

    /// Every gate of a change that would start now.
    List<GateRow> of(GateQuestion question) {
        return gates.report(question, clock.instant()).entries().stream()
                .map(GateRow::of)
                .toList();
    }

    /// How a rollout would be taken back; null when it has ended, and without a plan.
    @Nullable
    PlanCard planOf(Rollout rollout) {
        return rollout.status().ended()
                ? null
                : plans.find(rollout.environment(), rollout.flag(), clock.instant())
                        .map(PlanCard::of)
                        .orElse(null);
    }
}
