// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.server.console.gate.GateRowQueries;
import dev.evenkeel.server.console.kit.PageCursor;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutSearchCriteria;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The rollouts of this server's database.
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

    private final RolloutService rollouts;
    private final SdkClientService clients;
    private final EvidenceService outcomes;
    private final GateRowQueries gates;
    private final RolloutPageContextQueries lookout;

    RolloutPageQueries(
            RolloutService rollouts,
            SdkClientService clients,
            EvidenceService outcomes,
            GateRowQueries gates,
            RolloutPageContextQueries lookout) {
        this.rollouts = rollouts;
        this.clients = clients;
        this.outcomes = outcomes;
        this.gates = gates;
        this.lookout = lookout;
    }

    @Override
    public List<Rollout> newest() {
        PageCursor begin = PageCursor.BEGIN;
        return Stream.concat(
                        rollouts.running().reversed().stream(),
                        rollouts.newest(ENDED, begin.at(), begin.id(), MOST_ENDED).stream())
                .toList();
    }

    @Override
    public Optional<RolloutPageData> find(String id) {
        return rollouts.find(id).map(this::facts);
    }

    /// What happened to a rollout and how far its SDKs are, without what only its own page shows.
    public Optional<RolloutPageData> brief(String id) {
        return rollouts.find(id)
                .map(rollout -> facts(
                        rollout, rollouts.decisions(rollout), List.of(), RolloutPageData.RolloutRelatedData.NONE));
    }

    private RolloutPageData facts(Rollout rollout) {
        List<RolloutDecision> decisions = rollouts.decisions(rollout);
        return facts(
                rollout,
                decisions,
                rollouts.lastCalls(rollout, RECENT_TICKS),
                new RolloutPageData.RolloutRelatedData(
                        rollouts.failureRatio(rollout.id()),
                        outcomes.trips(rollout.id()),
                        outcomes.differences(rollout.id()),
                        lookout.passes(rollout),
                        gates.of(rollout),
                        lookout.planOf(rollout),
                        lookout.ahead(rollout, decisions),
                        lookout.failurePrice(rollout)));
    }

    private RolloutPageData facts(
            Rollout rollout,
            List<RolloutDecision> decisions,
            List<RolloutTick.Calls> recent,
            RolloutPageData.RolloutRelatedData extras) {
        List<SdkClientState> connected = clients.of(rollout.environment()).stream()
                .filter(SdkClientState::connected)
                .toList();
        return new RolloutPageData(
                rollout,
                decisions,
                recent,
                connected.size(),
                (int) connected.stream()
                        .filter(client -> has(client, rollout.position().revision()))
                        .count(),
                extras);
    }

    private static boolean has(SdkClientState client, long revision) {
        Long acknowledged = client.revision();
        return acknowledged != null && acknowledged >= revision;
    }
}
