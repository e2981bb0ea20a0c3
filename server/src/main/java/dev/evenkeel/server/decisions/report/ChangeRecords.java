// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.server.decisions.forecast.Forecasts;
import dev.evenkeel.server.decisions.forecast.KeptForecast;
import dev.evenkeel.server.decisions.report.StarFacts.Went;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.technology.DecisionRecords;
import dev.evenkeel.server.rollouts.drill.PastDrills;
import dev.evenkeel.server.rollouts.drill.PlanStanding;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Records of a change that reports tell of. Thread-safe.
@Component
class ChangeRecords {
    private final Rollbacks rollbacks;
    private final Rollouts rollouts;
    private final Forecasts forecasts;
    private final DecisionRecords records;
    private final LessonTable lessons;

    ChangeRecords(
            Rollbacks rollbacks, Rollouts rollouts, Forecasts forecasts, DecisionRecords records, LessonTable lessons) {
        this.rollbacks = rollbacks;
        this.rollouts = rollouts;
        this.forecasts = forecasts;
        this.records = records;
        this.lessons = lessons;
    }

    @Nullable
    PlanStanding rollback(String environment, String flag) {
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
    List<Went> rolloutsSince(String environment, String flag, Instant from) {
        return rollouts.of(environment, flag).stream()
                .filter(rollout -> !rollout.startedAt().isBefore(from))
                .sorted(Comparator.comparing(Rollout::startedAt))
                .map(rollout -> new Went(rollout, rollouts.decisions(rollout)))
                .toList();
    }

    List<PastDrills.Ordered> drillsSince(String environment, String flag, Instant from) {
        return rollbacks.drillsSince(environment, flag, from);
    }

    /// Forecasts that were made with a decision, and of the steps of rollouts, oldest first.
    List<KeptForecast> forecasts(String assessment, List<Went> went) {
        return forecasts.about(
                assessment, went.stream().map(one -> one.rollout().id()).toList());
    }

    List<Lesson> lessons(String environment, String flag) {
        return lessons.of(environment, flag);
    }

    /// What people did about a change, oldest first.
    List<AuditEntry> deeds(Assessment made, List<Went> went) {
        return deeds(List.of(made.id(), made.environment() + "/" + made.flag()), went, made.madeAt());
    }

    /// What was done to subjects and to rollouts since an instant, oldest first.
    List<AuditEntry> deeds(List<String> subjects, List<Went> went, Instant from) {
        return rollbacks.deeds(
                Stream.concat(
                                subjects.stream(),
                                went.stream().map(one -> one.rollout().id()))
                        .toList(),
                from);
    }
}
