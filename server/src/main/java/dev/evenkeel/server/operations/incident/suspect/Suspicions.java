// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.incident.ChangeRanking;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.Onset;
import dev.evenkeel.server.foundation.catalog.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Which changes may lie behind an incident, from all that is known at the moment. Thread-safe.
@Component
public class Suspicions {
    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofHours(1);

    private final List<ChangeSource> sources;
    private final Services services;

    Suspicions(List<ChangeSource> sources, Services services) {
        this.sources = sources;
        this.services = services;
    }

    /// Changes of the day before its onset and the hour after it, the most suspicious first.
    public List<ChangeRanking.Ranked> about(Incident incident) {
        ServiceGraph graph = services.graph();
        Map<String, Integer> steps = new LinkedHashMap<>(graph.dependencies(incident.service()));
        steps.put(incident.service(), 0);
        Onset onset = Onset.of(incident);
        Instant at = onset.moment().at();
        var question = new ChangeSource.Question(
                steps, graph, at.minus(BEFORE), onset.moment().latest(), at.plus(AFTER));
        return ChangeRanking.rank(
                onset,
                sources.stream()
                        .flatMap(source -> source.changes(question).stream())
                        .toList());
    }
}
