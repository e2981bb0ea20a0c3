// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.server.decisions.risk.Assessment.Decision;
import dev.evenkeel.server.decisions.risk.Assessment.WorkDone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An assessment as the HTTP API shows it (docs/reference/http-api.md).
///
/// @param caseText the case as it was written; null in lists
/// @param history that it asked; null for none, and in lists
/// @param files that it asked, by name; empty in lists
/// @param result what came out; in lists only the best course and whether the data decide
record AssessmentResponse(
        String id,
        String environment,
        String flag,
        String name,
        Instant madeAt,
        Instant validUntil,
        String author,
        @Nullable Decision decision,
        List<WorkDone> done,
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
                made.madeAt(),
                made.validUntil(),
                made.author(),
                made.decision(),
                made.done(),
                whole ? made.caseText() : null,
                whole ? made.history() : null,
                whole ? made.files() : Map.of(),
                result);
    }
}
