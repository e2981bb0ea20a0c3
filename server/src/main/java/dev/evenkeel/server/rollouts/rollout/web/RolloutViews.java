// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.server.gates.evaluation.GateView;
import dev.evenkeel.server.rollouts.evidence.Outcomes;
import dev.evenkeel.server.rollouts.rollout.Outlooks;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutCounters;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import dev.evenkeel.server.rollouts.rollout.Standing;
import dev.evenkeel.server.rollouts.rollout.guard.GateBook;
import dev.evenkeel.server.rollouts.rollout.guard.Listening;
import dev.evenkeel.server.rollouts.rollout.history.TickJson;
import java.util.List;
import org.springframework.stereotype.Component;

/// Rollouts as the HTTP API shows them. Thread-safe.
@Component
class RolloutViews {
    private final Rollouts rollouts;
    private final Listening listening;
    private final Outcomes outcomes;
    private final Outlooks outlooks;
    private final GateBook gates;

    RolloutViews(Rollouts rollouts, Listening listening, Outcomes outcomes, Outlooks outlooks, GateBook gates) {
        this.rollouts = rollouts;
        this.listening = listening;
        this.outcomes = outcomes;
        this.outlooks = outlooks;
        this.gates = gates;
    }

    /// All, newest first.
    List<RolloutJson> all() {
        return rollouts.list().stream()
                .map(rollout -> RolloutJson.of(rollout, listening.to(rollout)))
                .toList();
    }

    /// One.
    RolloutJson.Whole whole(String id) {
        Rollout rollout = rollouts.get(id);
        Standing standing = rollout.standing();
        List<RolloutDecision> decisions = decisions(rollout);
        return new RolloutJson.Whole(
                RolloutJson.of(rollout, listening.to(rollout)),
                outlooks.find(rollout, decisions).orElse(null),
                rollouts.concurrentWith(rollout),
                standing == null ? List.of() : standing.checks(),
                rollouts.failureRatio(id),
                outcomes.losses(rollout.environment(), rollout.startedAt()),
                decisions.stream().map(DecisionJson::of).toList(),
                outcomes.trips(id),
                outcomes.differences(id),
                gates.findReport(id).map(GateView.One::all).orElse(List.of()));
    }

    /* What was decided since the rollout was read is left for the next look, so that the parts agree. */
    private List<RolloutDecision> decisions(Rollout rollout) {
        long known = rollout.position().decisions();
        return rollouts.decisions(rollout).stream()
                .filter(decision -> decision.number() <= known)
                .toList();
    }

    List<TickJson> ticks(String id, long after, int limit) {
        return rollouts.ticks(id, after, limit).stream().map(TickJson::of).toList();
    }

    /// What tells cheaply whether there is anything new.
    RolloutCounters counters(String id) {
        return rollouts.counters(id);
    }
}
