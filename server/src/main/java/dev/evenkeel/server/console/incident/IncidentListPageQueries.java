// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import dev.evenkeel.server.operations.incident.IncidentSearchRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Searches incidents for the list page. Thread-safe.
@Component
final class IncidentListPageQueries {
    /* Ranking the suspected changes of an incident takes several queries. */
    private static final int MOST_SUSPECTED = 10;

    private final IncidentSearchRepository finder;
    private final IncidentQueries incidents;
    private final IncidentFormQueries incidentFormQueries;

    IncidentListPageQueries(
            IncidentSearchRepository finder, IncidentQueries incidents, IncidentFormQueries incidentFormQueries) {
        this.finder = finder;
        this.incidents = incidents;
        this.incidentFormQueries = incidentFormQueries;
    }

    IncidentListPageModel loadPage(IncidentListPageModel.Search search, Caller.Actor me, Instant now) {
        int skip = (search.page() - 1) * IncidentListPageModel.PAGE_SIZE;
        IncidentSearchRepository.IncidentSearchPage found =
                finder.search(search.toCriteria(), skip, IncidentListPageModel.PAGE_SIZE);
        return new IncidentListPageModel(
                search,
                toRows(found.incidents()),
                found.all(),
                finder.countOpen(),
                incidentFormQueries.loadOptions(now),
                me.grants().hasRightAnywhere(Right.RESPOND),
                now);
    }

    private List<IncidentListPageModel.Row> toRows(List<Incident> found) {
        List<IncidentListPageModel.Row> rows = new ArrayList<>();
        int asked = 0;
        for (Incident incident : found) {
            boolean asks = incident.state() == IncidentState.OPEN && asked < MOST_SUSPECTED;
            asked += asks ? 1 : 0;
            rows.add(IncidentListPageModel.Row.of(incident, asks ? findTopSuspect(incident) : null));
        }
        return rows;
    }

    private SuspectedChangeRanker.@Nullable RankedChange findTopSuspect(Incident incident) {
        return incidents.suspectedChanges(incident).stream()
                .findFirst()
                .filter(one -> one.share() > 0)
                .orElse(null);
    }
}
