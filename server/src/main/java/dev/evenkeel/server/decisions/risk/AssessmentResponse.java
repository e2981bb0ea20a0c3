// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.server.decisions.risk.Assessment.Decision;
import dev.evenkeel.server.decisions.risk.Assessment.WorkDone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An assessment in responses of the HTTP API (docs/reference/http-api.md).
///
/// @param caseText source text of the case; null in lists
/// @param history history that the case reads; null without one, and in lists
/// @param files texts of the files that the case reads, by name; empty in lists
/// @param result computed result; in lists only the best course and whether the data decide
record AssessmentResponse(
        String id,
        String environment,
        String flag,
        String name,
        Instant createdAt,
        Instant validUntil,
        String author,
        @Nullable Decision decision,
        List<WorkDone> completedWork,
        @Nullable String caseText,
        @Nullable JsonNode history,
        Map<String, String> files,
        JsonNode result) {

    static AssessmentResponse of(Assessment made) {
        return of(made, true, made.result());
    }

    static AssessmentResponse brief(Assessment made) {
        var json = made.result().asObject().objectNode();
        for (String name : List.of("best", "decides")) {
            json.set(name, made.result().path(name));
        }
        return of(made, false, json);
    }

    private static AssessmentResponse of(Assessment made, boolean whole, JsonNode result) {
        return new AssessmentResponse(
                made.id(),
                made.environment(),
                made.flag(),
                made.name(),
                made.createdAt(),
                made.validUntil(),
                made.author(),
                made.decision(),
                made.completedWork(),
                whole ? made.caseText() : null,
                whole ? made.history() : null,
                whole ? made.files() : Map.of(),
                result);
    }
}
