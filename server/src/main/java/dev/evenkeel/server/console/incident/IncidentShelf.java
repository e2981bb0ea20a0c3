// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.ChangeRanking;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncidentFinder;
import dev.evenkeel.server.operations.incident.Incidents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds incidents for their list. Thread-safe.
@Component
final class IncidentShelf {
    /* Each suspicion takes some queries. */
    private static final int MOST_SUSPECTED = 10;

    private final IncidentFinder finder;
    private final Incidents incidents;
    private final DeclaringDesk declaring;

    IncidentShelf(IncidentFinder finder, Incidents incidents, DeclaringDesk declaring) {
        this.finder = finder;
        this.incidents = incidents;
        this.declaring = declaring;
    }

    IncidentListPage page(IncidentListPage.Search search, Caller.Actor me, Instant now) {
        int skip = (search.page() - 1) * IncidentListPage.MOST;
        IncidentFinder.Found found = finder.find(search.question(), skip, IncidentListPage.MOST);
        return new IncidentListPage(
                search,
                rows(found.incidents()),
                found.all(),
                finder.counts(),
                declaring.choices(now),
                me.grants().allowSomewhere(Right.RESPOND),
                now);
    }

    private List<IncidentListPage.Row> rows(List<Incident> found) {
        List<IncidentListPage.Row> rows = new ArrayList<>();
        int asked = 0;
        for (Incident incident : found) {
            boolean asks = incident.state() == IncidentState.OPEN && asked < MOST_SUSPECTED;
            asked += asks ? 1 : 0;
            rows.add(IncidentListPage.Row.of(incident, asks ? first(incident) : null));
        }
        return rows;
    }

    private ChangeRanking.@Nullable Ranked first(Incident incident) {
        return incidents.suspicions(incident).stream()
                .findFirst()
                .filter(one -> one.share() > 0)
                .orElse(null);
    }
}
