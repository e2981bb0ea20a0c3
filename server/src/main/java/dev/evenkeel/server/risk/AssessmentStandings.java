// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.risk;

import dev.evenkeel.engine.decision.AssessmentStanding;
import dev.evenkeel.engine.decision.AssessmentStanding.Decided;
import dev.evenkeel.engine.decision.AssessmentStanding.Since;
import dev.evenkeel.server.incident.IncidentRecords;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// How changes stand to their newest assessments, from what is stored. Thread-safe.
@Component
class AssessmentStandings {
    private final AssessmentTable table;
    private final IncidentRecords incidents;

    AssessmentStandings(AssessmentTable table, IncidentRecords incidents) {
        this.table = table;
        this.incidents = incidents;
    }

    /// How a flag's change stands.
    ///
    /// @param service whose change it is; null when nobody has said, so that no incident can make it stale
    /// @return empty when it was never assessed
    Optional<AssessmentStanding> find(String environment, String flag, @Nullable String service) {
        return table.newestOf(environment, flag)
                .map(made -> new AssessmentStanding(
                        made.id(), made.madeAt(), made.validUntil(), worse(made, service), decided(made)));
    }

    private @Nullable Since worse(Assessment made, @Nullable String service) {
        return service == null
                ? null
                : incidents.openedSince(service, made.madeAt()).stream()
                        .filter(incident -> !incident.asksForReview()
                                && incident.severity().severity().isAtLeast(Since.FROM))
                        .map(incident ->
                                new Since(incident.id(), incident.severity().severity(), incident.openedAt()))
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable Decided decided(Assessment made) {
        Assessment.Decision decision = made.decision();
        if (decision == null) {
            return null;
        }
        JsonNode course = made.course(decision.course());
        Set<String> done = made.done().stream().map(Assessment.WorkDone::item).collect(Collectors.toSet());
        List<String> open = texts(course.path("work")).stream()
                .filter(item -> !done.contains(item))
                .toList();
        return new Decided(
                decision.course(),
                decision.person(),
                course.path("migrates").asBoolean(),
                LocalDate.parse(course.path("start").asString()),
                open);
    }

    /// Names of the members of an array.
    static List<String> names(JsonNode array) {
        return array.valueStream().map(one -> one.path("name").asString()).toList();
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
