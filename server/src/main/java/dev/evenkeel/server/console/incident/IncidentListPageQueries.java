// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncidentSearchRepository;
import dev.evenkeel.server.operations.incident.IncidentService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds incidents for their list. Thread-safe.
@Component
final class IncidentListPageQueries {
    /* Each suspicion takes some queries. */
    private static final int MOST_SUSPECTED = 10;

    private final IncidentSearchRepository finder;
    private final IncidentService incidents;
    private final IncidentFormQueries declaring;

    IncidentListPageQueries(IncidentSearchRepository finder, IncidentService incidents, IncidentFormQueries declaring) {
        this.finder = finder;
        this.incidents = incidents;
        this.declaring = declaring;
    }

    IncidentListPageModel page(IncidentListPageModel.Search search, Caller.Actor me, Instant now) {
        int skip = (search.page() - 1) * IncidentListPageModel.MOST;
        IncidentSearchRepository.IncidentSearchPage found =
                finder.find(search.question(), skip, IncidentListPageModel.MOST);
        return new IncidentListPageModel(
                search,
                rows(found.incidents()),
                found.all(),
                finder.counts(),
                declaring.choices(now),
                me.grants().allowSomewhere(Right.RESPOND),
                now);
    }

    private List<IncidentListPageModel.Row> rows(List<Incident> found) {
        List<IncidentListPageModel.Row> rows = new ArrayList<>();
        int asked = 0;
        for (Incident incident : found) {
            boolean asks = incident.state() == IncidentState.OPEN && asked < MOST_SUSPECTED;
            asked += asks ? 1 : 0;
            rows.add(IncidentListPageModel.Row.of(incident, asks ? first(incident) : null));
        }
        return rows;
    }

    private SuspectedChangeRanker.@Nullable RankedChange first(Incident incident) {
        return incidents.suspicions(incident).stream()
                .findFirst()
                .filter(one -> one.share() > 0)
                .orElse(null);
    }
}
