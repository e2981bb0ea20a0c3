// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.api.AssessmentApi.Decision;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.server.decisions.forecast.ForecastSource.ForecastableRecordQuery;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A decision to make a change, and the chosen course of the assessment's result. Origins of its forecasts have
/// the assessment's id as their second part: `decision:ra-1`.
record AssessmentCourseDecision(Assessment assessment, Decision decision, CourseResult course) {
    /* No event is forecast as certain. */
    private static final double LEAST = 0.001;

    /// Finds the new decisions and those whose forecasts are not resolved.
    static List<AssessmentCourseDecision> listFrom(
            AssessmentService assessments, ForecastableRecordQuery forecastableRecordQuery) {
        List<String> ids = forecastableRecordQuery.unresolved().keySet().stream()
                .map(origin -> origin.split(":", -1)[1])
                .toList();
        return assessments.listDecidedSince(forecastableRecordQuery.from(), ids).stream()
                .map(AssessmentCourseDecision::of)
                .filter(one -> one.course().migrates())
                .toList();
    }

    private static AssessmentCourseDecision of(Assessment assessment) {
        Decision decision = Objects.requireNonNull(assessment.decision());
        return new AssessmentCourseDecision(assessment, decision, assessment.getCourse(decision.course()));
    }

    Instant decidedAt() {
        return decision.at();
    }

    /// Formats the flag of the change and its environment.
    String formatFlag() {
        return "flag " + assessment.flag() + " in " + assessment.environment();
    }

    static Probability probability(double chance) {
        return new Probability(Math.clamp(chance, LEAST, 1 - LEAST));
    }

    String model() {
        return assessment.result().model();
    }

    /// Returns the inputs of its forecasts.
    ObjectNode toInputs() {
        RiskComparisonResult result = assessment.result();
        return JsonMapper.shared()
                .createObjectNode()
                .put("assessment", assessment.id())
                .put("dataHash", result.dataHash())
                .put("seed", result.seed())
                .put("draws", result.draws());
    }
}
