// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.console.gate.ChangeGateRowEvaluator;
import dev.evenkeel.server.console.kit.PageCursor;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.rollouts.evidence.BreakerAndShadowReportRepository;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutSearchCriteria;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Loads rollouts from this server's database.
@Component
public final class RolloutPageQueries implements RolloutPageSource {
    private static final int RECENT_TICKS = 12;
    private static final int MOST_ENDED = 50;
    private static final RolloutSearchCriteria ENDED = new RolloutSearchCriteria(
            null,
            List.of(),
            null,
            EnumSet.of(RolloutStatus.COMPLETED, RolloutStatus.ROLLED_BACK, RolloutStatus.ABORTED),
            "");

    private final RolloutQueries rollouts;
    private final SdkClientService clients;
    private final BreakerAndShadowReportRepository reports;
    private final ChangeGateRowEvaluator gates;
    private final RolloutPageContextQueries lookout;

    RolloutPageQueries(
            RolloutQueries rollouts,
            SdkClientService clients,
            BreakerAndShadowReportRepository reports,
            ChangeGateRowEvaluator gates,
            RolloutPageContextQueries lookout) {
        this.rollouts = rollouts;
        this.clients = clients;
        this.reports = reports;
        this.gates = gates;
        this.lookout = lookout;
    }

    @Override
    public List<Rollout> listNewest() {
        PageCursor begin = PageCursor.BEGIN;
        return Stream.concat(
                        rollouts.listRunning().reversed().stream(),
                        rollouts.search(ENDED, begin.at(), begin.id(), MOST_ENDED).stream())
                .toList();
    }

    @Override
    public Optional<RolloutPageData> find(String id) {
        return rollouts.find(id).map(this::loadData);
    }

    /// Loads the decisions of a rollout and the progress of its SDKs, without the data that only the rollout
    /// page shows.
    public Optional<RolloutPageData> findBrief(String id) {
        return rollouts.find(id)
                .map(rollout -> loadData(
                        rollout, rollouts.listDecisions(rollout), List.of(), RolloutPageData.RolloutRelatedData.NONE));
    }

    private RolloutPageData loadData(Rollout rollout) {
        List<RolloutDecision> decisions = rollouts.listDecisions(rollout);
        return loadData(
                rollout,
                decisions,
                rollouts.listLastCalls(rollout, RECENT_TICKS),
                new RolloutPageData.RolloutRelatedData(
                        rollouts.computeFailureRatio(rollout.id()),
                        reports.breakerTrips(rollout.id()),
                        reports.shadowDifferences(rollout.id()),
                        lookout.listReconciliationPasses(rollout),
                        gates.listForRollout(rollout),
                        lookout.findRollbackPlan(rollout),
                        lookout.loadNextSteps(rollout, decisions),
                        lookout.failureCost(rollout)));
    }

    private RolloutPageData loadData(
            Rollout rollout,
            List<RolloutDecision> decisions,
            List<RolloutTick.Calls> recent,
            RolloutPageData.RolloutRelatedData extras) {
        List<SdkClientState> connected = clients.listByEnvironment(rollout.environment()).stream()
                .filter(SdkClientState::connected)
                .toList();
        return new RolloutPageData(
                rollout,
                decisions,
                recent,
                connected.size(),
                (int) connected.stream()
                        .filter(client -> hasRevision(client, rollout.position().revision()))
                        .count(),
                extras);
    }

    private static boolean hasRevision(SdkClientState client, long revision) {
        Long acknowledged = client.revision();
        return acknowledged != null && acknowledged >= revision;
    }
}
