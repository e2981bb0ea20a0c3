// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.server.decisions.forecast.ForecastService;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import dev.evenkeel.server.decisions.report.ChangeOutcomeReportInputs.RolloutWithDecisions;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.technology.DecisionRecordService;
import dev.evenkeel.server.rollouts.drill.DrillHistoryQueries;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the records of a change, for reports.
@Component
class ChangeRecordQueries {
    private final RollbackPlanRecordQueries rollbacks;
    private final RolloutQueries rollouts;
    private final ForecastService forecasts;
    private final DecisionRecordService records;
    private final LessonRepository lessons;

    ChangeRecordQueries(
            RollbackPlanRecordQueries rollbacks,
            RolloutQueries rollouts,
            ForecastService forecasts,
            DecisionRecordService records,
            LessonRepository lessons) {
        this.rollbacks = rollbacks;
        this.rollouts = rollouts;
        this.forecasts = forecasts;
        this.records = records;
        this.lessons = lessons;
    }

    @Nullable
    RollbackPlanStatus findRollbackPlan(String environment, String flag) {
        return rollbacks.findPlan(environment, flag);
    }

    @Nullable
    Rollout findRollout(String environment, String flag) {
        return rollouts.findNewestByFlag(environment, flag).orElse(null);
    }

    Optional<Rollout> findRolloutById(String rollout) {
        return rollouts.find(rollout);
    }

    /// Returns the rollouts of a flag, newest first.
    List<Rollout> listRollouts(String environment, String flag) {
        return rollouts.listByFlag(environment, flag);
    }

    /// Returns the decision records whose text names an assessment.
    List<DecisionRecord> listDecisionRecordsNaming(String assessment) {
        return records.listContaining(assessment);
    }

    /// Returns the rollouts of a flag since an instant, oldest first, with their decisions.
    List<RolloutWithDecisions> listRolloutsSince(String environment, String flag, Instant from) {
        return rollouts.listByFlag(environment, flag).stream()
                .filter(rollout -> !rollout.startedAt().isBefore(from))
                .sorted(Comparator.comparing(Rollout::startedAt))
                .map(rollout -> new RolloutWithDecisions(rollout, rollouts.listDecisions(rollout)))
                .toList();
    }

    List<DrillHistoryQueries.DrillHistoryEntry> listDrillsSince(String environment, String flag, Instant from) {
        return rollbacks.listDrillsSince(environment, flag, from);
    }

    /// Returns the forecasts made with a decision, and those of the steps of the given rollouts, oldest first.
    List<StoredForecast> listForecasts(String assessment, List<RolloutWithDecisions> went) {
        return forecasts.listByAssessmentOrRollouts(
                assessment, went.stream().map(one -> one.rollout().id()).toList());
    }

    List<Lesson> listLessons(String environment, String flag) {
        return lessons.listByFlag(environment, flag);
    }

    /// Returns the audit entries about a change, oldest first.
    List<AuditEntry> listAuditEntries(Assessment assessment, List<RolloutWithDecisions> went) {
        return listAuditEntries(
                List.of(assessment.id(), assessment.environment() + "/" + assessment.flag()),
                went,
                assessment.createdAt());
    }

    /// Returns the audit entries of subjects and rollouts since an instant, oldest first.
    List<AuditEntry> listAuditEntries(List<String> subjects, List<RolloutWithDecisions> went, Instant from) {
        return rollbacks.listAuditEntries(
                Stream.concat(
                                subjects.stream(),
                                went.stream().map(one -> one.rollout().id()))
                        .toList(),
                from);
    }
}
