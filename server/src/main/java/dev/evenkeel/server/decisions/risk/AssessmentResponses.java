// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.api.AssessmentApi.AssessmentListItem;
import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.api.AssessmentApi.BestCourse;
import java.util.Map;

/// Conversion of assessments to responses.
final class AssessmentResponses {
    private AssessmentResponses() {}

    static AssessmentResponse of(Assessment assessment) {
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
                assessment.caseText(),
                assessment.history(),
                assessment.files(),
                assessment.result());
    }

    static AssessmentListItem toListItem(Assessment assessment) {
        return new AssessmentListItem(
                assessment.id(),
                assessment.environment(),
                assessment.flag(),
                assessment.name(),
                assessment.createdAt(),
                assessment.validUntil(),
                assessment.author(),
                assessment.decision(),
                assessment.completedWork(),
                null,
                null,
                Map.of(),
                new BestCourse(assessment.result().best(), assessment.result().decides()));
    }
}
