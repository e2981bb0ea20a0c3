// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.WorkSummary;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.detection.CauseDetectionComparison;
import dev.evenkeel.engine.effectiveness.BeforeAfterWindow;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.Assessment.WorkDone;
import dev.evenkeel.server.operations.slo.history.SloWeek;
import dev.evenkeel.server.rollouts.drill.DrillHistoryQueries;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The records that the report of a change tells of.
///
/// @param made the assessment that was decided on, the newest one where none was
/// @param risk its case
/// @param service whose change it is; null when nobody has said
/// @param before serious incidents of the service in the half year before the assessment, oldest first
/// @param incidents all of the service that are recorded, oldest first
/// @param weeks of the service's SLOs that count events, by name
/// @param compared weeks of the SLOs of other services that the case named to compare with, by name
/// @param split where the time of the service's team went since the decision; null when nobody has decided or
///     it has no team
/// @param detections what noticed injected faults of the service, by cause
/// @param rollouts of the flag since the assessment, oldest first, with what was decided about each
/// @param drills of the flag since the assessment, oldest first
/// @param forecasts made with the decision and of the rollouts' steps, oldest first
/// @param lessons oldest first
/// @param deeds what people did about the change since the assessment, oldest first
/// @param otherChanges of the service since the decision
record ChangeOutcomeReportInputs(
        Assessment made,
        RiskCase risk,
        @Nullable String service,
        List<Incident> before,
        List<Incident> incidents,
        Map<String, List<SloWeek>> weeks,
        Map<String, List<SloWeek>> compared,
        @Nullable TeamSplit split,
        List<CauseDetectionComparison> detections,
        List<RolloutWithDecisions> rollouts,
        List<DrillHistoryQueries.DrillSummary> drills,
        List<StoredForecast> forecasts,
        List<Lesson> lessons,
        List<AuditEntry> deeds,
        int otherChanges,
        Instant now) {

    /// A rollout with what was decided about it, oldest first.
    record RolloutWithDecisions(Rollout rollout, List<RolloutDecision> decisions) {}

    /// Where a team's time went, beside the split by which it plans.
    record TeamSplit(String team, WorkSummary work, CapacitySplit inForce) {}

    String currency() {
        return made.result().path("currency").asString();
    }

    String link() {
        return "/assessments/" + made.id();
    }

    /// The course that was chosen; null while nobody has decided.
    @Nullable
    Course chosen() {
        Assessment.Decision decision = made.decision();
        return decision == null ? null : risk.course(decision.course());
    }

    /// The course to compare the chosen one with: the recommended one, or where that was chosen the change at
    /// once, or where that was chosen too the cheapest of the others. Empty while nobody has decided, and where
    /// there is no other.
    Optional<Course> alternative() {
        Course chosen = chosen();
        if (chosen == null) {
            return Optional.empty();
        }
        return Stream.concat(
                        Stream.of(risk.course(CourseRecommendation.course(made)), risk.atOnce()),
                        risk.courses().stream()
                                .sorted(Comparator.comparingDouble(course ->
                                        course(course).at("/total/middle").asDouble())))
                .filter(course -> !course.name().equals(chosen.name()))
                .findFirst();
    }

    JsonNode course(Course course) {
        return made.course(course.name());
    }

    /// What is held against what; null while the work or the change itself is not in force yet, or is since
    /// today.
    @Nullable
    BeforeAfterWindow window() {
        LocalDate trigger =
                day(before.isEmpty() ? made.madeAt() : before.getFirst().openedAt());
        LocalDate inForce = Stream.concat(
                        made.done().stream().map(WorkDone::at),
                        rollouts.stream()
                                .map(RolloutWithDecisions::rollout)
                                .filter(rollout -> rollout.status() == RolloutStatus.COMPLETED)
                                .map(rollout -> rollout.position().endedAt()))
                .map(ChangeOutcomeReportInputs::day)
                .max(LocalDate::compareTo)
                .orElse(null);
        LocalDate today = day(now);
        return inForce == null || !trigger.isBefore(inForce) || !inForce.isBefore(today)
                ? null
                : new BeforeAfterWindow(trigger, inForce, today);
    }

    static LocalDate day(@Nullable Instant at) {
        return LocalDate.ofInstant(at == null ? Instant.EPOCH : at, ZoneOffset.UTC);
    }
}
