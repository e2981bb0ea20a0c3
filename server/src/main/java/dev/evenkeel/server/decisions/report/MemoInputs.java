// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseCost;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.operations.slo.SloStatus;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The records that a memo tells of.
///
/// @param risk the case as it was assessed
/// @param service whose change it is; null when nobody has said
/// @param incidents serious ones of the service before the assessment, newest first
/// @param objectives of the service
/// @param rollback the flag's rollback plan; null when there is none
/// @param rollout the flag's newest rollout; null when there was none
/// @param forecasts that were made with the decision
/// @param records decision records that name the assessment
record MemoInputs(
        Assessment made,
        RiskCase risk,
        @Nullable String service,
        List<Incident> incidents,
        List<SloStatus> objectives,
        @Nullable RollbackPlanStatus rollback,
        @Nullable Rollout rollout,
        List<StoredForecast> forecasts,
        List<DecisionRecord> records) {

    JsonNode result() {
        return made.result();
    }

    String currency() {
        return result().path("currency").asString();
    }

    /// A course of the result.
    JsonNode course(String name) {
        return made.course(name);
    }

    /// The course that costs least.
    Course best() {
        return risk.course(result().path("best").asString());
    }

    /// What a course costs with every number at its mean.
    CourseCost cost(Course course) {
        JsonNode means = course(course.name()).path("atMeans");
        return new CourseCost(
                means.path("chance").asDouble(),
                means.path("loss").asDouble(),
                means.path("errors").asDouble(),
                means.path("delay").asDouble(),
                means.path("labour").asDouble(),
                means.path("missed").asDouble(0),
                means.path("doneAfterWeeks").asDouble());
    }

    String link() {
        return "/assessments/" + made.id();
    }
}
