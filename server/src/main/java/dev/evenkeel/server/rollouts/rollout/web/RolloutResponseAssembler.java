// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.server.gates.evaluation.GateCheckResponse;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutChangeCounters;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import dev.evenkeel.server.rollouts.rollout.StepForecaster;
import dev.evenkeel.server.rollouts.rollout.guard.ConnectedSdkQueries;
import dev.evenkeel.server.rollouts.rollout.guard.GateResultCache;
import dev.evenkeel.server.rollouts.rollout.history.RolloutTickResponse;
import java.util.List;
import org.springframework.stereotype.Component;

/// Rollouts as the HTTP API shows them. Thread-safe.
@Component
class RolloutResponseAssembler {
    private final RolloutService rollouts;
    private final ConnectedSdkQueries listening;
    private final EvidenceService outcomes;
    private final StepForecaster outlooks;
    private final GateResultCache gates;

    RolloutResponseAssembler(
            RolloutService rollouts,
            ConnectedSdkQueries listening,
            EvidenceService outcomes,
            StepForecaster outlooks,
            GateResultCache gates) {
        this.rollouts = rollouts;
        this.listening = listening;
        this.outcomes = outcomes;
        this.outlooks = outlooks;
        this.gates = gates;
    }

    /// All, newest first.
    List<RolloutResponse> all() {
        return rollouts.list().stream()
                .map(rollout -> RolloutResponse.of(rollout, listening.to(rollout)))
                .toList();
    }

    /// One.
    RolloutResponse.RolloutDetailResponse whole(String id) {
        Rollout rollout = rollouts.get(id);
        GuardrailStatus standing = rollout.standing();
        List<RolloutDecision> decisions = decisions(rollout);
        return new RolloutResponse.RolloutDetailResponse(
                RolloutResponse.of(rollout, listening.to(rollout)),
                outlooks.find(rollout, decisions).orElse(null),
                rollouts.concurrentWith(rollout),
                standing == null ? List.of() : standing.checks(),
                rollouts.failureRatio(id),
                outcomes.losses(rollout.environment(), rollout.startedAt()),
                decisions.stream().map(RolloutDecisionResponse::of).toList(),
                outcomes.trips(id),
                outcomes.differences(id),
                gates.findReport(id)
                        .map(GateCheckResponse.GateResultResponse::all)
                        .orElse(List.of()));
    }

    /* What was decided since the rollout was read is left for the next look, so that the parts agree. */
    private List<RolloutDecision> decisions(Rollout rollout) {
        long known = rollout.position().decisions();
        return rollouts.decisions(rollout).stream()
                .filter(decision -> decision.number() <= known)
                .toList();
    }

    List<RolloutTickResponse> ticks(String id, long after, int limit) {
        return rollouts.ticks(id, after, limit).stream()
                .map(RolloutTickResponse::of)
                .toList();
    }

    /// What tells cheaply whether there is anything new.
    RolloutChangeCounters counters(String id) {
        return rollouts.counters(id);
    }
}
