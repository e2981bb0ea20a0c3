// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.access.UserAccountRepository;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Loads an incident and the actions available to the current user. Thread-safe.
@Component
final class IncidentPageQueries {
    private final IncidentQueries incidents;
    private final ServiceCatalogService services;
    private final UserAccountRepository accounts;
    private final RevertibleChangeFinder undoing;
    private final IncidentHistoryQueries history;

    IncidentPageQueries(
            IncidentQueries incidents,
            ServiceCatalogService services,
            UserAccountRepository accounts,
            RevertibleChangeFinder undoing,
            IncidentHistoryQueries history) {
        this.history = history;
        this.incidents = incidents;
        this.services = services;
        this.accounts = accounts;
        this.undoing = undoing;
    }

    /// Loads all data of the incident page; empty if the incident does not exist.
    Optional<IncidentPageModel.IncidentPageData> find(String id, Caller.Actor me) {
        return incidents.findById(id).map(incident -> loadData(incident, me));
    }

    private IncidentPageModel.IncidentPageData loadData(Incident incident, Caller.Actor me) {
        List<SuspectedChangeRanker.RankedChange> ranked = incidents.suspectedChanges(incident).stream()
                .filter(one -> one.share() > 0)
                .toList();
        boolean responds = me.grants().hasRightAnywhere(Right.RESPOND);
        var room = new IncidentPageContext(
                services.findByKey(incident.service()).orElse(null),
                undoing.listOptions(incident, ranked, me),
                history.listFiringAlerts(incident.id()),
                responds ? listResponders() : List.of(),
                me.name(),
                responds,
                me.grants().hasRightAnywhere(Right.STOP));
        return new IncidentPageModel.IncidentPageData(
                incident,
                incidents.listTimeline(incident.id()),
                ranked,
                incidents.followUpChecks(incident.id()),
                incidents.listRelated(incident),
                room);
    }

    private List<String> listResponders() {
        return accounts.listAll().stream()
                .filter(account -> account.grantedRights().hasRightAnywhere(Right.RESPOND))
                .map(UserAccount::name)
                .toList();
    }
}
