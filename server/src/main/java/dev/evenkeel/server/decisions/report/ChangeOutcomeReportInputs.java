// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.AssessmentApi;
import dev.evenkeel.api.AssessmentApi.CompletedWorkItem;
import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.WorkSummary;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison;
import dev.evenkeel.engine.effectiveness.BeforeAfterWindow;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.operations.slo.history.SloWeek;
import dev.evenkeel.server.rollouts.drill.DrillHistoryQueries;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The records from which the outcome report of a change is built.
///
/// @param assessment the newest assessment with a decision, or the newest assessment if none has one
/// @param risk its risk case
/// @param service service of the change; null when unknown
/// @param before serious incidents of the service in the half year before the assessment, oldest first
/// @param incidents all recorded incidents of the service, oldest first
/// @param weeks weekly counts of the service's event-based SLOs, by name of the SLO
/// @param comparedWeeks weekly counts of the SLOs of other services that the case names for comparison, by name
/// @param split where the time of the service's team went since the decision; null without a decision or a team
/// @param detections what detected injected faults of the service, by cause
/// @param rollouts rollouts of the flag since the assessment, oldest first, with their decisions
/// @param drills drills of the flag since the assessment, oldest first
/// @param forecasts forecasts made with the decision and of the rollouts' steps, oldest first
/// @param lessons lessons of the change, oldest first
/// @param auditEntries audit entries about the change since the assessment, oldest first
/// @param otherChanges number of other changes of the service since the decision
record ChangeOutcomeReportInputs(
        Assessment assessment,
        RiskCase risk,
        @Nullable String service,
        List<Incident> before,
        List<Incident> incidents,
        Map<String, List<SloWeek>> weeks,
        Map<String, List<SloWeek>> comparedWeeks,
        @Nullable TeamTimeSplit split,
        List<BeforeAfterDetectionComparison> detections,
        List<RolloutWithDecisions> rollouts,
        List<DrillHistoryQueries.DrillHistoryEntry> drills,
        List<StoredForecast> forecasts,
        List<Lesson> lessons,
        List<AuditEntry> auditEntries,
        int otherChanges,
        Instant now) {

    /// A rollout and its decisions, oldest first.
    record RolloutWithDecisions(Rollout rollout, List<RolloutDecision> decisions) {}

    /// Where a team's time went, and its current split.
    record TeamTimeSplit(String team, WorkSummary work, CapacitySplit inForce) {}

    String currency() {
        return assessment.result().currency();
    }

    String link() {
        return "/assessments/" + assessment.id();
    }

    /// Returns the chosen course; null without a decision.
    @Nullable
    Course chosen() {
        AssessmentApi.Decision decision = assessment.decision();
        return decision == null ? null : risk.getCourse(decision.course());
    }

    /// Returns the course to compare the chosen one with: the recommended course; if it was chosen, the
    /// immediate change; if both are the chosen course, the cheapest of the others. Empty without a decision,
    /// and when there is only one course.
    Optional<Course> alternative() {
        Course chosen = chosen();
        if (chosen == null) {
            return Optional.empty();
        }
        return Stream.concat(
                        Stream.of(
                                risk.getCourse(CourseRecommendationFormatter.recommendedCourse(assessment)),
                                risk.baselineCourse()),
                        risk.courses().stream()
                                .sorted(Comparator.comparingDouble(
                                        course -> course(course).total().middle())))
                .filter(course -> !course.name().equals(chosen.name()))
                .findFirst();
    }

    CourseResult course(Course course) {
        return assessment.getCourse(course.name());
    }

    /// Returns the window of the before/after comparison; null while neither the work nor the change is
    /// complete, or when the last of them was completed today.
    @Nullable
    BeforeAfterWindow window() {
        LocalDate trigger = day(
                before.isEmpty() ? assessment.createdAt() : before.getFirst().openedAt());
        LocalDate inForce = Stream.concat(
                        assessment.completedWork().stream().map(CompletedWorkItem::at),
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
