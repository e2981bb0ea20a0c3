// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.server.access.Person;
import dev.evenkeel.server.access.Persons;
import dev.evenkeel.server.access.Right;
import dev.evenkeel.server.incident.IncidentRecords;
import dev.evenkeel.server.reconciliation.Reconciliation;
import dev.evenkeel.server.reconciliation.Reconciliations;
import dev.evenkeel.server.rollout.Outlooks;
import dev.evenkeel.server.rollout.Rollout;
import dev.evenkeel.server.rollout.RolloutDecision;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// What other parts of the server know of a rollout, for its page. Thread-safe.
@Component
final class Lookout {
    private final Outlooks outlooks;
    private final Persons persons;
    private final IncidentRecords incidents;
    private final Reconciliations reconciliations;

    Lookout(Outlooks outlooks, Persons persons, IncidentRecords incidents, Reconciliations reconciliations) {
        this.outlooks = outlooks;
        this.persons = persons;
        this.incidents = incidents;
        this.reconciliations = reconciliations;
    }

    /// Those that compared the stores of a migration until it ended, newest first.
    List<Reconciliation> passes(Rollout rollout) {
        if (rollout.plan().guardrails().reconciliation() == null) {
            return List.of();
        }
        Instant endedAt = rollout.position().endedAt();
        return reconciliations.newest(rollout.environment(), rollout.flag()).stream()
                .filter(pass -> endedAt == null || pass.startedAt().isBefore(endedAt))
                .toList();
    }

    /// @param decisions oldest first
    Ahead ahead(Rollout rollout, List<RolloutDecision> decisions) {
        return rollout.status().ended()
                ? new Ahead(null, List.of(), incidents.linkedTo(List.of(rollout.id())))
                : new Ahead(outlooks.find(rollout, decisions).orElse(null), stoppers(), List.of());
    }

    /* The right to stop, held for any service, counts for all. */
    private List<String> stoppers() {
        return persons.all().stream()
                .filter(person -> person.grants().allowSomewhere(Right.STOP))
                .map(Person::name)
                .toList();
    }
}
