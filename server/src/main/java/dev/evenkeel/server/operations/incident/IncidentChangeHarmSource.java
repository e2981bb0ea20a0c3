// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.change.ChangeHarm;
import dev.evenkeel.engine.incident.HarmStart;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.server.operations.change.ChangeHarmSource;
import dev.evenkeel.server.operations.incident.suspect.LinkedChangeNames;
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

/// Incidents that are linked to changes count against them; near misses hurt nobody.
@Component
class IncidentChangeHarmSource implements ChangeHarmSource {
    private final IncidentRepository incidents;

    IncidentChangeHarmSource(IncidentRepository incidents) {
        this.incidents = incidents;
    }

    @Override
    public Map<String, List<ChangeHarm>> of(Set<String> changes) {
        Map<String, List<ChangeHarm>> harms = new HashMap<>();
        List<String> names =
                changes.stream().flatMap(IncidentChangeHarmSource::names).toList();
        for (Incident incident : incidents.linkedTo(names)) {
            if (!incident.account().nearMiss()) {
                changes.stream()
                        .filter(change -> names(change).anyMatch(name -> isLinked(incident, name)))
                        .forEach(change -> harms.computeIfAbsent(change, none -> new ArrayList<>())
                                .add(harm(incident)));
            }
        }
        return harms;
    }

    /* Of a reported change, or of a rollout: ids of both are never the same. */
    static Stream<String> names(String change) {
        return Stream.of(LinkedChangeNames.ofChange(change), LinkedChangeNames.ofRollout(change));
    }

    private static boolean isLinked(Incident incident, String name) {
        return name.equals(incident.change())
                || incident.account().changes().stream()
                        .anyMatch(link -> link.change().equals(name));
    }

    private static ChangeHarm harm(Incident incident) {
        return new ChangeHarm(
                ChangeHarm.Cause.INCIDENT,
                HarmStart.of(incident).moment().at(),
                over(incident),
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

    private static @Nullable Instant over(Incident incident) {
        return Stream.of(IncidentPhase.MITIGATED, IncidentPhase.RESOLVED)
                .map(incident.response()::at)
                .filter(Objects::nonNull)
                .map(IncidentTimestamp::at)
                .findFirst()
                .orElse(null);
    }
}
