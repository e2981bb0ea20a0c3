// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

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
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Records of a change that reports tell of. Thread-safe.
@Component
class ChangeRecordQueries {
    private final RollbackRecordQueries rollbacks;
    private final RolloutService rollouts;
    private final ForecastService forecasts;
    private final DecisionRecordService records;
    private final LessonRepository lessons;

    ChangeRecordQueries(
            RollbackRecordQueries rollbacks,
            RolloutService rollouts,
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
    RollbackPlanStatus rollback(String environment, String flag) {
        return rollbacks.plan(environment, flag);
    }

    @Nullable
    Rollout rollout(String environment, String flag) {
        return rollouts.findNewest(environment, flag).orElse(null);
    }

    Optional<Rollout> find(String rollout) {
        return rollouts.find(rollout);
    }

    /// Rollouts of a flag, newest first.
    List<Rollout> of(String environment, String flag) {
        return rollouts.of(environment, flag);
    }

    /// Decision records whose text names an assessment.
    List<DecisionRecord> recordsNaming(String assessment) {
        return records.naming(assessment);
    }

    /// Rollouts of a flag since an instant, oldest first.
    List<RolloutWithDecisions> rolloutsSince(String environment, String flag, Instant from) {
        return rollouts.of(environment, flag).stream()
                .filter(rollout -> !rollout.startedAt().isBefore(from))
                .sorted(Comparator.comparing(Rollout::startedAt))
                .map(rollout -> new RolloutWithDecisions(rollout, rollouts.decisions(rollout)))
                .toList();
    }

    List<DrillHistoryQueries.DrillSummary> drillsSince(String environment, String flag, Instant from) {
        return rollbacks.drillsSince(environment, flag, from);
    }

    /// Forecasts that were made with a decision, and of the steps of rollouts, oldest first.
    List<StoredForecast> forecasts(String assessment, List<RolloutWithDecisions> went) {
        return forecasts.about(
                assessment, went.stream().map(one -> one.rollout().id()).toList());
    }

    List<Lesson> lessons(String environment, String flag) {
        return lessons.of(environment, flag);
    }

    /// What people did about a change, oldest first.
    List<AuditEntry> deeds(Assessment made, List<RolloutWithDecisions> went) {
        return deeds(List.of(made.id(), made.environment() + "/" + made.flag()), went, made.madeAt());
    }

    /// What was done to subjects and to rollouts since an instant, oldest first.
    List<AuditEntry> deeds(List<String> subjects, List<RolloutWithDecisions> went, Instant from) {
        return rollbacks.deeds(
                Stream.concat(
                                subjects.stream(),
                                went.stream().map(one -> one.rollout().id()))
                        .toList(),
                from);
    }
}
