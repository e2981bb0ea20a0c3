// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.operations.incident.IncidentService;
import dev.evenkeel.server.rollouts.migration.ReconciliationService;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Tells what is kept about a targeting key. The key goes no further than this process: into no statement
/// of SQL, no log and no entry of the ledger. Thread-safe.
@Component
class PersonalDataService {
    private final TargetingKeyUnitSearch units;
    private final FlagDefinitionKeySearch definitions;
    private final FlagService flags;
    private final IncidentService incidents;
    private final ReconciliationService reconciliations;

    PersonalDataService(
            TargetingKeyUnitSearch units,
            FlagDefinitionKeySearch definitions,
            FlagService flags,
            IncidentService incidents,
            ReconciliationService reconciliations) {
        this.units = units;
        this.definitions = definitions;
        this.flags = flags;
        this.incidents = incidents;
        this.reconciliations = reconciliations;
    }

    /// Makes sure that there is what an order asks for.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    void check(TargetingKeyRequest order) {
        environments(order);
    }

    /// What is kept, of one moment.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public PersonalDataReport report(TargetingKeyRequest order) {
        List<String> environments = environments(order);
        return new PersonalDataReport(
                units.units(order.key(), order.environment()),
                units.gone(order.environment()),
                definitions.places(order.key(), environments),
                definitions.history(order.key(), environments),
                affected(order.key()),
                reconciliations.mentioning(new TargetingKeyMatcher(order.key())).stream()
                        .filter(pass -> environments.contains(pass.environment()))
                        .map(pass -> new PersonalDataReport.ReconciliationExample(
                                pass.id(), pass.environment(), pass.flag()))
                        .toList(),
                PersonalDataReport.NOT_SEARCHED);
    }

    private List<String> environments(TargetingKeyRequest order) {
        if (order.environment().isEmpty()) {
            return flags.environments();
        }
        return List.of(flags.current(order.environment()).environment());
    }

    private List<PersonalDataReport.AffectedIncident> affected(String key) {
        return incidents.newest("", false, Integer.MAX_VALUE).stream()
                .flatMap(incident -> affected(incident, key))
                .toList();
    }

    private static Stream<PersonalDataReport.AffectedIncident> affected(Incident incident, String key) {
        return incident.affected().stream()
                .filter(one -> one.id().equals(key))
                .map(one -> new PersonalDataReport.AffectedIncident(
                        incident.id(), incident.service(), one.correction() != null));
    }
}
