// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.PersonRepository;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.incident.IncidentService;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What is known of an incident, and what whoever looks may do about it. Thread-safe.
@Component
final class IncidentPageQueries {
    private final IncidentService incidents;
    private final ServiceCatalog services;
    private final PersonRepository persons;
    private final RevertOptionFinder undoing;
    private final IncidentHistoryQueries records;

    IncidentPageQueries(
            IncidentService incidents,
            ServiceCatalog services,
            PersonRepository persons,
            RevertOptionFinder undoing,
            IncidentHistoryQueries records) {
        this.records = records;
        this.incidents = incidents;
        this.services = services;
        this.persons = persons;
        this.undoing = undoing;
    }

    /// Everything about the incident with this id, if there is one.
    Optional<IncidentPageModel.IncidentPageData> find(String id, Caller.Actor me) {
        return incidents.find(id).map(incident -> known(incident, me));
    }

    private IncidentPageModel.IncidentPageData known(Incident incident, Caller.Actor me) {
        List<SuspectedChangeRanker.RankedChange> ranked = incidents.suspicions(incident).stream()
                .filter(one -> one.share() > 0)
                .toList();
        boolean responds = me.grants().allowSomewhere(Right.RESPOND);
        var room = new IncidentPageContext(
                services.find(incident.service()).orElse(null),
                undoing.about(incident, ranked, me),
                records.firingAlerts(incident.id()),
                responds ? responders() : List.of(),
                me.name(),
                responds,
                me.grants().allowSomewhere(Right.STOP));
        return new IncidentPageModel.IncidentPageData(
                incident,
                incidents.timeline(incident.id()),
                ranked,
                incidents.checks(incident.id()),
                incidents.related(incident),
                room);
    }

    private List<String> responders() {
        return persons.all().stream()
                .filter(person -> person.grants().allowSomewhere(Right.RESPOND))
                .map(Person::name)
                .toList();
    }
}
