// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.server.delivery.Client;
import dev.evenkeel.server.delivery.Clients;
import dev.evenkeel.server.reconciliation.Reconciliation;
import dev.evenkeel.server.reconciliation.Reconciliations;
import dev.evenkeel.server.rollout.Rollout;
import dev.evenkeel.server.rollout.Rollouts;
import dev.evenkeel.server.telemetry.Outcomes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The rollouts of this server's database.
@Component
final class StoredRollouts implements RolloutSource {
    private static final int RECENT_TICKS = 12;

    private final Rollouts rollouts;
    private final Clients clients;
    private final Outcomes outcomes;
    private final Reconciliations reconciliations;
    private final GateRows gates;

    StoredRollouts(
            Rollouts rollouts, Clients clients, Outcomes outcomes, Reconciliations reconciliations, GateRows gates) {
        this.rollouts = rollouts;
        this.clients = clients;
        this.outcomes = outcomes;
        this.reconciliations = reconciliations;
        this.gates = gates;
    }

    @Override
    public List<Rollout> all() {
        return rollouts.list();
    }

    @Override
    public Optional<RolloutFacts> find(String id) {
        return rollouts.find(id).map(this::facts);
    }

    private RolloutFacts facts(Rollout rollout) {
        List<Client> connected = clients.of(rollout.environment()).stream()
                .filter(Client::connected)
                .toList();
        return new RolloutFacts(
                rollout,
                rollouts.decisions(rollout.id()),
                rollouts.ticks(rollout.id(), Math.max(0, rollout.ticks() - RECENT_TICKS), RECENT_TICKS),
                connected.size(),
                (int) connected.stream()
                        .filter(client -> has(client, rollout.position().revision()))
                        .count(),
                new RolloutFacts.Extras(
                        rollouts.failureRatio(rollout.id()),
                        outcomes.trips(rollout.id()),
                        outcomes.differences(rollout.id()),
                        passes(rollout),
                        gates.of(rollout),
                        gates.planOf(rollout)));
    }

    private List<Reconciliation> passes(Rollout rollout) {
        if (rollout.plan().guardrails().reconciliation() == null) {
            return List.of();
        }
        Instant endedAt = rollout.position().endedAt();
        return reconciliations.newest(rollout.environment(), rollout.flag()).stream()
                .filter(pass -> endedAt == null || pass.startedAt().isBefore(endedAt))
                .toList();
    }

    private static boolean has(Client client, long revision) {
        Long acknowledged = client.revision();
        return acknowledged != null && acknowledged >= revision;
    }
}
