// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.server.decisions.risk.Assessment.CompletedWorkItem;
import dev.evenkeel.server.decisions.risk.Assessment.Decision;
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
        List<CompletedWorkItem> completedWork,
        @Nullable String caseText,
        @Nullable JsonNode history,
        Map<String, String> files,
        JsonNode result) {

    static AssessmentResponse of(Assessment assessment) {
        return of(assessment, true, assessment.result());
    }

    static AssessmentResponse brief(Assessment assessment) {
        var json = assessment.result().asObject().objectNode();
        for (String name : List.of("best", "decides")) {
            json.set(name, assessment.result().path(name));
        }
        return of(assessment, false, json);
    }

    private static AssessmentResponse of(Assessment assessment, boolean whole, JsonNode result) {
        return new AssessmentResponse(
                assessment.id(),
                assessment.environment(),
                assessment.flag(),
                assessment.name(),
                assessment.createdAt(),
                assessment.validUntil(),
                assessment.author(),
                assessment.decision(),
                assessment.completedWork(),
                whole ? assessment.caseText() : null,
                whole ? assessment.history() : null,
                whole ? assessment.files() : Map.of(),
                result);
    }
}
