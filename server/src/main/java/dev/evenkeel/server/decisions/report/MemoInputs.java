// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseCost;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records from which a memo is built.
///
/// @param risk the assessed risk case
/// @param service service of the change; null when unknown
/// @param incidents serious incidents of the service before the assessment, newest first
/// @param objectives SLOs of the service
/// @param rollback rollback plan of the flag; null without one
/// @param rollout newest rollout of the flag; null without one
/// @param forecasts forecasts made with the decision
/// @param records decision records that name the assessment
record MemoInputs(
        Assessment assessment,
        RiskCase risk,
        @Nullable String service,
        List<Incident> incidents,
        List<SloStatusResponse> objectives,
        @Nullable RollbackPlanStatus rollback,
        @Nullable Rollout rollout,
        List<StoredForecast> forecasts,
        List<DecisionRecord> records) {

    RiskComparisonResult result() {
        return assessment.result();
    }

    String currency() {
        return result().currency();
    }

    /// Returns a course of the result.
    CourseResult course(String name) {
        return assessment.getCourse(name);
    }

    /// Returns the course with the lowest mean cost.
    Course best() {
        return risk.getCourse(result().best());
    }

    /// Returns the cost of a course with every number at its mean.
    CourseCost cost(Course course) {
        return course(course.name()).atMeans();
    }

    String link() {
        return "/assessments/" + assessment.id();
    }
}
