// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.incident.HarmStart;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Queries that find and rank changes that may have caused an incident, from current data. Thread-safe.
@Component
public class SuspectedChangeQueries {
    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofHours(1);

    private final List<SuspectedChangeSource> sources;
    private final ServiceCatalogService services;

    SuspectedChangeQueries(List<SuspectedChangeSource> sources, ServiceCatalogService services) {
        this.sources = sources;
        this.services = services;
    }

    /// Returns changes from 24 hours before the onset to one hour after it, most suspicious first.
    public List<SuspectedChangeRanker.RankedChange> rankFor(Incident incident) {
        ServiceGraph graph = services.graph();
        Map<String, Integer> steps = new LinkedHashMap<>(graph.dependencies(incident.service()));
        steps.put(incident.service(), 0);
        HarmStart onset = HarmStart.of(incident);
        Instant at = onset.moment().at();
        var suspectedChangeQuery = new SuspectedChangeSource.SuspectedChangeQuery(
                steps, graph, at.minus(BEFORE), onset.moment().latest(), at.plus(AFTER));
        return SuspectedChangeRanker.rank(
                onset,
                sources.stream()
                        .flatMap(source -> source.listChanges(suspectedChangeQuery).stream())
                        .toList());
    }
}
