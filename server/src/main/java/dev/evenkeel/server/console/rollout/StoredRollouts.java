// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.server.console.gate.GateRows;
import dev.evenkeel.server.console.kit.PageCursor;
import dev.evenkeel.server.flags.delivery.Client;
import dev.evenkeel.server.flags.delivery.Clients;
import dev.evenkeel.server.rollouts.evidence.Outcomes;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutSearch;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The rollouts of this server's database.
@Component
public final class StoredRollouts implements RolloutSource {
    private static final int RECENT_TICKS = 12;
    private static final int MOST_ENDED = 50;
    private static final RolloutSearch ENDED = new RolloutSearch(
            null,
            List.of(),
            null,
            EnumSet.of(RolloutStatus.COMPLETED, RolloutStatus.ROLLED_BACK, RolloutStatus.ABORTED),
            "");

    private final Rollouts rollouts;
    private final Clients clients;
    private final Outcomes outcomes;
    private final GateRows gates;
    private final Lookout lookout;

    StoredRollouts(Rollouts rollouts, Clients clients, Outcomes outcomes, GateRows gates, Lookout lookout) {
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
    public Optional<RolloutFacts> find(String id) {
        return rollouts.find(id).map(this::facts);
    }

    /// What happened to a rollout and how far its SDKs are, without what only its own page shows.
    public Optional<RolloutFacts> brief(String id) {
        return rollouts.find(id)
                .map(rollout -> facts(rollout, rollouts.decisions(rollout), List.of(), RolloutFacts.Extras.NONE));
    }

    private RolloutFacts facts(Rollout rollout) {
        List<RolloutDecision> decisions = rollouts.decisions(rollout);
        return facts(
                rollout,
                decisions,
                rollouts.lastCalls(rollout, RECENT_TICKS),
                new RolloutFacts.Extras(
                        rollouts.failureRatio(rollout.id()),
                        outcomes.trips(rollout.id()),
                        outcomes.differences(rollout.id()),
                        lookout.passes(rollout),
                        gates.of(rollout),
                        lookout.planOf(rollout),
                        lookout.ahead(rollout, decisions),
                        lookout.failurePrice(rollout)));
    }

    private RolloutFacts facts(
            Rollout rollout,
            List<RolloutDecision> decisions,
            List<RolloutTick.Calls> recent,
            RolloutFacts.Extras extras) {
        List<Client> connected = clients.of(rollout.environment()).stream()
                .filter(Client::connected)
                .toList();
        return new RolloutFacts(
                rollout,
                decisions,
                recent,
                connected.size(),
                (int) connected.stream()
                        .filter(client -> has(client, rollout.position().revision()))
                        .count(),
                extras);
    }

    private static boolean has(Client client, long revision) {
        Long acknowledged = client.revision();
        return acknowledged != null && acknowledged >= revision;
    }
}
