// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Conversion of assessments to responses.
final class AssessmentResponses {
    private AssessmentResponses() {}

    static AssessmentResponse of(Assessment assessment) {
        return of(assessment, true, assessment.result());
    }

    /// Converts an assessment for lists, without its case.
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
