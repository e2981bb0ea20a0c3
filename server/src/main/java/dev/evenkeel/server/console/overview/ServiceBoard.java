// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.gate.FreezeCalendar;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.foundation.security.people.ServiceKeys;
import dev.evenkeel.server.gates.freeze.FreezeCalendars;
import dev.evenkeel.server.operations.incident.Incidents;
import dev.evenkeel.server.operations.slo.ObjectiveNow;
import dev.evenkeel.server.operations.slo.SloBoard;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// What is known of all services. Each question takes a few queries, however many services there are. Thread-safe.
@Component
final class ServiceBoard {
    private static final int MOST_INCIDENTS = 1_000;

    private final Services services;
    private final SloBoard slos;
    private final Incidents incidents;
    private final FreezeCalendars freezes;
    private final ServiceKeys environments;

    ServiceBoard(
            Services services, SloBoard slos, Incidents incidents, FreezeCalendars freezes, ServiceKeys environments) {
        this.services = services;
        this.slos = slos;
        this.incidents = incidents;
        this.freezes = freezes;
        this.environments = environments;
    }

    /// The catalogue, by key.
    Services services() {
        return services;
    }

    List<String> environments() {
        return environments.environments();
    }

    List<ObjectiveNow> objectives(Instant now) {
        return slos.at(now);
    }

    /// Open ones, newest first.
    List<Incident> incidents() {
        return incidents.newest("", true, MOST_INCIDENTS);
    }

    FreezeCalendar freezes(Instant now) {
        return freezes.at(now);
    }
}
