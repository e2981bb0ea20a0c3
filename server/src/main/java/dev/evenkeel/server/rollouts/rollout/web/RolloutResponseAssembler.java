// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.api.RolloutApi.RolloutTickResponse;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.server.rollouts.evidence.BreakerAndShadowReportRepository;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutChangeSequence;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.StepForecaster;
import dev.evenkeel.server.rollouts.rollout.guard.ConnectedSdkQueries;
import dev.evenkeel.server.rollouts.rollout.guard.GateResultCache;
import dev.evenkeel.server.rollouts.rollout.history.RolloutHistoryResponses;
import java.util.List;
import org.springframework.stereotype.Component;

/// The assembler of rollout responses. Thread-safe.
@Component
class RolloutResponseAssembler {
    private final RolloutQueries rollouts;
    private final ConnectedSdkQueries connectedSdks;
    private final EvidenceRepository evidence;
    private final BreakerAndShadowReportRepository reports;
    private final StepForecaster forecaster;
    private final GateResultCache gates;

    RolloutResponseAssembler(
            RolloutQueries rollouts,
            ConnectedSdkQueries connectedSdks,
            EvidenceRepository evidence,
            BreakerAndShadowReportRepository reports,
            StepForecaster forecaster,
            GateResultCache gates) {
        this.rollouts = rollouts;
        this.connectedSdks = connectedSdks;
        this.evidence = evidence;
        this.reports = reports;
        this.forecaster = forecaster;
        this.gates = gates;
    }

    /// Returns all rollouts, newest first.
    List<RolloutResponse> list() {
        return rollouts.list().stream()
                .map(rollout -> RolloutResponses.of(rollout, connectedSdks.getConnectedSdks(rollout)))
                .toList();
    }

    /// Returns the details of a rollout.
    RolloutDetailResponse getDetail(String id) {
        Rollout rollout = rollouts.get(id);
        GuardrailStatuses statuses = rollout.guardrailStatus();
        List<RolloutDecision> decisions = listDecisions(rollout);
        return new RolloutDetailResponse(
                RolloutResponses.of(rollout, connectedSdks.getConnectedSdks(rollout)),
                forecaster.forecast(rollout, decisions).orElse(null),
                rollouts.listConcurrentWith(rollout),
                statuses == null ? List.of() : statuses.checks(),
                rollouts.computeFailureRatio(id),
                evidence.lostOutcomes(rollout.environment(), rollout.startedAt()),
                decisions.stream().map(RolloutResponses::of).toList(),
                reports.breakerTrips(id),
                reports.shadowDifferences(id),
                gates.findEvaluation(id).map(GateResultResponse::listOf).orElse(List.of()));
    }

    /* Omits decisions made after the rollout was read, so that the parts are consistent. */
    private List<RolloutDecision> listDecisions(Rollout rollout) {
        long known = rollout.position().decisions();
        return rollouts.listDecisions(rollout).stream()
                .filter(decision -> decision.number() <= known)
                .toList();
    }

    List<RolloutTickResponse> listTicks(String id, long after, int limit) {
        return rollouts.listTicks(id, after, limit).stream()
                .map(RolloutHistoryResponses::of)
                .toList();
    }

    /// Returns the change counters of a rollout, a cheap way to detect news.
    RolloutChangeSequence getChangeCounters(String id) {
        return rollouts.getChangeCounters(id);
    }
}
