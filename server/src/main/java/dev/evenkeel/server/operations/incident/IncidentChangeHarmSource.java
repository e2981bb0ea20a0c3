// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.change.ChangeHarmEvent;
import dev.evenkeel.engine.incident.HarmStart;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.server.operations.change.ChangeHarmSource;
import dev.evenkeel.server.operations.incident.suspect.ChangeReferenceFormatter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The source of harm from incidents that are linked to changes. Near misses are excluded: they affected no
/// users.
@Component
class IncidentChangeHarmSource implements ChangeHarmSource {
    private final IncidentRepository incidents;

    IncidentChangeHarmSource(IncidentRepository incidents) {
        this.incidents = incidents;
    }

    @Override
    public Map<String, List<ChangeHarmEvent>> listByChange(Set<String> changes) {
        Map<String, List<ChangeHarmEvent>> harms = new HashMap<>();
        List<String> names =
                changes.stream().flatMap(IncidentChangeHarmSource::linkedNames).toList();
        for (Incident incident : incidents.listByChanges(names)) {
            if (!incident.account().nearMiss()) {
                changes.stream()
                        .filter(change -> linkedNames(change).anyMatch(name -> isLinked(incident, name)))
                        .forEach(change -> harms.computeIfAbsent(change, none -> new ArrayList<>())
                                .add(toHarm(incident)));
            }
        }
        return harms;
    }

    /* Ids of reported changes and of rollouts never collide. */
    static Stream<String> linkedNames(String change) {
        return Stream.of(ChangeReferenceFormatter.ofChange(change), ChangeReferenceFormatter.ofRollout(change));
    }

    private static boolean isLinked(Incident incident, String name) {
        return name.equals(incident.change())
                || incident.account().changes().stream()
                        .anyMatch(link -> link.change().equals(name));
    }

    private static ChangeHarmEvent toHarm(Incident incident) {
        return new ChangeHarmEvent(
                ChangeHarmEvent.Cause.INCIDENT,
                HarmStart.of(incident).moment().at(),
                findEnd(incident),
                rank(incident.severity().severity()),
                "incident " + incident.id() + " (" + incident.severity().severity() + "), " + incident.title());
    }

    private static int rank(IncidentSeverity severity) {
        return switch (severity) {
            case SEV1 -> 1;
            case SEV2 -> 2;
            case SEV3 -> 3;
            case SEV4 -> 4;
        };
    }

    private static @Nullable Instant findEnd(Incident incident) {
        return Stream.of(IncidentPhase.MITIGATED, IncidentPhase.RESOLVED)
                .map(incident.response()::timeOf)
                .filter(Objects::nonNull)
                .map(TimestampWithPrecision::at)
                .findFirst()
                .orElse(null);
    }
}
