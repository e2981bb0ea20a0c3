// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.operations.incident.Incidents;
import dev.evenkeel.server.rollouts.migration.Reconciliations;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Tells what is kept about a targeting key. The key goes no further than this process: into no statement
/// of SQL, no log and no entry of the ledger. Thread-safe.
@Component
class Privacy {
    private final UnitSearch units;
    private final DefinitionSearch definitions;
    private final Flags flags;
    private final Incidents incidents;
    private final Reconciliations reconciliations;

    Privacy(
            UnitSearch units,
            DefinitionSearch definitions,
            Flags flags,
            Incidents incidents,
            Reconciliations reconciliations) {
        this.units = units;
        this.definitions = definitions;
        this.flags = flags;
        this.incidents = incidents;
        this.reconciliations = reconciliations;
    }

    /// Makes sure that there is what an order asks for.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment
    void check(KeyOrder order) {
        environments(order);
    }

    /// What is kept, of one moment.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public PersonReport report(KeyOrder order) {
        List<String> environments = environments(order);
        return new PersonReport(
                units.units(order.key(), order.environment()),
                units.gone(order.environment()),
                definitions.places(order.key(), environments),
                definitions.history(order.key(), environments),
                affected(order.key()),
                reconciliations.mentioning(new Mention(order.key())).stream()
                        .filter(pass -> environments.contains(pass.environment()))
                        .map(pass -> new PersonReport.Example(pass.id(), pass.environment(), pass.flag()))
                        .toList(),
                PersonReport.NOT_SEARCHED);
    }

    private List<String> environments(KeyOrder order) {
        if (order.environment().isEmpty()) {
            return flags.environments();
        }
        return List.of(flags.current(order.environment()).environment());
    }

    private List<PersonReport.Affected> affected(String key) {
        return incidents.newest("", false, Integer.MAX_VALUE).stream()
                .flatMap(incident -> affected(incident, key))
                .toList();
    }

    private static Stream<PersonReport.Affected> affected(Incident incident, String key) {
        return incident.affected().stream()
                .filter(one -> one.id().equals(key))
                .map(one -> new PersonReport.Affected(incident.id(), incident.service(), one.correction() != null));
    }
}
