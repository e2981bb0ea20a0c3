// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.decisions.report.ChangeOutcomeReportInputs.RolloutWithDecisions;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A service that builds timelines of changes, from the records that memos and reports use.
@Component
public class ChangeTimelineService {
    /* The maximum time before a rollout without an assessment from which records count as its preparation. */
    private static final Duration PREPARED_WITHIN = Duration.ofDays(30);

    private final AssessmentService assessments;
    private final ServiceRecordQueries records;
    private final ChangeRecordQueries changes;
    private final Clock clock;

    ChangeTimelineService(
            AssessmentService assessments, ServiceRecordQueries records, ChangeRecordQueries changes, Clock clock) {
        this.assessments = assessments;
        this.records = records;
        this.changes = changes;
        this.clock = clock;
    }

    /// The period of one change: from its assessment, or from its preparation, to the next rollout of the flag.
    ///
    /// @param until exclusive
    private record TimelineFrame(
            String environment,
            String flag,
            @Nullable Assessment assessment,
            @Nullable Rollout rollout,
            Instant from,
            Instant until) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /// Builds the timeline of the change that a rollout belongs to; empty when the rollout does not exist.
    @Transactional(readOnly = true)
    public Optional<ChangeTimeline> findByRollout(String id) {
        return changes.findRolloutById(id).map(rollout -> buildTimeline(toFrame(rollout)));
    }

    /// Builds the timeline of an assessed change, with the first rollout since the assessment, if any; empty
    /// when the assessment does not exist.
    @Transactional(readOnly = true)
    public Optional<ChangeTimeline> findByAssessment(String id) {
        return assessments
                .findById(id)
                .map(assessment -> buildTimeline(findFirstRolloutSince(assessment)
                        .map(this::toFrame)
                        .orElseGet(() -> new TimelineFrame(
                                assessment.environment(),
                                assessment.flag(),
                                assessment,
                                null,
                                assessment.createdAt(),
                                clock.instant()))));
    }

    private Optional<Rollout> findFirstRolloutSince(Assessment assessment) {
        return changes.listRollouts(assessment.environment(), assessment.flag()).reversed().stream()
                .filter(rollout -> !rollout.startedAt().isBefore(assessment.createdAt()))
                .findFirst();
    }

    private TimelineFrame toFrame(Rollout rollout) {
        List<Rollout> others = changes.listRollouts(rollout.environment(), rollout.flag());
        Instant until = others.stream()
                .map(Rollout::startedAt)
                .filter(rollout.startedAt()::isBefore)
                .min(Instant::compareTo)
                .orElseGet(clock::instant);
        Assessment assessment = assessments
                .findNewestByFlag(rollout.environment(), rollout.flag(), rollout.startedAt())
                .orElse(null);
        Instant from = assessment == null ? preparedSince(rollout, others) : assessment.createdAt();
        return new TimelineFrame(rollout.environment(), rollout.flag(), assessment, rollout, from, until);
    }

    /* Not before the end of the previous rollout. */
    private static Instant preparedSince(Rollout rollout, List<Rollout> others) {
        Instant earliest = rollout.startedAt().minus(PREPARED_WITHIN);
        return others.stream()
                .map(other -> other.position().endedAt())
                .filter(Objects::nonNull)
                .filter(end -> end.isBefore(rollout.startedAt()) && end.isAfter(earliest))
                .max(Instant::compareTo)
                .orElse(earliest);
    }

    private ChangeTimeline buildTimeline(TimelineFrame timelineFrame) {
        Assessment assessment = timelineFrame.assessment();
        List<RolloutWithDecisions> went = timelineFrame.rollout() == null ? List.of() : listRollouts(timelineFrame);
        List<String> rollouts = went.stream().map(one -> one.rollout().id()).toList();
        List<String> subjects = Stream.concat(
                        Stream.of(timelineFrame.environment() + "/" + timelineFrame.flag()),
                        assessment == null ? Stream.empty() : Stream.of(assessment.id()))
                .toList();
        return new ChangeTimeline(
                timelineFrame.environment(),
                timelineFrame.flag(),
                findService(timelineFrame),
                assessment,
                timelineFrame.rollout(),
                went.stream()
                        .map(one -> new ChangeTimeline.Attempt(one.rollout(), one.decisions()))
                        .toList(),
                changes.findRollbackPlan(timelineFrame.environment(), timelineFrame.flag()),
                changes
                        .listDrillsSince(timelineFrame.environment(), timelineFrame.flag(), timelineFrame.from())
                        .stream()
                        .filter(drill -> timelineFrame.contains(drill.startedAt()))
                        .toList(),
                changes.listForecasts(assessment == null ? "" : assessment.id(), went),
                records.listIncidentsByChanges(rollouts),
                changes.listAuditEntries(subjects, went, timelineFrame.from()).stream()
                        .filter(entry -> timelineFrame.contains(entry.at()))
                        .toList(),
                changes.listLessons(timelineFrame.environment(), timelineFrame.flag()).stream()
                        .filter(lesson -> timelineFrame.contains(lesson.at()))
                        .toList());
    }

    private List<RolloutWithDecisions> listRollouts(TimelineFrame timelineFrame) {
        Rollout rollout = Objects.requireNonNull(timelineFrame.rollout());
        return changes
                .listRolloutsSince(timelineFrame.environment(), timelineFrame.flag(), timelineFrame.from())
                .stream()
                .filter(one -> !one.rollout().startedAt().isAfter(rollout.startedAt()))
                .filter(one ->
                        timelineFrame.assessment() != null || one.rollout().id().equals(rollout.id()))
                .toList();
    }

    private @Nullable String findService(TimelineFrame timelineFrame) {
        Rollout rollout = timelineFrame.rollout();
        String said = rollout == null ? null : rollout.change().service();
        Service owner = records.findServiceByFlag(timelineFrame.environment(), timelineFrame.flag());
        return said != null || owner == null ? said : owner.key();
    }
}
