// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.ChangeRanking;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.Persons;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncidentRecords;
import dev.evenkeel.server.operations.incident.Incidents;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What is known of an incident, and what whoever looks may do about it. Thread-safe.
@Component
final class RoomDesk {
    private final Incidents incidents;
    private final Services services;
    private final Persons persons;
    private final Undoing undoing;
    private final IncidentRecords records;

    RoomDesk(Incidents incidents, Services services, Persons persons, Undoing undoing, IncidentRecords records) {
        this.records = records;
        this.incidents = incidents;
        this.services = services;
        this.persons = persons;
        this.undoing = undoing;
    }

    /// Everything about the incident with this id, if there is one.
    Optional<IncidentPage.Known> find(String id, Caller.Actor me) {
        return incidents.find(id).map(incident -> known(incident, me));
    }

    private IncidentPage.Known known(Incident incident, Caller.Actor me) {
        List<ChangeRanking.Ranked> ranked = incidents.suspicions(incident).stream()
                .filter(one -> one.share() > 0)
                .toList();
        boolean responds = me.grants().allowSomewhere(Right.RESPOND);
        var room = new Room(
                services.find(incident.service()).orElse(null),
                undoing.about(incident, ranked, me),
                records.firingAlerts(incident.id()),
                responds ? responders() : List.of(),
                me.name(),
                responds,
                me.grants().allowSomewhere(Right.STOP));
        return new IncidentPage.Known(
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
