// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.GateState;
import dev.evenkeel.engine.rollout.ProcessTrip;
import dev.evenkeel.engine.rollout.Progress;
import dev.evenkeel.engine.rollout.SourceState;
import dev.evenkeel.server.rollouts.evidence.Outcomes;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of a running rollout beside its evidence. Reads in the caller's transaction, and from memory what
/// gates say and which processes are silent: asking must not hold back a roll-back.
@Component
class ProgressBook {
    private final SourceTable sources;
    private final Outcomes outcomes;
    private final Listening listening;
    private final StoreBook stores;
    private final GateBook gates;

    ProgressBook(SourceTable sources, Outcomes outcomes, Listening listening, StoreBook stores, GateBook gates) {
        this.sources = sources;
        this.outcomes = outcomes;
        this.listening = listening;
        this.stores = stores;
        this.gates = gates;
    }

    /// What is known now.
    ///
    /// @param heardAt when outcomes last arrived; null before the first
    /// @param listeningSince since when this server could have received any
    Progress of(Rollout rollout, @Nullable Instant heardAt, Instant listeningSince, Instant now) {
        Rollout.Position position = rollout.position();
        List<ProcessTrip> trips = trips(rollout);
        return new Progress(
                position.step(),
                rollout.startedAt(),
                position.stepStartedAt(),
                heardAt,
                listeningSince,
                position.approved(),
                sources(rollout),
                trips,
                trips.isEmpty() ? 0 : listening.connected(rollout.environment()),
                stores.find(rollout),
                gates(rollout),
                listening.quiet(rollout.id(), now));
    }

    private GateState gates(Rollout rollout) {
        return rollout.awaitsConfirmation()
                ? new GateState(
                        GateState.Standing.CLOSED,
                        "the database was restored from a backup, and no person has confirmed the rollout")
                : gates.find(rollout);
    }

    private List<SourceState> sources(Rollout rollout) {
        return rollout.plan().guardrails().sources().isEmpty() ? List.of() : sources.of(rollout.id());
    }

    private List<ProcessTrip> trips(Rollout rollout) {
        return outcomes.trips(rollout.id()).stream()
                .filter(trip -> trip.revision() == rollout.position().revision())
                .map(trip -> new ProcessTrip(trip.process(), trip.candidateFailures(), trip.candidateCalls()))
                .toList();
    }
}
