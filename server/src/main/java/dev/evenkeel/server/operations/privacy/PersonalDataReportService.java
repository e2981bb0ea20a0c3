// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.api.PrivacyApi.AffectedIncident;
import dev.evenkeel.api.PrivacyApi.PersonalDataReportResponse;
import dev.evenkeel.api.PrivacyApi.PersonalDataRequest;
import dev.evenkeel.api.PrivacyApi.ReconciliationExample;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import dev.evenkeel.server.rollouts.migration.ReconciliationService;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// The service that reports stored data of a targeting key. The key does not leave this process: it is never
/// part of an SQL statement, a log message or an audit entry. Thread-safe.
@Component
class PersonalDataReportService {
    /* Data that must be searched manually. */
    private static final List<String> NOT_SEARCHED = List.of(
            "free text: reasons, notes, incident timelines",
            "database backups",
            "logs, traces and databases of your own services, including settlement tokens");

    private final TargetingKeyUnitSearch units;
    private final FlagDefinitionKeySearch definitions;
    private final FlagService flags;
    private final IncidentQueries incidents;
    private final ReconciliationService reconciliations;

    PersonalDataReportService(
            TargetingKeyUnitSearch units,
            FlagDefinitionKeySearch definitions,
            FlagService flags,
            IncidentQueries incidents,
            ReconciliationService reconciliations) {
        this.units = units;
        this.definitions = definitions;
        this.flags = flags;
        this.incidents = incidents;
        this.reconciliations = reconciliations;
    }

    /// Checks that the environment of a request exists.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    void validate(PersonalDataRequest request) {
        environments(request);
    }

    /// Reports the stored data, from one snapshot.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public PersonalDataReportResponse report(PersonalDataRequest request) {
        List<String> environments = environments(request);
        String environment = Objects.requireNonNullElse(request.environment(), "");
        return new PersonalDataReportResponse(
                units.listStoredUnits(request.key(), environment),
                units.listForgottenOwners(environment),
                definitions.listLocations(request.key(), environments),
                definitions.countMentions(request.key(), environments),
                listAffected(request.key()),
                reconciliations.listPassesMentioning(new TargetingKeyTextMatcher(request.key())).stream()
                        .filter(pass -> environments.contains(pass.environment()))
                        .map(pass -> new ReconciliationExample(pass.id(), pass.environment(), pass.flag()))
                        .toList(),
                NOT_SEARCHED);
    }

    private List<String> environments(PersonalDataRequest request) {
        if (request.environment() == null || request.environment().isEmpty()) {
            return flags.listEnvironments();
        }
        return List.of(flags.getSnapshot(request.environment()).environment());
    }

    private List<AffectedIncident> listAffected(String key) {
        return incidents.listNewest("", false, Integer.MAX_VALUE).stream()
                .flatMap(incident -> listAffected(incident, key))
                .toList();
    }

    private static Stream<AffectedIncident> listAffected(Incident incident, String key) {
        return incident.affected().stream()
                .filter(one -> one.id().equals(key))
                .map(one -> new AffectedIncident(incident.id(), incident.service(), one.correction() != null));
    }
}
